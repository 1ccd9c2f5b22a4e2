package dev.heatup.run;

import dev.heatup.gateway.Sleeper;
import dev.heatup.sqlite.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A queue that is offered what became of a run again while the database is away, for as long as the claim lasts. Else the
 * run would come back in doubt when the claim ends, and the network would have to be asked what is known here. Of a commit
 * whose answer was lost nothing is recorded twice, as it took the claim away. Thread-safe.
 */
public final class RetryingStepQueue implements StepQueue {

    static final Duration BEFORE_A_REPEAT = Duration.ofSeconds(1);

    private final StepQueue queue;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /** @param clock the database's time */
    public RetryingStepQueue(StepQueue queue, InstantSource clock, Sleeper sleeper) {
        this.queue = queue;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public boolean complete(Claimed claimed, Transition transition, Instant now) {
        while (true) {
            try {
                return queue.complete(claimed, transition, now);
            } catch (StoreException e) {
                Instant end = claimed.run().dueAt();
                if (end == null || !clock.instant().plus(BEFORE_A_REPEAT).isBefore(end)) {
                    throw e;
                }
                sleep(e);
            }
        }
    }

    private void sleep(StoreException why) {
        try {
            sleeper.sleep(BEFORE_A_REPEAT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        return queue.claim(lane, now, most);
    }

    @Override
    public @Nullable Instant nextDue(Lane lane) {
        return queue.nextDue(lane);
    }
}
