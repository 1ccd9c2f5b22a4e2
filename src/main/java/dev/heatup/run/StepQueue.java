package dev.heatup.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are due, and whose they are. A claim keeps others away for what it covers and raises the token; a completion
 * changes the run only under its own token, and once. Thread-safe.
 */
public interface StepQueue {

    /**
     * Claims up to {@code most} runs of a lane that are due at {@code now}, the longest due first. Where several targets
     * share a store, only the target's own, and after a while those of others that nobody claims, for nothing but to end
     * them.
     */
    Batch claim(Lane lane, Instant now, int most);

    /**
     * Records a transition of the run that was claimed and gives the claim back; false when it is ours no longer, and nothing is
     * recorded.
     */
    boolean complete(Claimed claimed, Transition transition, Instant now);

    /** When the lane's next run is due, in the past while it waits for a free slot; null when none waits. */
    @Nullable
    Instant nextDue(Lane lane);

    /**
     * What one claim gave.
     *
     * @param standing of the target at the moment of the claim
     * @param nextDue when the lane's next run that nobody has claimed is due, null when none waits
     */
    record Batch(
            List<Claimed> claimed,
            TargetState.Standing standing,
            @Nullable Instant nextDue) {}

    /**
     * A run that is ours until its {@code dueAt}.
     *
     * @param number what a database finds it by
     * @param notBefore the session's flood waits by method, those still in force
     */
    record Claimed(long number, Run run, Map<String, Instant> notBefore) {}
}
