package dev.heatup.run;

import dev.heatup.gateway.Caller;
import dev.heatup.gateway.Gateway;
import dev.heatup.gateway.Guard;
import dev.heatup.gateway.Verdict;
import dev.heatup.plan.Action;
import dev.heatup.run.Run.Pause;
import dev.heatup.session.SessionChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a claimed run: asks it what is next, does that, and answers with the transition to record. Blocks its
 * thread for at most the claim. Thread-safe.
 */
final class Steps {

    /** With less of its claim left, a step is dropped rather than sent. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(2);

    private final Visits visits;
    private final Performer performer;
    private final Environment environment;
    private final RunLog log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Function<Run, String> personas;
    private final double speed;

    /**
     * @param personas a short label of who a run's session is, for the sandbox's log
     * @param speed world seconds per real second; 1 at a gateway
     */
    Steps(
            Visits visits,
            Gateway gateway,
            RunLog log,
            InstantSource clock,
            LongSupplier nanoTime,
            Function<Run, String> personas,
            double speed) {
        this.visits = visits;
        this.performer = new Performer(gateway, nanoTime);
        this.environment = new Environment(new Guard(gateway));
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.personas = personas;
        this.speed = gateway.reach() == Gateway.Reach.SANDBOX ? speed : 1;
    }

    Environment environment() {
        return environment;
    }

    /**
     * @param latch what keeps the target latched, or null
     * @param claimEndsNanos when others may take the run, on the monotonic clock
     * @param cancelled whether somebody asked this node to cancel the run since it was claimed
     */
    Result carryOut(
            StepQueue.Claimed claimed, StepQueue.@Nullable Latch latch, long claimEndsNanos, Cancelled cancelled) {
        Run run = claimed.run();
        Instant now = clock.instant();
        if (latch != null) {
            return Result.of(run.refused(new Problem("production_network_refused", latch.why()), now));
        }
        return switch (run.next(now, claimed.notBefore())) {
            case Next.Wait(Instant until) -> Result.of(run.waiting(until));
            case Next.Finish(RunStatus status) -> Result.of(run.finished(status, now));
            case Next.Forgo(int _, Action _, Instant until) -> Result.of(run.forgone(until, now, pause(run)));
            case Next.GiveUp() -> Result.of(run.givenUp(now));
            case Next.Propose() -> onTestNetwork(run, now, () -> Result.of(run.planned(plan(run), clock.instant())));
            case Next.Act(int index, Action action) ->
                onTestNetwork(run, now, () -> act(run, index, action, claimEndsNanos, cancelled));
            case Next.Look(int index, Action action) ->
                onTestNetwork(run, now, () -> look(run, index, action, claimEndsNanos));
            case Next.Reconcile(int index, Action action) ->
                onTestNetwork(run, now, () -> act(run, index, action, claimEndsNanos, cancelled));
        };
    }

    /** Tells whether a run's cancellation was asked for; looked at just before something is sent. */
    interface Cancelled {
        boolean test(RunId run);
    }

    /**
     * @param production why the target must be latched, or null
     */
    record Result(Transition transition, @Nullable String production) {
        static Result of(Transition transition) {
            return new Result(transition, null);
        }
    }

    private interface Work {
        Result perform();
    }

    private Result onTestNetwork(Run run, Instant now, Work work) {
        Instant started = run.times().startedAt() == null ? now : run.times().startedAt();
        return switch (environment.verdict(caller(run), started, now)) {
            case Verdict.Test() -> work.perform();
            case Verdict.Unverified(String why) -> Result.of(run.held(why, clock.instant()));
            case Verdict.Production(String why) ->
                new Result(run.refused(new Problem("production_network_refused", why), clock.instant()), why);
        };
    }

    private Visit plan(Run run) {
        Visit visit = visits.plan(run.order());
        log.planned(run, visit);
        return visit;
    }

    private Result act(Run run, int index, Action action, long claimEndsNanos, Cancelled cancelled) {
        Instant startedAt = clock.instant();
        Duration left = Duration.ofNanos(claimEndsNanos - nanoTime.getAsLong());
        if (left.compareTo(LEAST_LEFT) < 0 || cancelled.test(run.id())) {
            return Result.of(run.waiting(startedAt));
        }
        log.executing(run, index, action);
        Duration patience = min(Performer.PATIENCE, left.minus(LEAST_LEFT.dividedBy(2)));
        StepKey key = new StepKey(run.id(), index, run.position().token());
        Performer.Effect effect = run.position().phase() == Phase.DOUBTFUL
                ? performer.reconcile(caller(run), action, key, patience)
                : performer.perform(caller(run), action, key, patience);
        Transition transition = record(run, action, effect, startedAt);
        log.recorded(run, index, action, transition);
        return Result.of(transition);
    }

    /** Like acting, short of the effect. */
    private Result look(Run run, int index, Action action, long claimEndsNanos) {
        Instant startedAt = clock.instant();
        Duration left = Duration.ofNanos(claimEndsNanos - nanoTime.getAsLong());
        if (left.compareTo(LEAST_LEFT) < 0) {
            return Result.of(run.waiting(startedAt));
        }
        Duration patience = min(Performer.PATIENCE, left.minus(LEAST_LEFT.dividedBy(2)));
        Transition transition = switch (performer.look(caller(run), action, patience)) {
            case Performer.Sight.Happened() -> record(run, action, new Performer.Effect.Done(), startedAt);
            case Performer.Sight.DidNot() -> run.finished(RunStatus.CANCELLED, clock.instant());
            case Performer.Sight.Traceless() ->
                run.leftUnknown("cancelled before anybody knew whether it happened", clock.instant());
            case Performer.Sight.Unclear(Performer.Effect why) -> record(run, action, why, startedAt);
        };
        log.recorded(run, index, action, transition);
        return Result.of(transition);
    }

    private Transition record(Run run, Action action, Performer.Effect effect, Instant startedAt) {
        Instant now = clock.instant();
        Pause pause = pause(run);
        return switch (effect) {
            case Performer.Effect.Done() ->
                run.succeeded(startedAt, now.plus(real(action.duration())), now, pause, changes(action, now));
            case Performer.Effect.Failed(Problem why) -> run.failed(why, startedAt, now, pause, List.of());
            case Performer.Effect.FloodWait(String method, Duration length) ->
                run.flooded(method, now.plus(length), startedAt, now, pause);
            case Performer.Effect.Restricted(Problem why) -> run.restricted(why, startedAt, now);
            case Performer.Effect.NotSent(String why) -> run.unsent(why, startedAt, now, pause);
            case Performer.Effect.Unknown(String why) -> run.doubted(why, startedAt, now, pause);
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

    private Pause pause(Run run) {
        Duration world = visits.pacing(run.order())
                .pauseAfter(run.order().seed(), run.position().index());
        return new Pause(world, real(world));
    }

    private Duration real(Duration world) {
        return Duration.ofNanos(Math.round(world.toNanos() / speed));
    }

    private Caller caller(Run run) {
        return new Caller(run.sessionId().value(), run.id().value(), personas.apply(run));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
