package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.StepProgress.Awaited;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One plan carried out for one session. Immutable and free of clocks: {@link #next} says what to do, the transitions say
 * what became of it, and a driver waits and performs in between.
 *
 * <p>A claim turns {@code phase} to acting (or doubtful) and raises {@code token}; each transition below belongs to a
 * claimed run and gives the claim back, so that {@code phase} is ready again, or doubtful while nobody knows.
 *
 * <pre>
 * transition                              status              step          phase             due
 * planned                                 running             first         ready             now
 * prepared                                same                same          ready             now
 * spoke, listening, heard                 same                same          ready             as given
 * waiting, flooded (1)                    same                same          before the claim  until
 * held (2)                                same                same          before the claim  until, or after a backoff
 * unprepared (3)                          same                same          ready             after a backoff
 * unsent (3)                              same                same          before the claim  after a backoff
 * doubted (3)                             same                same          doubtful          after a backoff
 * succeeded, failed, concluded, forgone,
 *   leftUnknown, givenUp, and those above
 *   beyond their bound                    same, or ended (4)  next          ready             end of the step and pause
 * refused                                 refused             next if begun ready             never
 * restricted                              partial or failed   next          ready             never
 * finished                                as given            same          ready             never
 * </pre>
 *
 * <p>(1) Up to 15 minutes. (2) For up to 10 minutes, then refused. (3) While {@link RetryPolicy} allows another try.
 * (4) After the last step, when it is over: completed, partial or failed by how many steps succeeded. A run that has no
 * plan has no step: {@code givenUp} and {@code restricted} end it as failed.
 *
 * @param visit null until it is planned
 * @param position the step that comes next and what is known of it
 * @param dueAt when it wants to be claimed, null once it ended
 * @param times created, first claimed, ended
 * @param problem why the whole run was cut short
 */
public record Run(
        RunId id,
        RunRequest order,
        RunStatus status,
        @Nullable PlannedVisit visit,
        Position position,
        @Nullable Instant dueAt,
        Times times,
        @Nullable StepProblem problem) {

    public record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** A run that is due now. */
    public static Run create(RunId id, RunRequest runRequest, Instant now) {
        Plan given = runRequest.given();
        PlannedVisit plannedVisit = given == null ? null : new PlannedVisit(given, PlanSource.GIVEN, Usage.NONE, null);
        return new Run(
                id, runRequest, RunStatus.QUEUED, plannedVisit, Position.START, now, new Times(now, null, null), null);
    }

    public SessionId sessionId() {
        return order.sessionId();
    }

    /** Which queue it waits in: slow planning and writing never hold up due steps. */
    public Lane lane() {
        if (visit == null) {
            return Lane.PLANNING;
        }
        return isThrough() ? Lane.STEPS : stage().lane(action());
    }

    /** The state after a claim at {@code now}; stores do the same in one statement for many runs. */
    public Run claimed(Instant now) {
        return new Run(
                id,
                order,
                visit == null ? RunStatus.PLANNING : RunStatus.RUNNING,
                visit,
                position.claimed(),
                now.plus(lane().claim()),
                new Times(times.createdAt, times.startedAt == null ? now : times.startedAt, null),
                null);
    }

    /** The state after a cancel while nothing is in flight; stores do the same in one transaction. */
    Run cancelled(Instant now) {
        Times ended = new Times(times.createdAt, times.startedAt, now);
        return new Run(
                id, order, RunStatus.CANCELLED, visit, position.cancelling(position.token() + 1), null, ended, problem);
    }

    /** The state after a cancel that has to wait. */
    Run cancelRequested(@Nullable Instant dueAt) {
        return new Run(id, order, status, visit, position.cancelling(position.token()), dueAt, times, problem);
    }

    Run dueAt(Instant at) {
        return with(position, at);
    }

    /** @param notBefore the session's flood waits and pause by method */
    public Next next(Instant now, Map<String, Instant> notBefore) {
        return new RunDecision(this, notBefore).next(now);
    }

    /** Whether an effect may have happened that is not recorded: only acting has any. */
    boolean inDoubt() {
        return visit != null && position.phase() == StepPhase.DOUBTFUL && (isThrough() || stage() == StepStage.ACTING);
    }

    StepStage stage() {
        return StepStage.of(action(), position.progress());
    }

    Action action() {
        return plan().actions().get(position.index());
    }

    boolean isThrough() {
        return position.index() >= plan().size();
    }

    /** The plan is there; its first step is due at once. */
    public Transition planned(PlannedVisit planned, Instant now) {
        return Transition.to(new Run(id, order, RunStatus.RUNNING, planned, position.planned(), now, times, null));
    }

    /** Nothing was sent and nothing may be before {@code until}. */
    public Transition waiting(Instant until) {
        return Transition.to(with(position.untouched(), until));
    }

    /** It is decided what is sent; that is due at once. */
    public Transition prepared(MessageDraft messageDraft, Usage spent, Instant now) {
        return Transition.to(
                spending(spent).with(position.with(position.progress().drafted(messageDraft)), now));
    }

    /**
     * A turn of the step was sent.
     *
     * @param awaited where its answer will be, null when none is looked for
     * @param dueAt when that is looked for
     */
    public Transition spoke(
            StepResult.Turn turn,
            @Nullable Awaited awaited,
            Instant startedAt,
            Instant dueAt,
            List<SessionChange> changes) {
        StepProgress further = position.progress().spoke(turn, awaited, startedAt);
        return new Transition(with(position.with(further), dueAt), null, changes);
    }

    /** No answer yet. */
    public Transition listening(Instant dueAt) {
        return Transition.to(with(position.with(position.progress()), dueAt));
    }

    /** The answer is there; the next turn is prepared at {@code dueAt}. */
    public Transition heard(StepResult.Answer answer, Instant dueAt) {
        return Transition.to(with(position.with(position.progress().heard(answer)), dueAt));
    }

    /** The conversation is over with what was said. */
    public Transition concluded(Instant now, @Nullable Pause pause, List<SessionChange> changes) {
        return completed(StepCompletion.succeeded(null, now, now).pausing(pause).learning(changes), now);
    }

    /** The same run with an answer that ends its conversation. */
    Run having(StepResult.Answer answer) {
        return with(position.with(position.progress().heard(answer)), times.createdAt);
    }

    /** The same run with what its writer cost. */
    Run spending(Usage spent) {
        return new Run(
                id, order, status, visit == null ? null : visit.spending(spent), position, dueAt, times, problem);
    }

    /** Preparing did not work out, and had no effect. Tried again a few times, then failed. */
    public Transition unprepared(String why, Instant startedAt, Instant now, @Nullable Pause pause) {
        return RetryPolicy.allowsAnotherTry(position.tries())
                ? Transition.to(with(position.in(StepPhase.READY), RetryPolicy.nextTry(position.tries(), now)))
                : failed(new StepProblem("gateway_unreachable", why), startedAt, now, pause, List.of());
    }

    /** The network is unverified: nothing was sent. Backs off, and refuses when it is held too long. */
    public Transition held(String why, Instant now) {
        Instant since = position.heldSince() == null ? now : position.heldSince();
        return RetryPolicy.allowsHold(since, now)
                ? Transition.to(with(position.held(since), RetryPolicy.nextAfterHold(since, now)))
                : refused(new StepProblem("environment_unverified", why), now);
    }

    /**
     * The network is unverified, and must not be asked before {@code until}. Waits for that; refuses when that is too
     * long a hold.
     */
    public Transition held(String why, Instant until, Instant now) {
        Instant since = position.heldSince() == null ? now : position.heldSince();
        return RetryPolicy.allowsHold(since, until)
                ? Transition.to(with(position.held(since), until))
                : refused(new StepProblem("environment_unverified", why), now);
    }

    /** Ends the run because of the network it is on. A step in doubt stays unknown. */
    public Transition refused(StepProblem why, Instant now) {
        boolean doubt = inDoubt() && !isThrough();
        if (!doubt && !position.progress().hasBegun()) {
            return Transition.to(ended(RunStatus.REFUSED, position, why, now));
        }
        StepCompletion step = StepCompletion.of(doubt ? StepStatus.UNKNOWN : StepStatus.FAILED, why, now, now);
        return new Transition(
                ended(RunStatus.REFUSED, position.after(false), why, now), step.outcome(position, action()), List.of());
    }

    /** The network asked to wait; the step is tried again then, unless that is too far away. */
    public Transition flooded(String method, Instant until, Instant startedAt, Instant now, @Nullable Pause pause) {
        List<SessionChange> changes = List.of(new SessionChange.FloodWait(method, until));
        return RetryPolicy.allowsFloodWait(until, now)
                ? new Transition(with(position.untouched(), until), null, changes)
                : forgone(until, startedAt, now, pause, changes);
    }

    /** The step is given up because of a flood wait that an earlier call met. */
    public Transition forgone(Instant until, Instant now, @Nullable Pause pause) {
        return forgone(until, now, now, pause, List.of());
    }

    private Transition forgone(
            Instant until, Instant startedAt, Instant now, @Nullable Pause pause, List<SessionChange> changes) {
        StepProblem why = new StepProblem(
                "FLOOD_WAIT_X",
                "the network asks to wait until " + until.truncatedTo(ChronoUnit.MILLIS)
                        + ", longer than a visit lasts");
        StepStatus status = inDoubt() ? StepStatus.UNKNOWN : StepStatus.FAILED;
        return completed(
                StepCompletion.of(status, why, startedAt, now).pausing(pause).learning(changes), now);
    }

    /** Certainly nothing was sent by this claim. Tried again a few times, then failed, or unknown after a doubt. */
    public Transition unsent(String why, Instant startedAt, Instant now, @Nullable Pause pause) {
        if (RetryPolicy.allowsAnotherTry(position.tries())) {
            return Transition.to(
                    with(position.in(position.phase().unsent()), RetryPolicy.nextTry(position.tries(), now)));
        }
        return position.phase() == StepPhase.DOUBTFUL
                ? doubted(why, startedAt, now, pause)
                : failed(new StepProblem("gateway_unreachable", why), startedAt, now, pause, List.of());
    }

    /** It may have happened. Reconciled a few times, then left unknown: it is never blindly repeated. */
    public Transition doubted(String why, Instant startedAt, Instant now, @Nullable Pause pause) {
        return RetryPolicy.allowsAnotherTry(position.tries())
                ? Transition.to(with(position.in(StepPhase.DOUBTFUL), RetryPolicy.nextTry(position.tries(), now)))
                : completed(StepCompletion.unknown(why, startedAt, now).pausing(pause), now);
    }

    /** @param endsAt when the person is done with it, {@code now} or later */
    public Transition succeeded(
            Instant startedAt, Instant endsAt, Instant now, @Nullable Pause pause, List<SessionChange> changes) {
        return succeeded(StepResult.NONE, startedAt, endsAt, now, pause, changes);
    }

    /** @param result what came back */
    public Transition succeeded(
            StepResult result,
            Instant startedAt,
            Instant endsAt,
            Instant now,
            @Nullable Pause pause,
            List<SessionChange> changes) {
        return completed(
                StepCompletion.succeeded(result, startedAt, endsAt)
                        .pausing(pause)
                        .learning(changes),
                now);
    }

    /** After {@link RetryPolicy#MAX_CLAIMS} claims without an outcome: ends the planning, or leaves the step unknown. */
    public Transition givenUp(Instant now) {
        StepProblem why = new StepProblem(
                "gave_up", "no outcome after " + RetryPolicy.MAX_CLAIMS + " claims; the log says what broke");
        if (visit == null) {
            return Transition.to(ended(RunStatus.FAILED, position, why, now));
        }
        boolean noEffect =
                stage() == StepStage.PREPARING && !position.progress().hasBegun();
        return completed(StepCompletion.of(noEffect ? StepStatus.FAILED : StepStatus.UNKNOWN, why, now, now), now);
    }

    /** The run is being cancelled and nobody can tell whether the step happened; it is not tried again. */
    public Transition leftUnknown(String why, Instant now) {
        return completed(StepCompletion.unknown(why, now, now), now);
    }

    public Transition failed(
            StepProblem why, Instant startedAt, Instant now, @Nullable Pause pause, List<SessionChange> changes) {
        return completed(
                StepCompletion.failed(why, startedAt, now).pausing(pause).learning(changes), now);
    }

    /**
     * The network restricted the session: the run ends, the session is quarantined. The step failed, unless an earlier
     * claim may have had its effect.
     */
    public Transition restricted(StepProblem why, Instant startedAt, Instant now) {
        StepProblem stepProblem =
                new StepProblem("session_restricted", "the network restricted the session: " + why.code());
        List<SessionChange> changes = List.of(new SessionChange.Restricted(why.code(), now));
        if (visit == null) {
            return new Transition(ended(RunStatus.FAILED, position, stepProblem, now), null, changes);
        }
        StepStatus step = inDoubt() ? StepStatus.UNKNOWN : StepStatus.FAILED;
        StepOutcome stepOutcome = StepCompletion.of(step, why, startedAt, now).outcome(position, action());
        Position after = position.after(false);
        RunStatus status = after.succeeded() > 0 ? RunStatus.PARTIAL : RunStatus.FAILED;
        return new Transition(ended(status, after, stepProblem, now), stepOutcome, changes);
    }

    public Transition finished(RunStatus status, Instant now) {
        return Transition.to(ended(status, position, null, now));
    }

    /** The think time after a step: in world time for the report, in real time for the queue. */
    public record Pause(Duration world, Duration real) {}

    private Transition completed(StepCompletion step, Instant now) {
        boolean last = position.index() + 1 >= plan().size();
        StepCompletion whole = last ? step.pausing(null) : step;
        Run moved = with(position.after(whole.isSuccess()), whole.nextDue());
        boolean over = last && !whole.endsAt().isAfter(now);
        return new Transition(
                over ? moved.ended(moved.ending(), moved.position, null, now) : moved,
                whole.outcome(position, action()),
                whole.changes());
    }

    RunStatus ending() {
        if (position.succeeded() == 0) {
            return RunStatus.FAILED;
        }
        return position.succeeded() == plan().size() ? RunStatus.COMPLETED : RunStatus.PARTIAL;
    }

    private Plan plan() {
        if (visit == null) {
            throw new IllegalStateException("run " + id + " has no plan yet");
        }
        return visit.plan();
    }

    private Run with(Position position, Instant dueAt) {
        return new Run(id, order, status, visit, position, dueAt, times, problem);
    }

    private Run ended(RunStatus status, Position position, @Nullable StepProblem why, Instant now) {
        Instant started = times.startedAt;
        return new Run(
                id,
                order,
                status,
                visit,
                position.in(StepPhase.READY),
                null,
                new Times(times.createdAt, started, now),
                why);
    }
}
