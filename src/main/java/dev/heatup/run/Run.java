package dev.heatup.run;

import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.retry.Backoff;
import dev.heatup.run.Progress.Awaited;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One plan carried out for one session. Immutable and free of clocks: {@link #next} says what to do, the transitions say
 * what became of it, and a driver waits and performs in between.
 *
 * <p>A claim turns {@code phase} to acting (or doubtful) and raises {@code token}; each transition below belongs to a
 * claimed run and gives the claim back, so that {@code phase} is ready again, or doubtful while nobody knows.
 *
 * @param visit null until it is planned
 * @param position the step that comes next and what is known of it
 * @param dueAt when it wants to be claimed, null once it ended
 * @param times created, first claimed, ended
 * @param problem why the whole run was cut short
 */
public record Run(
        RunId id,
        Order order,
        RunStatus status,
        @Nullable Visit visit,
        Position position,
        @Nullable Instant dueAt,
        Times times,
        @Nullable Problem problem) {

    /** Claims of one step that ended without knowing more, before it is given up. */
    static final int MOST_TRIES = 5;

    /** Claims that came to nothing at all; more than crashes explain, so the step itself must be what breaks. */
    static final int MOST_CLAIMS = 10;

    /** A run holds this long while nobody can say what network it is on; then it is refused. */
    static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    /** A flood wait beyond this fails the step instead of keeping the run alive; it is kept all the same. */
    static final Duration LONGEST_FLOOD_WAIT = Duration.ofMinutes(15);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    /**
     * Where a run stands within its plan.
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
            Phase phase,
            int tries,
            @Nullable Instant heldSince,
            long token,
            boolean cancelRequested,
            Progress progress) {

        static final Position START = new Position(0, 0, Phase.READY, 0, null, 0, false, Progress.NONE);

        Position claimed() {
            return new Position(
                    index, succeeded, phase.claimed(), tries + 1, heldSince, token + 1, cancelRequested, progress);
        }

        Position in(Phase phase) {
            return new Position(index, succeeded, phase, tries, null, token, cancelRequested, progress);
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
                    Phase.READY,
                    0,
                    null,
                    token,
                    cancelRequested,
                    Progress.NONE);
        }

        Position planned() {
            return with(Progress.NONE);
        }

        Position cancelling(long token) {
            return new Position(index, succeeded, phase, tries, heldSince, token, true, progress);
        }

        /** The same step, further on. */
        Position with(Progress further) {
            return new Position(index, succeeded, Phase.READY, 0, null, token, cancelRequested, further);
        }
    }

    public record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** A run that is due now. */
    public static Run create(RunId id, Order order, Instant now) {
        Plan given = order.given();
        Visit visit = given == null ? null : new Visit(given, PlanSource.GIVEN, Usage.NONE, null);
        return new Run(id, order, RunStatus.QUEUED, visit, Position.START, now, new Times(now, null, null), null);
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
                id, order, RunStatus.CANCELLED, visit, position.cancelling(position.token + 1), null, ended, problem);
    }

    /** The state after a cancel that has to wait. */
    Run cancelRequested(@Nullable Instant dueAt) {
        return new Run(id, order, status, visit, position.cancelling(position.token), dueAt, times, problem);
    }

    Run dueAt(Instant at) {
        return with(position, at);
    }

    /** @param notBefore the session's flood waits and pause by method */
    public Next next(Instant now, Map<String, Instant> notBefore) {
        if (!status.isLive()) {
            return new Next.Finish(status);
        }
        if (position.cancelRequested && !inDoubt()) {
            return position.progress.hasBegun()
                    ? new Next.BreakOff(position.index, action())
                    : new Next.Finish(RunStatus.CANCELLED);
        }
        if (position.phase == Phase.READY && dueAt != null && dueAt.isAfter(now)) {
            return new Next.Wait(dueAt);
        }
        if (position.tries > MOST_CLAIMS) {
            return new Next.GiveUp();
        }
        if (visit == null) {
            Instant pause = notBefore.get(Session.ANY_METHOD);
            return pause != null && pause.isAfter(now) ? new Next.Wait(pause) : new Next.Propose();
        }
        if (isThrough()) {
            return new Next.Finish(ending());
        }
        Instant until = waitFor(action(), notBefore);
        if (until == null || !until.isAfter(now)) {
            return step(position.index, action(), position.progress);
        }
        if (!until.isAfter(now.plus(LONGEST_FLOOD_WAIT))) {
            return new Next.Wait(until);
        }
        return position.progress.hasBegun() && !inDoubt()
                ? new Next.BreakOff(position.index, action())
                : new Next.Forgo(position.index, action(), until);
    }

    private Next step(int index, Action action, Progress progress) {
        return switch (Stage.of(action, progress)) {
            case PREPARING -> new Next.Prepare(index, action, progress.turn());
            case LISTENING -> new Next.Listen(index, action, Objects.requireNonNull(progress.awaited()));
            case ACTING -> {
                if (position.phase != Phase.DOUBTFUL) {
                    yield new Next.Act(index, action, progress.draft());
                }
                yield position.cancelRequested
                        ? new Next.Look(index, action, progress.draft())
                        : new Next.Reconcile(index, action, progress.draft());
            }
        };
    }

    /** Whether an effect may have happened that is not recorded: only acting has any. */
    private boolean inDoubt() {
        return visit != null && position.phase == Phase.DOUBTFUL && (isThrough() || stage() == Stage.ACTING);
    }

    private Stage stage() {
        return Stage.of(action(), position.progress);
    }

    private Action action() {
        return plan().actions().get(position.index);
    }

    private boolean isThrough() {
        return position.index >= plan().size();
    }

    /** The plan is there; its first step is due at once. */
    public Transition planned(Visit planned, Instant now) {
        return Transition.to(new Run(id, order, RunStatus.RUNNING, planned, position.planned(), now, times, null));
    }

    /** Nothing was sent and nothing may be before {@code until}. */
    public Transition waiting(Instant until) {
        return Transition.to(with(position.untouched(), until));
    }

    /** It is decided what is sent; that is due at once. */
    public Transition prepared(Draft draft, Usage spent, Instant now) {
        return Transition.to(spending(spent).with(position.with(position.progress.drafted(draft)), now));
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
        Progress further = position.progress.spoke(turn, awaited, startedAt);
        return new Transition(with(position.with(further), dueAt), null, changes);
    }

    /** No answer yet. */
    public Transition listening(Instant dueAt) {
        return Transition.to(with(position.with(position.progress), dueAt));
    }

    /** The answer is there; the next turn is prepared at {@code dueAt}. */
    public Transition heard(StepResult.Answer answer, Instant dueAt) {
        return Transition.to(with(position.with(position.progress.heard(answer)), dueAt));
    }

    /** The conversation is over with what was said. */
    public Transition concluded(Instant now, @Nullable Pause pause, List<SessionChange> changes) {
        return recorded(StepStatus.SUCCEEDED, null, now, now, now, pause, changes, null);
    }

    /** The same run with an answer that ends its conversation. */
    Run having(StepResult.Answer answer) {
        return with(position.with(position.progress.heard(answer)), times.createdAt);
    }

    /** The same run with what its writer cost. */
    Run spending(Usage spent) {
        return new Run(
                id, order, status, visit == null ? null : visit.spending(spent), position, dueAt, times, problem);
    }

    /** Preparing did not work out, and had no effect. Tried again a few times, then failed. */
    public Transition unprepared(String why, Instant startedAt, Instant now, @Nullable Pause pause) {
        return position.tries < MOST_TRIES
                ? Transition.to(with(position.in(Phase.READY), now.plus(backoff())))
                : failed(new Problem("gateway_unreachable", why), startedAt, now, pause, List.of());
    }

    /** The network is unverified: nothing was sent. Backs off, and refuses after {@link #LONGEST_HOLD}. */
    public Transition held(String why, Instant now) {
        Instant since = position.heldSince == null ? now : position.heldSince;
        if (!now.isBefore(since.plus(LONGEST_HOLD))) {
            return refused(new Problem("environment_unverified", why), now);
        }
        return Transition.to(with(position.held(since), now.plus(holdBackoff(since, now))));
    }

    /**
     * The network is unverified, and must not be asked before {@code until}. Waits for that; refuses when it comes after
     * {@link #LONGEST_HOLD}.
     */
    public Transition held(String why, Instant until, Instant now) {
        Instant since = position.heldSince == null ? now : position.heldSince;
        return until.isBefore(since.plus(LONGEST_HOLD))
                ? Transition.to(with(position.held(since), until))
                : refused(new Problem("environment_unverified", why), now);
    }

    /** Ends the run because of the network it is on. A step in doubt stays unknown. */
    public Transition refused(Problem why, Instant now) {
        boolean doubt = inDoubt() && !isThrough();
        if (!doubt && !position.progress.hasBegun()) {
            return Transition.to(ended(RunStatus.REFUSED, position, why, now));
        }
        Outcome outcome = outcome(doubt ? StepStatus.UNKNOWN : StepStatus.FAILED, why, now, now, null, null);
        return new Transition(ended(RunStatus.REFUSED, position.after(false), why, now), outcome, List.of());
    }

    /** The network asked to wait; the step is tried again then, unless that is too far away. */
    public Transition flooded(String method, Instant until, Instant startedAt, Instant now, @Nullable Pause pause) {
        List<SessionChange> changes = List.of(new SessionChange.FloodWait(method, until));
        return until.isAfter(now.plus(LONGEST_FLOOD_WAIT))
                ? givenUp(until, startedAt, now, pause, changes)
                : new Transition(with(position.untouched(), until), null, changes);
    }

    /** The step is given up because of a flood wait that an earlier call met. */
    public Transition forgone(Instant until, Instant now, @Nullable Pause pause) {
        return givenUp(until, now, now, pause, List.of());
    }

    private Transition givenUp(
            Instant until, Instant startedAt, Instant now, @Nullable Pause pause, List<SessionChange> changes) {
        Problem why = new Problem(
                "FLOOD_WAIT_X",
                "the network asks to wait until " + until.truncatedTo(ChronoUnit.MILLIS)
                        + ", longer than a visit lasts");
        StepStatus status = inDoubt() ? StepStatus.UNKNOWN : StepStatus.FAILED;
        return recorded(status, why, startedAt, now, now, pause, changes, null);
    }

    /** Certainly nothing was sent by this claim. Tried again a few times, then failed, or unknown after a doubt. */
    public Transition unsent(String why, Instant startedAt, Instant now, @Nullable Pause pause) {
        if (position.tries < MOST_TRIES) {
            return Transition.to(with(position.in(position.phase.unsent()), now.plus(backoff())));
        }
        return position.phase == Phase.DOUBTFUL
                ? doubted(why, startedAt, now, pause)
                : failed(new Problem("gateway_unreachable", why), startedAt, now, pause, List.of());
    }

    /** It may have happened. Reconciled a few times, then left unknown: it is never blindly repeated. */
    public Transition doubted(String why, Instant startedAt, Instant now, @Nullable Pause pause) {
        return position.tries >= MOST_TRIES
                ? recorded(
                        StepStatus.UNKNOWN,
                        new Problem("outcome_unknown", why),
                        startedAt,
                        now,
                        now,
                        pause,
                        List.of(),
                        null)
                : Transition.to(with(position.in(Phase.DOUBTFUL), now.plus(backoff())));
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
        return recorded(StepStatus.SUCCEEDED, null, startedAt, endsAt, now, pause, changes, result);
    }

    /** After {@link #MOST_CLAIMS} claims without an outcome: ends the planning, or leaves the step unknown. */
    public Transition givenUp(Instant now) {
        Problem why = new Problem("gave_up", "no outcome after " + MOST_CLAIMS + " claims; the log says what broke");
        return visit == null
                ? Transition.to(ended(RunStatus.FAILED, position, why, now))
                : recorded(
                        stage() == Stage.PREPARING && !position.progress.hasBegun()
                                ? StepStatus.FAILED
                                : StepStatus.UNKNOWN,
                        why,
                        now,
                        now,
                        now,
                        null,
                        List.of(),
                        null);
    }

    /** The run is being cancelled and nobody can tell whether the step happened; it is not tried again. */
    public Transition leftUnknown(String why, Instant now) {
        return recorded(StepStatus.UNKNOWN, new Problem("outcome_unknown", why), now, now, now, null, List.of(), null);
    }

    public Transition failed(
            Problem why, Instant startedAt, Instant now, @Nullable Pause pause, List<SessionChange> changes) {
        return recorded(StepStatus.FAILED, why, startedAt, now, now, pause, changes, null);
    }

    /**
     * The network restricted the session: the run ends, the session is quarantined. The step failed, unless an earlier
     * claim may have had its effect.
     */
    public Transition restricted(Problem why, Instant startedAt, Instant now) {
        Problem problem = new Problem("session_restricted", "the network restricted the session: " + why.code());
        List<SessionChange> changes = List.of(new SessionChange.Restricted(why.code(), now));
        if (visit == null) {
            return new Transition(ended(RunStatus.FAILED, position, problem, now), null, changes);
        }
        StepStatus step = inDoubt() ? StepStatus.UNKNOWN : StepStatus.FAILED;
        Outcome outcome = outcome(step, why, startedAt, now, null, null);
        Position after = position.after(false);
        RunStatus status = after.succeeded > 0 ? RunStatus.PARTIAL : RunStatus.FAILED;
        return new Transition(ended(status, after, problem, now), outcome, changes);
    }

    public Transition finished(RunStatus status, Instant now) {
        return Transition.to(ended(status, position, null, now));
    }

    /** The think time after a step: in world time for the report, in real time for the queue. */
    public record Pause(Duration world, Duration real) {}

    private Transition recorded(
            StepStatus status,
            @Nullable Problem why,
            Instant startedAt,
            Instant endsAt,
            Instant now,
            @Nullable Pause pause,
            List<SessionChange> changes,
            @Nullable StepResult result) {
        boolean last = position.index + 1 >= plan().size();
        Pause after = last ? null : pause;
        Outcome outcome = outcome(status, why, startedAt, endsAt, after == null ? null : after.world(), result);
        Run moved = with(
                position.after(status == StepStatus.SUCCEEDED), after == null ? endsAt : endsAt.plus(after.real()));
        boolean over = last && !endsAt.isAfter(now);
        return new Transition(over ? moved.ended(moved.ending(), moved.position, null, now) : moved, outcome, changes);
    }

    /** What a conversation came to counts whatever ended it, and its beginning is the step's. */
    private Outcome outcome(
            StepStatus status,
            @Nullable Problem why,
            Instant startedAt,
            Instant endsAt,
            @Nullable Duration pause,
            @Nullable StepResult result) {
        Progress progress = position.progress;
        StepResult whole = result == null ? progress.result(action()) : result;
        return new Outcome(
                position.index,
                status,
                why,
                progress.begunAt() == null ? startedAt : progress.begunAt(),
                endsAt,
                pause,
                whole.equals(StepResult.NONE) ? null : whole);
    }

    private RunStatus ending() {
        if (position.succeeded == 0) {
            return RunStatus.FAILED;
        }
        return position.succeeded == plan().size() ? RunStatus.COMPLETED : RunStatus.PARTIAL;
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

    private Run ended(RunStatus status, Position position, @Nullable Problem why, Instant now) {
        Instant started = times.startedAt;
        return new Run(
                id,
                order,
                status,
                visit,
                position.in(Phase.READY),
                null,
                new Times(times.createdAt, started, now),
                why);
    }

    /** 1, 2, 4, 8 s: by tries, so that it needs no state of its own. */
    private Duration backoff() {
        return BACKOFF.after(position.tries);
    }

    /** 1, 2, 4 … 60 s: as long again as it has been held, for a hold is no try. */
    private static Duration holdBackoff(Instant since, Instant now) {
        return BACKOFF.after(Duration.between(since, now));
    }

    private List<String> methods(Action action) {
        Draft draft = position.progress.draft();
        return switch (stage()) {
            case PREPARING -> Methods.ofPreparing(action);
            case LISTENING -> Methods.ofListening();
            case ACTING -> {
                if (position.phase != Phase.DOUBTFUL) {
                    yield Methods.of(action, draft);
                }
                yield position.cancelRequested ? Methods.ofLooking(action) : Methods.ofReconciling(action, draft);
            }
        };
    }

    private @Nullable Instant waitFor(Action action, Map<String, Instant> notBefore) {
        if (notBefore.isEmpty()) {
            return null;
        }
        return Stream.concat(Stream.of(Session.ANY_METHOD), methods(action).stream())
                .map(notBefore::get)
                .filter(until -> until != null)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
