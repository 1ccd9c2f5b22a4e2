package dev.heatup.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands within its plan. Immutable.
 *
 * @param index the step that comes next, 0-based; the plan's size when none is left
 * @param succeeded how many steps did
 * @param phase what is known of the step
 * @param tries claims since the step became the next one
 * @param heldSince since when the network is unverified, null while it is not
 * @param token raised by every claim; a completion with an older one changes nothing
 * @param cancelRequested somebody asked to cancel while a step was in flight
 * @param progress what the step has come to, where it takes more than one claim
 */
public record Position(
        int index,
        int succeeded,
        StepPhase phase,
        int tries,
        @Nullable Instant heldSince,
        long token,
        boolean cancelRequested,
        StepProgress progress) {

    static final Position START = new Position(0, 0, StepPhase.READY, 0, null, 0, false, StepProgress.NONE);

    Position claimed() {
        return new Position(
                index, succeeded, phase.claimed(), tries + 1, heldSince, token + 1, cancelRequested, progress);
    }

    Position in(StepPhase stepPhase) {
        return new Position(index, succeeded, stepPhase, tries, null, token, cancelRequested, progress);
    }

    /** As before the claim, which is not counted as a try. */
    Position held(@Nullable Instant since) {
        return new Position(
                index, succeeded, phase.unsent(), Math.max(0, tries - 1), since, token, cancelRequested, progress);
    }

    /** As before the claim, and on a network that is known. */
    Position untouched() {
        return held(null);
    }

    Position after(boolean success) {
        return new Position(
                index + 1,
                succeeded + (success ? 1 : 0),
                StepPhase.READY,
                0,
                null,
                token,
                cancelRequested,
                StepProgress.NONE);
    }

    Position planned() {
        return with(StepProgress.NONE);
    }

    Position cancelling(long token) {
        return new Position(index, succeeded, phase, tries, heldSince, token, true, progress);
    }

    /** The same step, further on. */
    Position with(StepProgress further) {
        return new Position(index, succeeded, StepPhase.READY, 0, null, token, cancelRequested, further);
    }
}
