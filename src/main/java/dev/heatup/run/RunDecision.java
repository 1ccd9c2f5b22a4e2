package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a run needs next. Pure: the same run, waits and time give the same answer.
 *
 * @param notBefore the session's flood waits and pause by method
 */
record RunDecision(Run run, Map<String, Instant> notBefore) {

    Next next(Instant now) {
        if (!run.status().isLive()) {
            return new Next.Finish(run.status());
        }
        Position position = run.position();
        if (position.cancelRequested() && !run.inDoubt()) {
            return position.progress().hasBegun() ? breakOff() : new Next.Finish(RunStatus.CANCELLED);
        }
        Instant dueAt = run.dueAt();
        if (position.phase() == StepPhase.READY && dueAt != null && dueAt.isAfter(now)) {
            return new Next.Wait(dueAt);
        }
        if (!RetryPolicy.allowsAnotherClaim(position.tries())) {
            return new Next.GiveUp();
        }
        if (run.visit() == null) {
            return propose(now);
        }
        return run.isThrough() ? new Next.Finish(run.ending()) : step(now);
    }

    private Next propose(Instant now) {
        Instant pause = notBefore.get(Session.ANY_METHOD);
        return pause != null && pause.isAfter(now) ? new Next.Wait(pause) : new Next.Propose();
    }

    private Next step(Instant now) {
        Instant until = waitsUntil();
        if (until == null || !until.isAfter(now)) {
            return carryOut(run.position(), run.action());
        }
        if (RetryPolicy.allowsFloodWait(until, now)) {
            return new Next.Wait(until);
        }
        return run.position().progress().hasBegun() && !run.inDoubt()
                ? breakOff()
                : new Next.Forgo(run.position().index(), run.action(), until);
    }

    private Next breakOff() {
        return new Next.BreakOff(run.position().index(), run.action());
    }

    private Next carryOut(Position position, Action action) {
        int index = position.index();
        StepProgress stepProgress = position.progress();
        return switch (run.stage()) {
            case PREPARING -> new Next.Prepare(index, action, stepProgress.turn());
            case LISTENING -> new Next.Listen(index, action, Objects.requireNonNull(stepProgress.awaited()));
            case ACTING -> {
                if (position.phase() != StepPhase.DOUBTFUL) {
                    yield new Next.Act(index, action, stepProgress.draft());
                }
                yield position.cancelRequested()
                        ? new Next.Look(index, action, stepProgress.draft())
                        : new Next.Reconcile(index, action, stepProgress.draft());
            }
        };
    }

    private @Nullable Instant waitsUntil() {
        if (notBefore.isEmpty()) {
            return null;
        }
        return Stream.concat(Stream.of(Session.ANY_METHOD), methods().stream())
                .map(notBefore::get)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private List<String> methods() {
        Position position = run.position();
        Action action = run.action();
        MessageDraft messageDraft = position.progress().draft();
        return switch (run.stage()) {
            case PREPARING -> ActionMethods.ofPreparing(action);
            case LISTENING -> ActionMethods.ofListening();
            case ACTING -> {
                if (position.phase() != StepPhase.DOUBTFUL) {
                    yield ActionMethods.of(action, messageDraft);
                }
                yield position.cancelRequested()
                        ? ActionMethods.ofLooking(action)
                        : ActionMethods.ofReconciling(action, messageDraft);
            }
        };
    }
}
