package dev.heatup.run;

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
    private final LongAdder deleted = new LongAdder();
    private final BackgroundTask backgroundTask;

    /**
     * Begins at once.
     *
     * @param keep longer than the key of a request is remembered
     * @param clock the database's time
     */
    public Retention(Runs runs, Duration keep, InstantSource clock, BackgroundTask.Sleep sleep) {
        this.runs = runs;
        this.keep = keep;
        this.clock = clock;
        this.backgroundTask = BackgroundTask.begin("the deletion of old runs", this::deleteAllThatIsOld, sleep);
    }

    /** How many runs this node has deleted so far. */
    public long deleted() {
        return deleted.sum();
    }

    private void deleteAllThatIsOld(BackgroundTask backgroundTask) throws InterruptedException {
        Instant endedBefore = clock.instant().minus(keep);
        long before = deleted();
        int last = BATCH;
        while (last == BATCH && !backgroundTask.isClosing()) {
            last = runs.forget(endedBefore, BATCH);
            deleted.add(last);
            backgroundTask.sleep(BETWEEN_BATCHES);
        }
        if (deleted() > before) {
            LOG.info("Deleted {} runs that ended more than {} days ago", deleted() - before, keep.toDays());
        }
        backgroundTask.sleep(BETWEEN_LOOKS);
    }

    @Override
    public void close() {
        backgroundTask.close();
    }
}
