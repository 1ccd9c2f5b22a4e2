package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.run.Run.Pause;
import dev.heatup.session.SessionChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended, before the run records it. Immutable.
 *
 * @param problem null when it succeeded
 * @param endsAt when the person is done with it; in the future while they still read or idle
 * @param pause the think time after it, null for none
 * @param changes what is learnt of the session
 * @param result what came back; null stands for what the conversation has come to so far
 */
record StepCompletion(
        StepStatus status,
        @Nullable StepProblem problem,
        Instant startedAt,
        Instant endsAt,
        @Nullable Pause pause,
        List<SessionChange> changes,
        @Nullable StepResult result) {

    StepCompletion {
        changes = List.copyOf(changes);
    }

    static StepCompletion succeeded(@Nullable StepResult result, Instant startedAt, Instant endsAt) {
        return new StepCompletion(StepStatus.SUCCEEDED, null, startedAt, endsAt, null, List.of(), result);
    }

    /** @param status failed or unknown */
    static StepCompletion of(StepStatus status, StepProblem why, Instant startedAt, Instant endsAt) {
        return new StepCompletion(status, why, startedAt, endsAt, null, List.of(), null);
    }

    static StepCompletion failed(StepProblem why, Instant startedAt, Instant endsAt) {
        return of(StepStatus.FAILED, why, startedAt, endsAt);
    }

    static StepCompletion unknown(String why, Instant startedAt, Instant endsAt) {
        return of(StepStatus.UNKNOWN, new StepProblem("outcome_unknown", why), startedAt, endsAt);
    }

    StepCompletion pausing(@Nullable Pause after) {
        return new StepCompletion(status, problem, startedAt, endsAt, after, changes, result);
    }

    StepCompletion learning(List<SessionChange> learnt) {
        return new StepCompletion(status, problem, startedAt, endsAt, pause, learnt, result);
    }

    boolean isSuccess() {
        return status == StepStatus.SUCCEEDED;
    }

    /** When the next step is due. */
    Instant nextDue() {
        return pause == null ? endsAt : endsAt.plus(pause.real());
    }

    /** What a conversation came to counts whatever ended it, and its beginning is the step's. */
    StepOutcome outcome(Position position, Action action) {
        StepProgress stepProgress = position.progress();
        StepResult whole = result == null ? stepProgress.result(action) : result;
        return new StepOutcome(
                position.index(),
                status,
                problem,
                stepProgress.begunAt() == null ? startedAt : stepProgress.begunAt(),
                endsAt,
                pause == null ? null : pause.world(),
                whole.equals(StepResult.NONE) ? null : whole);
    }
}
