package dev.heatup.store;

import dev.heatup.sqlite.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The database's time without asking it each time: a sample, carried forward by the monotonic clock. It is sampled anew by
 * whoever asks first after {@link #SAMPLE_AGE}, while others go on with the old sample; so does everybody when that fails.
 * A sample is wrong by half of what it took at most, and one that took long is left for a better one. Thread-safe.
 */
public final class DatabaseClock implements InstantSource {

    static final Duration SAMPLE_AGE = Duration.ofSeconds(60);

    /** A sample that took no longer is good enough. */
    static final Duration QUICK = Duration.ofMillis(250);

    /** How often a database that answers slowly is asked for the first one. */
    private static final int FIRST_QUESTIONS = 3;

    private final Supplier<Instant> source;
    private final LongSupplier nanoTime;
    private final ReentrantLock sampling = new ReentrantLock();
    private volatile Sample sample;

    /**
     * @param nanos when the database had this time
     * @param tookNanos how long it was asked, and so twice as much as it may be wrong
     * @param askedNanos when it was asked last, whatever came of it
     */
    private record Sample(Instant time, long nanos, long tookNanos, long askedNanos) {
        Instant at(long nanoTime) {
            return time.plusNanos(nanoTime - nanos);
        }

        Sample asked(long nanoTime) {
            return new Sample(time, nanos, tookNanos, nanoTime);
        }
    }

    public DatabaseClock(Supplier<Instant> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.sample = first();
    }

    @Override
    public Instant instant() {
        if (nanoTime.getAsLong() - sample.askedNanos > SAMPLE_AGE.toNanos() && sampling.tryLock()) {
            try {
                sample = better(sample);
            } finally {
                sampling.unlock();
            }
        }
        return sample.at(nanoTime.getAsLong());
    }

    private Sample better(Sample known) {
        try {
            Sample fresh = take();
            return fresh.tookNanos <= Math.max(QUICK.toNanos(), known.tookNanos)
                    ? fresh
                    : known.asked(fresh.askedNanos);
        } catch (StoreException _) {
            return known.asked(nanoTime.getAsLong());
        }
    }

    /** There is no older one to go on with, so it is asked again for a better one. */
    private Sample first() {
        Sample best = take();
        for (int asked = 1; asked < FIRST_QUESTIONS && best.tookNanos > QUICK.toNanos(); asked++) {
            Sample another = take();
            best = another.tookNanos < best.tookNanos ? another : best;
        }
        return best;
    }

    private Sample take() {
        long before = nanoTime.getAsLong();
        Instant time = source.get();
        long after = nanoTime.getAsLong();
        return new Sample(time, before + (after - before) / 2, after - before, after);
    }
}
