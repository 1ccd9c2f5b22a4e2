package dev.heatup.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one step went; recorded once.
 *
 * @param step 0-based
 * @param status succeeded, failed or unknown
 * @param finishedAt when it ends; in the future while the person still reads or idles
 * @param pause think time after it, in world time; null after the last step
 * @param result what came back, null when nothing did
 */
public record StepOutcome(
        int step,
        StepStatus status,
        @Nullable StepProblem problem,
        Instant startedAt,
        Instant finishedAt,
        @Nullable Duration pause,
        @Nullable StepResult result) {

    public StepOutcome {
        if (status == StepStatus.PENDING || status == StepStatus.ACTING || status == StepStatus.SKIPPED) {
            throw new IllegalArgumentException("step " + step + " has no outcome yet: " + status);
        }
    }
}
