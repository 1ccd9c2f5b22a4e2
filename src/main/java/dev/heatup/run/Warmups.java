package dev.heatup.run;

import dev.heatup.channel.Pools;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Violation;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import dev.heatup.telegram.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What users ask of runs: to start, to wait for, to cancel and to look at them. Thread-safe. */
public final class Warmups implements AutoCloseable {

    /** How long a cancel waits for the step in flight: as long as its claim may last. */
    private static final Duration CANCEL_PATIENCE = Lane.STEPS.claim();

    /** Each of them looks at its run twice a second. */
    static final int MAX_WAITING = 1000;

    private final Runs runs;
    private final StepQueue queue;
    private final Gateway gateway;
    private final Sessions sessions;
    private final InstantSource clock;
    private final RunLog log = new RunLog();
    private final RunWaiters runWaiters;
    private final Engine engine;
    private final RunStarter starter;
    private final RunQueries queries;
    private final TargetStatus status;

    /**
     * What the runs work with.
     *
     * @param target the network under test
     * @param state of the target
     * @param clock the database's time
     * @param nanoTime monotonic nanoseconds
     * @param random for run ids and for seeds that nobody gave; thread-safe
     * @param personas a short label of who a run's session is, for the sandbox's log
     */
    public record Dependencies(
            Runs runs,
            StepQueue queue,
            Sessions sessions,
            Pools pools,
            Visits visits,
            Gateway gateway,
            Target target,
            TargetState state,
            InstantSource clock,
            LongSupplier nanoTime,
            RandomGenerator random,
            Function<Run, String> personas) {}

    /**
     * How runs are carried out.
     *
     * @param rules for the sandbox; through a gateway {@link PlanRules#THROUGH_A_GATEWAY} narrows them
     * @param strategies names that requests may use
     * @param speed world seconds per real second, for the sandbox
     */
    public record Options(PlanRules rules, Set<String> strategies, double speed, Engine.Slots slots) {}

    public Warmups(Dependencies given, Options options) {
        this.runs = given.runs();
        this.queue = given.queue();
        this.gateway = given.gateway();
        this.sessions = given.sessions();
        this.clock = given.clock();
        this.runWaiters = new RunWaiters(given.nanoTime());
        RunDriver runDriver = new RunDriver(
                given.visits(),
                gateway,
                given.target(),
                given.state(),
                log,
                clock,
                given.nanoTime(),
                given.personas(),
                options.speed());
        RunWorker runWorker = new RunWorker(queue, runDriver, log, clock);
        this.engine = new Engine(queue, runWorker, log, clock, given.nanoTime(), runWaiters, options.slots());
        SessionLimit limit = SessionLimit.of(gateway.reach());
        this.starter = new RunStarter(given, options, limit, this::received);
        this.queries = new RunQueries(runs, clock, runWaiters);
        this.status = new TargetStatus(given, limit, runDriver.environment());
    }

    private void received(Run run) {
        log.received(run);
        engine.wake(run.lane());
    }

    public void start() {
        engine.start();
    }

    /**
     * What somebody asks for; only the session is needed.
     *
     * @param plan the caller's own, to be carried out instead of a planner's
     */
    public record Request(
            SessionId sessionId,
            @Nullable String pool,
            @Nullable String strategy,
            @Nullable Long seed,
            @Nullable Integer maxActions,
            @Nullable ProposedPlan plan) {}

    /** The answer to a request. */
    public sealed interface Answer {

        /** Recorded; {@code repeated} when an earlier request with the same key made the run. */
        record Accepted(RunId run, SessionId sessionId, boolean repeated) implements Answer {}

        record InvalidPlan(List<Violation> violations) implements Answer {}

        record UnknownPool(List<String> allowed) implements Answer {}

        record UnknownStrategy(List<String> allowed) implements Answer {}

        /** {@code max_actions} is beyond what the settings allow. */
        record TooManyActions(int most) implements Answer {}

        record KeyReused() implements Answer {}

        record Busy(RunId live) implements Answer {}

        record Quarantined(Quarantine quarantine) implements Answer {}

        record Full(TargetState.Admission.Full why) implements Answer {}
    }

    /** Answers once the run is durable; a repeat like the first, whatever has changed since. */
    public Answer request(Request request, Runs.@Nullable RequestKey key) {
        return starter.request(request, key);
    }

    public Optional<RunReport> report(RunId id) {
        return queries.report(id);
    }

    public List<RunReport> reports(Runs.Filter filter) {
        return queries.reports(filter);
    }

    /**
     * Waits until the run has ended, for at most {@code patience}, and not at all while {@value #MAX_WAITING} others wait;
     * answers whether it has.
     */
    public boolean awaitEnd(RunId id, Duration patience) throws InterruptedException {
        return queries.awaitEnd(id, patience);
    }

    /**
     * The events of a run, as they come; empty when there is no such run.
     *
     * @param after the sequence number of the last event that is known already; 0 when none is
     */
    public Optional<EventCursor> follow(RunId id, int after) {
        return queries.follow(id, after);
    }

    /** How many callers wait for something of a run. */
    public int waiting() {
        return runWaiters.size();
    }

    /** Nobody waits for runs any more: who does is answered with what there is. Runs go on. */
    public void stopWaiting() {
        runWaiters.close();
    }

    /**
     * Cancels a run. An effect in flight is recorded first, so that after an answer other than {@code Requested} nothing
     * more is sent.
     */
    public Runs.Cancellation cancel(RunId id) throws InterruptedException {
        Runs.Cancellation answer = runs.cancel(id, clock.instant());
        if (answer instanceof Runs.Cancellation.Requested) {
            engine.cancel(id);
            return awaitEnd(id, CANCEL_PATIENCE) ? new Runs.Cancellation.Cancelled() : answer;
        }
        if (answer instanceof Runs.Cancellation.Cancelled) {
            runs.find(id).ifPresent(story -> log.ended(story.run()));
            runWaiters.changed(id);
        }
        return answer;
    }

    public Sessions sessions() {
        return sessions;
    }

    /** Ends a session's quarantine; false when it had none. */
    public boolean release(SessionId id, String reason) {
        return sessions.release(id, reason, clock.instant());
    }

    /**
     * How the network under test stands.
     *
     * @param latch what keeps it latched, or null
     */
    public record Standing(String target, TargetState.@Nullable Latch latch) {}

    public Standing standing() {
        return status.standing();
    }

    /** A person's question whether a latched target is a test network by now; {@code Test} opens it, nothing else does. */
    public GuardVerdict recheck(@Nullable SessionId session) {
        return status.recheck(session);
    }

    /** What the guard says, at most 10 s old; for health. */
    public GuardVerdict glance() {
        return status.glance();
    }

    /** Why runs can't be worked on, or null while all is well. */
    public @Nullable String trouble() {
        return engine.trouble();
    }

    /** How many runs live, on all nodes. */
    public long live() {
        return runs.live();
    }

    /** For how long the lane's next run has been due, on all nodes; zero while everything is claimed in time. */
    public Duration lag(Lane lane) {
        Instant due = queue.nextDue(lane);
        Instant now = clock.instant();
        return due == null || due.isAfter(now) ? Duration.ZERO : Duration.between(due, now);
    }

    /** How many runs of the lane this node works on now. */
    public int inFlight(Lane lane) {
        return engine.inFlight(lane);
    }

    /** How many runs of the lane this node works on at most. */
    public int slots(Lane lane) {
        return engine.slots(lane);
    }

    /** What this node has done so far. */
    public RunCounters tally() {
        return engine.tally();
    }

    /** Present while nothing is sent to the gateway because it fails for everybody: for how long. */
    public Optional<Duration> shut() {
        return gateway.shut();
    }

    @Override
    public void close() {
        engine.close();
        stopWaiting();
    }
}
