package dev.heatup.run;

import dev.heatup.gateway.Guard;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.llm.Tokens;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.Action;
import dev.heatup.planner.Usage;
import dev.heatup.run.Run.Pause;
import dev.heatup.run.StepProgress.Awaited;
import dev.heatup.run.TargetState.Admission;
import dev.heatup.run.TargetState.Latch;
import dev.heatup.run.TargetState.Standing;
import dev.heatup.run.TargetVerifier.Question;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionChange;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a claimed run: asks it what is next, does that, and answers with the transition to record. Blocks its
 * thread for at most the claim. Thread-safe.
 */
final class RunDriver {

    /** With less of its claim left, a step is dropped rather than sent. */
    private static final Duration MIN_TIME_LEFT = Duration.ofSeconds(2);

    private final Visits visits;
    private final Gateway gateway;
    private final Target target;
    private final TargetState state;
    private final SessionLimit limit;
    private final ActionPerformer actionPerformer;
    private final DraftStep draftStep;
    private final ReplyPoller replyPoller;
    private final TargetVerifier targetVerifier;
    private final RunLog log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Function<Run, String> personas;
    private final double speed;
    private final ConversationTiming conversationTiming;

    /**
     * @param personas a short label of who a run's session is, for the sandbox's log
     * @param speed world seconds per real second; 1 at a gateway
     */
    RunDriver(
            Visits visits,
            Gateway gateway,
            Target target,
            TargetState state,
            RunLog log,
            InstantSource clock,
            LongSupplier nanoTime,
            Function<Run, String> personas,
            double speed) {
        this.visits = visits;
        this.gateway = gateway;
        this.target = target;
        this.state = state;
        this.limit = SessionLimit.of(gateway.reach());
        this.actionPerformer = new ActionPerformer(gateway, nanoTime);
        this.draftStep = new DraftStep(visits, gateway, nanoTime);
        this.replyPoller = new ReplyPoller(gateway, nanoTime);
        this.targetVerifier = new TargetVerifier(new Guard(gateway), state, log);
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.personas = personas;
        this.speed = gateway.reach() == Gateway.Reach.SANDBOX ? speed : 1;
        this.conversationTiming = new ConversationTiming(this.speed);
    }

    TargetVerifier environment() {
        return targetVerifier;
    }

    /**
     * @param standing of the target at the moment of the claim
     * @param claimEndsNanos when others may take the run, on the monotonic clock
     * @param cancelled whether somebody asked this node to cancel the run since it was claimed; looked at just before
     *     something is sent
     */
    Transition carryOut(StepQueue.Claimed claimed, Standing standing, long claimEndsNanos, Predicate<RunId> cancelled) {
        Run run = claimed.run();
        Instant now = clock.instant();
        if (!run.order().target().equals(target)) {
            return run.refused(targetChanged(run), now);
        }
        Latch latch = standing.latch();
        if (latch != null) {
            return run.refused(new StepProblem("production_network_refused", latch.why()), now);
        }
        return paced(run, next(claimed, standing.epoch(), now, claimEndsNanos, cancelled));
    }

    private StepProblem targetChanged(Run run) {
        return new StepProblem(
                "target_changed",
                "the run was made for " + run.order().target() + ", and this service works on " + target);
    }

    /** Through a gateway a session pauses after each step and each run, whatever comes next. */
    private Transition paced(Run run, Transition transition) {
        StepOutcome stepOutcome = transition.outcome();
        RunStatus status = transition.run().status();
        boolean cutShort = status == RunStatus.CANCELLED || status == RunStatus.REFUSED;
        if (gateway.reach() == Gateway.Reach.SANDBOX || (stepOutcome == null && !cutShort)) {
            return transition;
        }
        Instant end = stepOutcome == null ? clock.instant() : stepOutcome.finishedAt();
        return transition.and(new SessionChange.Pause(end.plus(pause(run).real())));
    }

    private Transition next(
            StepQueue.Claimed claimed, long epoch, Instant now, long claimEndsNanos, Predicate<RunId> cancelled) {
        Run run = claimed.run();
        Question question = new Question(
                caller(run),
                run.times().startedAt() == null ? now : run.times().startedAt(),
                epoch,
                claimed.notBefore().get(Guard.QUESTION));
        return switch (run.next(now, claimed.notBefore())) {
            case Next.Wait(Instant until) -> run.waiting(until);
            case Next.Finish(RunStatus status) -> run.finished(status, now);
            case Next.Forgo(int _, Action _, Instant until) -> run.forgone(until, now, pause(run));
            case Next.GiveUp() -> run.givenUp(now);
            case Next.Propose() -> onTestNetwork(run, question, now, () -> run.planned(plan(run), clock.instant()));
            case Next.BreakOff(int index, Action action) -> conclude(run, index, action, now);
            case Next.Prepare(int index, Action action, int turn) -> {
                Claim claim = new Claim(run, index, claimEndsNanos, cancelled);
                yield onTestNetwork(run, question, now, () -> prepare(claim, action, turn));
            }
            case Next.Listen(int index, Action action, Awaited awaited) -> {
                Claim claim = new Claim(run, index, claimEndsNanos, cancelled);
                yield onTestNetwork(run, question, now, () -> listen(claim, action, awaited));
            }
            case Next.Act(int index, Action action, MessageDraft messageDraft) -> {
                Claim claim = new Claim(run, index, claimEndsNanos, cancelled);
                yield onTestNetwork(run, question, now, () -> act(claim, claim.task(action, messageDraft)));
            }
            case Next.Reconcile(int index, Action action, MessageDraft messageDraft) -> {
                Claim claim = new Claim(run, index, claimEndsNanos, cancelled);
                yield onTestNetwork(run, question, now, () -> act(claim, claim.task(action, messageDraft)));
            }
            case Next.Look(int index, Action action, MessageDraft messageDraft) -> {
                Claim claim = new Claim(run, index, claimEndsNanos, _ -> false);
                yield onTestNetwork(run, question, now, () -> look(claim, claim.task(action, messageDraft)));
            }
        };
    }

    private interface Work {
        Transition perform();
    }

    /** What is asked of the guard is asked of the network, too: only for a session that may act. */
    private Transition onTestNetwork(Run run, Question question, Instant now, Work work) {
        if (limit.isNone()) {
            return verified(run, question, now, work);
        }
        return switch (state.admit(run.sessionId(), limit, now)) {
            case Admission.Admitted() -> verified(run, question, now, work);
            case Admission.Full full -> run.refused(new StepProblem("too_many_sessions", full.why()), clock.instant());
            case Admission.Quarantined(Quarantine quarantine) ->
                run.restricted(
                        new StepProblem(quarantine.code(), "the session is quarantined"),
                        clock.instant(),
                        clock.instant());
        };
    }

    private Transition verified(Run run, Question question, Instant now, Work work) {
        GuardVerdict guardVerdict = targetVerifier.verdict(question, now);
        Instant after = clock.instant();
        return switch (guardVerdict) {
            case GuardVerdict.Test() -> work.perform();
            case GuardVerdict.Production(String why) ->
                run.refused(new StepProblem("production_network_refused", why), after);
            case GuardVerdict.Unverified(String why, GuardVerdict.NoAnswer()) -> run.held(why, after);
            case GuardVerdict.Unverified(String why, GuardVerdict.FloodWait wait) -> {
                Instant until = question.end(wait, after);
                yield run.held(why, until, after).and(new SessionChange.FloodWait(Guard.QUESTION, until));
            }
            case GuardVerdict.Unverified(String why, GuardVerdict.Restricted(String code)) ->
                run.restricted(new StepProblem(code, why), after, after);
        };
    }

    private PlannedVisit plan(Run run) {
        PlannedVisit plannedVisit = visits.plan(run.order());
        log.planned(run, plannedVisit);
        return plannedVisit;
    }

    /** A step of a run that is ours for a while. */
    private final class Claim {
        private final Run run;
        private final int index;
        private final long endsNanos;
        private final Predicate<RunId> cancelled;
        private final Instant startedAt = clock.instant();

        Claim(Run run, int index, long endsNanos, Predicate<RunId> cancelled) {
            this.run = run;
            this.index = index;
            this.endsNanos = endsNanos;
            this.cancelled = cancelled;
        }

        ActionPerformer.Task task(Action action, @Nullable MessageDraft messageDraft) {
            Position position = run.position();
            StepKey key = new StepKey(run.id(), index, position.progress().turn());
            return new ActionPerformer.Task(
                    action, messageDraft, key, run.order().seed());
        }

        /** Whether there is no time left to begin with, no wish to, or nobody to send to. */
        boolean isIdle() {
            return left().compareTo(MIN_TIME_LEFT) < 0 || cancelled.test(run.id()) || shut().isPositive();
        }

        Duration patience() {
            return min(ActionPerformer.PATIENCE, left().minus(MIN_TIME_LEFT.dividedBy(2)));
        }

        private Duration left() {
            return Duration.ofNanos(endsNanos - nanoTime.getAsLong());
        }

        Transition unsent() {
            return run.waiting(startedAt.plus(shut()));
        }

        private Duration shut() {
            return gateway.shut().orElse(Duration.ZERO);
        }

        Transition recorded(Action action, Transition transition) {
            log.recorded(run, index, action, transition);
            return transition;
        }
    }

    private Transition act(Claim claim, ActionPerformer.Task task) {
        if (claim.isIdle()) {
            return claim.unsent();
        }
        Run run = claim.run;
        log.executing(run, claim.index, task.action());
        AttemptResult attemptResult = run.position().phase() == StepPhase.DOUBTFUL
                ? actionPerformer.reconcile(caller(run), task, claim.patience())
                : actionPerformer.perform(caller(run), task, claim.patience());
        return claim.recorded(task.action(), record(run, task.action(), attemptResult, claim.startedAt));
    }

    /** Like acting, short of the effect. */
    private Transition look(Claim claim, ActionPerformer.Task task) {
        if (claim.isIdle()) {
            return claim.unsent();
        }
        Run run = claim.run;
        Action action = task.action();
        Transition transition = switch (actionPerformer.look(caller(run), task, claim.patience())) {
            case Reconciliation.Happened(StepResult result) ->
                record(run, action, new AttemptResult.Done(result), claim.startedAt);
            case Reconciliation.DidNot() -> run.finished(RunStatus.CANCELLED, clock.instant());
            case Reconciliation.Traceless() ->
                run.leftUnknown("cancelled before anybody knew whether it happened", clock.instant());
            case Reconciliation.Unclear(AttemptResult why) -> record(run, action, why, claim.startedAt);
        };
        return claim.recorded(action, transition);
    }

    private Transition prepare(Claim claim, Action action, int turn) {
        if (claim.isIdle()) {
            return claim.unsent();
        }
        Run run = claim.run;
        Instant startedAt = claim.startedAt;
        return switch (draftStep.prepare(caller(run), run, action, turn, claim.patience())) {
            case DraftStep.Prepared.Ready(MessageDraft messageDraft, Tokens tokens) ->
                run.prepared(messageDraft, usage(tokens), clock.instant());
            case DraftStep.Prepared.Over(Tokens tokens) ->
                conclude(run.spending(usage(tokens)), claim.index, action, clock.instant());
            case DraftStep.Prepared.Trouble(AttemptResult.NotSent(String why)) -> unprepared(claim, action, why);
            case DraftStep.Prepared.Trouble(AttemptResult.Unknown(String why)) -> unprepared(claim, action, why);
            case DraftStep.Prepared.Trouble(AttemptResult why) ->
                claim.recorded(action, record(run, action, why, startedAt));
        };
    }

    private Transition unprepared(Claim claim, Action action, String why) {
        Run run = claim.run;
        return claim.recorded(action, run.unprepared(why, claim.startedAt, clock.instant(), pause(run)));
    }

    /** Looks for the answer; what stands in the way of looking ends the conversation, at the latest when time is up. */
    private Transition listen(Claim claim, Action action, Awaited awaited) {
        if (claim.isIdle()) {
            return claim.unsent();
        }
        Run run = claim.run;
        Action.WithBot withBot = (Action.WithBot) action;
        ReplyPoller.Heard heard = replyPoller.listen(caller(run), withBot.bot(), awaited, claim.patience());
        Instant now = clock.instant();
        return switch (heard) {
            case ReplyPoller.Heard.Answered(StepResult.Answer answer) ->
                conversationTiming.goesOn(withBot, run.position().progress(), now)
                        ? run.heard(answer, now.plus(conversationTiming.reading(answer)))
                        : conclude(run.having(answer), claim.index, action, now);
            case ReplyPoller.Heard.Trouble(AttemptResult why)
            when why instanceof AttemptResult.FloodWait
                    || why instanceof AttemptResult.Restricted
                    || why instanceof AttemptResult.Shut ->
                claim.recorded(action, record(run, action, why, claim.startedAt));
            case ReplyPoller.Heard.Trouble(AttemptResult.Failed _) -> conclude(run, claim.index, action, now);
            case ReplyPoller.Heard.Nothing _, ReplyPoller.Heard.Trouble _ ->
                now.isBefore(awaited.until())
                        ? run.listening(conversationTiming.lookAgain(awaited, now))
                        : conclude(run, claim.index, action, now);
        };
    }

    private Transition conclude(Run run, int index, Action action, Instant now) {
        Transition transition = run.concluded(now, pause(run), List.of());
        log.recorded(run, index, action, transition);
        return transition;
    }

    private Transition record(Run run, Action action, AttemptResult attemptResult, Instant startedAt) {
        Instant now = clock.instant();
        Pause pause = pause(run);
        return switch (attemptResult) {
            case AttemptResult.Done(StepResult result) ->
                run.succeeded(result, startedAt, now.plus(real(action.duration())), now, pause, changes(action, now));
            case AttemptResult.Spoke(StepResult.Turn turn, boolean mayAnswer) -> {
                Awaited awaited = mayAnswer ? conversationTiming.awaited(run, turn, now) : null;
                Transition spoke = run.spoke(
                        turn,
                        awaited,
                        startedAt,
                        awaited == null ? now : conversationTiming.lookAgain(awaited, now),
                        changes(action, now));
                yield awaited == null ? spoke.run().concluded(now, pause, spoke.changes()) : spoke;
            }
            case AttemptResult.Failed(StepProblem why) -> run.failed(why, startedAt, now, pause, List.of());
            case AttemptResult.FloodWait(String method, Duration length) ->
                run.flooded(method, now.plus(length), startedAt, now, pause);
            case AttemptResult.Restricted(StepProblem why) -> run.restricted(why, startedAt, now);
            case AttemptResult.NotSent(String why) -> run.unsent(why, startedAt, now, pause);
            case AttemptResult.Shut(Duration wait) -> run.waiting(now.plus(wait));
            case AttemptResult.Unknown(String why) -> run.doubted(why, startedAt, now, pause);
        };
    }

    private static List<SessionChange> changes(Action action, Instant now) {
        return switch (action) {
            case Action.JoinChannel join -> List.of(new SessionChange.Joined(join.channel(), now));
            case Action.ReadMessages read -> List.of(new SessionChange.Read(read.channel(), now));
            case Action.LeaveChannel leave -> List.of(new SessionChange.Left(leave.channel(), now));
            case Action.StartBot start -> List.of(new SessionChange.BotStarted(start.bot(), now));
            case Action.Idle _,
                    Action.ViewPost _,
                    Action.React _,
                    Action.SendMessage _,
                    Action.PressButton _,
                    Action.MessageBot _ -> List.of();
        };
    }

    private static Usage usage(Tokens tokens) {
        return new Usage(tokens.input(), tokens.cached(), tokens.output());
    }

    private Pause pause(Run run) {
        Pacing pacing = gateway.reach() == Gateway.Reach.SANDBOX ? visits.pacing(run.order()) : Pacing.DEFAULT;
        Duration world = pacing.pauseAfter(run.order().seed(), run.position().index());
        return new Pause(world, real(world));
    }

    private Duration real(Duration world) {
        return ConversationTiming.real(world, speed);
    }

    private Caller caller(Run run) {
        return new Caller(run.sessionId().value(), run.id().value(), personas.apply(run));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
