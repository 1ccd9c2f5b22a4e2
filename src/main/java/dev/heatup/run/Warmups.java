package dev.heatup.run;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.gateway.Guard;
import dev.heatup.gateway.Verdict;
import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.PlanValidator;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Validation;
import dev.heatup.plan.Violation;
import dev.heatup.session.Quarantine;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What users ask of runs: to start, to wait for, to cancel and to look at them. Thread-safe. */
public final class Warmups implements AutoCloseable {

    /** How long a cancel waits for the step in flight: as long as its claim may last. */
    private static final Duration CANCEL_PATIENCE = Lane.STEPS.claim();

    private static final Duration GLANCE = Duration.ofSeconds(10);

    /** For whom the guard asks when it asks for no run. */
    private static final SessionId GUARD = new SessionId("heatup");

    /** Each of them looks at its run twice a second. */
    static final int MOST_WAITING = 1000;

    private final Runs runs;
    private final StepQueue queue;
    private final Gateway gateway;
    private final Sessions sessions;
    private final Pools pools;
    private final Set<String> strategies;
    private final PlanRules rules;
    private final SessionLimit limit;
    private final Target target;
    private final TargetState state;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final PlanValidator validator = new PlanValidator();
    private final RunLog log = new RunLog();
    private final Waiting waiting;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final Steps steps;
    private final Engine engine;

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
    public record World(
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
    public record Manner(PlanRules rules, Set<String> strategies, double speed, Engine.Slots slots) {}

    public Warmups(World world, Manner manner) {
        this.runs = world.runs();
        this.queue = world.queue();
        this.gateway = world.gateway();
        this.sessions = world.sessions();
        this.pools = world.pools();
        this.strategies = manner.strategies();
        boolean sandbox = gateway.reach() == Gateway.Reach.SANDBOX;
        this.rules = sandbox ? manner.rules() : manner.rules().only(PlanRules.THROUGH_A_GATEWAY);
        this.target = world.target();
        this.state = world.state();
        this.clock = world.clock();
        this.random = world.random();
        this.limit = SessionLimit.of(gateway.reach());
        this.waiting = new Waiting(world.nanoTime());
        this.steps = new Steps(
                world.visits(),
                gateway,
                target,
                state,
                log,
                world.clock(),
                world.nanoTime(),
                world.personas(),
                manner.speed());
        this.engine = new Engine(
                queue,
                new Worker(queue, steps, log, world.clock()),
                log,
                world.clock(),
                world.nanoTime(),
                waiting,
                manner.slots());
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
        return earlier(request.sessionId(), key).orElseGet(() -> first(request, key));
    }

    private Answer first(Request request, Runs.@Nullable RequestKey key) {
        Optional<Pool> pool = pools.find(request.pool() == null ? Pools.DEFAULT : request.pool());
        if (pool.isEmpty()) {
            return new Answer.UnknownPool(pools.names());
        }
        String strategy = request.strategy() == null ? "default" : request.strategy();
        if (!strategies.contains(strategy)) {
            return new Answer.UnknownStrategy(strategies.stream().sorted().toList());
        }
        Integer maxActions = request.maxActions();
        if (maxActions != null && (maxActions < 1 || maxActions > rules.maxActions())) {
            return new Answer.TooManyActions(rules.maxActions());
        }
        Plan given = null;
        if (request.plan() != null) {
            PlanRules allowed = maxActions == null ? rules : rules.atMost(maxActions);
            switch (validator.validate(request.plan(), allowed, pool.get(), sessions.find(request.sessionId()))) {
                case Validation.Valid(Plan valid) -> given = valid;
                case Validation.Invalid(List<Violation> violations) -> {
                    return new Answer.InvalidPlan(violations);
                }
            }
        }
        long seed = request.seed() == null ? random.nextLong(1L << 53) : request.seed();
        return create(
                new Order(request.sessionId(), target, pool.get().name(), strategy, seed, maxActions, given), key);
    }

    private Answer create(Order order, Runs.@Nullable RequestKey key) {
        Instant now = clock.instant();
        Run run = Run.create(RunId.create(now, random), order, now);
        return answer(runs.create(run, key, limit), order.sessionId());
    }

    private Optional<Answer> earlier(SessionId session, Runs.@Nullable RequestKey key) {
        return key == null
                ? Optional.empty()
                : runs.earlier(key, clock.instant()).map(creation -> answer(creation, session));
    }

    private Answer answer(Runs.Creation creation, SessionId session) {
        return switch (creation) {
            case Runs.Creation.Created(Run created) -> {
                log.received(created);
                engine.wake(created.lane());
                yield new Answer.Accepted(created.id(), session, false);
            }
            case Runs.Creation.Repeated(RunId earlier) -> new Answer.Accepted(earlier, session, true);
            case Runs.Creation.KeyReused() -> new Answer.KeyReused();
            case Runs.Creation.Busy(RunId live) -> new Answer.Busy(live);
            case Runs.Creation.Quarantined(Quarantine quarantine) -> new Answer.Quarantined(quarantine);
            case Runs.Creation.Full(TargetState.Admission.Full why) -> new Answer.Full(why);
        };
    }

    public Optional<Report> report(RunId id) {
        return runs.find(id).map(story -> Report.of(story.run(), story.outcomes(), clock.instant()));
    }

    public List<Report> reports(Runs.Filter filter) {
        Instant now = clock.instant();
        return runs.list(filter).stream()
                .map(story -> Report.of(story.run(), story.outcomes(), now))
                .toList();
    }

    /**
     * Waits until the run has ended, for at most {@code patience}, and not at all while {@value #MOST_WAITING} others wait;
     * answers whether it has.
     */
    public boolean awaitEnd(RunId id, Duration patience) throws InterruptedException {
        boolean hasPlace = places.tryAcquire();
        try (Waiting.Watch watch = waiting.watch(id)) {
            return watch.await(
                    hasPlace ? patience : Duration.ZERO,
                    () -> runs.find(id)
                            .map(story -> !story.run().status().isLive())
                            .orElse(true));
        } finally {
            if (hasPlace) {
                places.release();
            }
        }
    }

    /**
     * The events of a run, as they come; empty when there is no such run.
     *
     * @param after the sequence number of the last event that is known already; 0 when none is
     */
    public Optional<Following> follow(RunId id, int after) {
        return runs.find(id).map(_ -> new Following(() -> runs.find(id), waiting.watch(id), after));
    }

    /** How many callers wait for something of a run. */
    public int waiting() {
        return waiting.size();
    }

    /** Nobody waits for runs any more: who does is answered with what there is. Runs go on. */
    public void stopWaiting() {
        waiting.close();
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
            waiting.changed(id);
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
        return new Standing(target.toString(), state.standing().latch());
    }

    /** A person's question whether a latched target is a test network by now; {@code Test} opens it, nothing else does. */
    public Verdict recheck(@Nullable SessionId session) {
        TargetState.Standing before = state.standing();
        TargetState.Latch latch = before.latch();
        SessionId asked = session != null ? session : latch != null ? new SessionId(latch.sessionId()) : GUARD;
        Verdict verdict = ask(asked, Instant.MAX, before.epoch());
        if (verdict instanceof Verdict.Test && latch != null) {
            state.open(latch);
        }
        return verdict;
    }

    /** What the guard says, at most {@link #GLANCE} old; for health. */
    public Verdict glance() {
        return ask(GUARD, clock.instant().minus(GLANCE), state.standing().epoch());
    }

    /** What comes of asking outside of a run is kept as of any call. */
    private Verdict ask(SessionId id, Instant since, long epoch) {
        Instant now = clock.instant();
        if (!id.equals(GUARD) && !limit.isNone()) {
            TargetState.Admission admission = state.admit(id, limit, now);
            if (admission instanceof TargetState.Admission.Full full) {
                return new Verdict.Unverified(full.why());
            }
        }
        Session session = sessions.find(id);
        if (session.quarantine() != null) {
            return new Verdict.Unverified("session " + id + " is quarantined ("
                    + session.quarantine().code()
                    + "), and nothing is asked for it until a person releases it");
        }
        Environment.Question question = new Environment.Question(
                Caller.of(id.value()), since, epoch, session.notBefore().get(Guard.QUESTION));
        Verdict verdict = steps.environment().verdict(question, now);
        if (verdict instanceof Verdict.Unverified(String _, Verdict.Cause cause)) {
            Instant after = clock.instant();
            switch (cause) {
                case Verdict.FloodWait wait ->
                    sessions.learn(id, new SessionChange.FloodWait(Guard.QUESTION, question.end(wait, after)));
                case Verdict.Restricted(String code) -> sessions.learn(id, new SessionChange.Restricted(code, after));
                case Verdict.NoAnswer() -> {}
            }
        }
        return verdict;
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
    public Tally tally() {
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
