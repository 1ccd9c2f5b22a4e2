package dev.heatup.run;

import dev.heatup.gateway.Sleeper;
import dev.heatup.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes ended runs when they are old enough, a few at a time, so that whoever wrote something never waits long for it.
 * Several nodes may do so at once. Thread-safe.
 */
public final class Retention implements AutoCloseable {

    static final int BATCH = 200;

    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger("heatup.run");

    private final Runs runs;
    private final Duration keep;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final LongAdder deleted = new LongAdder();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Begins at once.
     *
     * @param keep longer than the key of a request is remembered
     * @param clock the database's time
     */
    public Retention(Runs runs, Duration keep, InstantSource clock, Sleeper sleeper) {
        this.runs = runs;
        this.keep = keep;
        this.clock = clock;
        this.sleeper = sleeper;
        this.thread = Thread.ofVirtual().name("heatup-retention").start(this::deleteForEver);
    }

    /** How many runs this node has deleted so far. */
    public long deleted() {
        return deleted.sum();
    }

    private void deleteForEver() {
        try {
            while (!closing) {
                deleteAllThatIsOld();
                sleeper.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteAllThatIsOld() throws InterruptedException {
        Instant endedBefore = clock.instant().minus(keep);
        long before = deleted();
        try {
            int last = BATCH;
            while (last == BATCH && !closing) {
                last = runs.forget(endedBefore, BATCH);
                deleted.add(last);
                sleeper.sleep(BETWEEN_BATCHES);
            }
        } catch (StoreException e) {
            LOG.warn(
                    "Can't delete old runs, trying again later: {}",
                    new Problem("", String.valueOf(e.getMessage())).message());
        }
        if (deleted() > before) {
            LOG.info("Deleted {} runs that ended more than {} days ago", deleted() - before, keep.toDays());
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
