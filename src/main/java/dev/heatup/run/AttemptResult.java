package dev.heatup.run;

import java.time.Duration;

/** What came of carrying out a step, or a turn of it. */
sealed interface AttemptResult {

    /** @param result what came back, {@link StepResult#NONE} when nothing did */
    record Done(StepResult result) implements AttemptResult {
        Done() {
            this(StepResult.NONE);
        }
    }

    /**
     * A turn with a bot was sent.
     *
     * @param mayAnswer whether an answer can be looked for
     */
    record Spoke(StepResult.Turn turn, boolean mayAnswer) implements AttemptResult {}

    record Failed(StepProblem why) implements AttemptResult {}

    record FloodWait(String method, Duration length) implements AttemptResult {}

    record Restricted(StepProblem why) implements AttemptResult {}

    /** Certainly no effect. */
    record NotSent(String why) implements AttemptResult {}

    /** No effect, since nothing is sent for now. */
    record Shut(Duration length) implements AttemptResult {}

    /** Perhaps an effect. */
    record Unknown(String why) implements AttemptResult {}
}
