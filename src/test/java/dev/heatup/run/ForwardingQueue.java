package dev.heatup.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** As the other queue, but where it is overridden. */
public class ForwardingQueue implements StepQueue {

    private final StepQueue queue;

    public ForwardingQueue(StepQueue queue) {
        this.queue = queue;
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        return queue.claim(lane, now, most);
    }

    @Override
    public boolean complete(Claimed claimed, Transition transition, Instant now) {
        return queue.complete(claimed, transition, now);
    }

    @Override
    public @Nullable Instant nextDue(Lane lane) {
        return queue.nextDue(lane);
    }
}
