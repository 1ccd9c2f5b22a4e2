package dev.heatup.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The database's time without asking it each time: a sample, carried forward by the monotonic clock. It is sampled anew by
 * whoever asks first after {@link #SAMPLE_AGE}; when that fails, the old sample goes on. Thread-safe.
 */
public final class DatabaseClock implements InstantSource {

    static final Duration SAMPLE_AGE = Duration.ofSeconds(60);

    private final Supplier<Instant> source;
    private final LongSupplier nanoTime;
    private volatile Sample sample;

    private record Sample(Instant time, long nanos) {}

    public DatabaseClock(Supplier<Instant> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.sample = new Sample(source.get(), nanoTime.getAsLong());
    }

    @Override
    public Instant instant() {
        Sample known = sample;
        long age = nanoTime.getAsLong() - known.nanos;
        if (age > SAMPLE_AGE.toNanos()) {
            known = resample(known, age);
            age = nanoTime.getAsLong() - known.nanos;
        }
        return known.time.plusNanos(age);
    }

    private synchronized Sample resample(Sample old, long age) {
        if (sample.nanos != old.nanos) {
            return sample;
        }
        long before = nanoTime.getAsLong();
        try {
            sample = new Sample(source.get(), before);
        } catch (StoreException _) {
            sample = new Sample(old.time.plusNanos(age), before);
        }
        return sample;
    }
}
