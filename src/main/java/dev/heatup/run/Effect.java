package dev.heatup.run;

import java.time.Duration;

/** What came of carrying out a step, or a turn of it. */
sealed interface Effect {

    /** @param result what came back, {@link StepResult#NONE} when nothing did */
    record Done(StepResult result) implements Effect {
        Done() {
            this(StepResult.NONE);
        }
    }

    /**
     * A turn with a bot was sent.
     *
     * @param mayAnswer whether an answer can be looked for
     */
    record Spoke(StepResult.Turn turn, boolean mayAnswer) implements Effect {}

    record Failed(Problem why) implements Effect {}

    record FloodWait(String method, Duration length) implements Effect {}

    record Restricted(Problem why) implements Effect {}

    /** Certainly no effect. */
    record NotSent(String why) implements Effect {}

    /** No effect, since nothing is sent for now. */
    record Shut(Duration length) implements Effect {}

    /** Perhaps an effect. */
    record Unknown(String why) implements Effect {}
}
