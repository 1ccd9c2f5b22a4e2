package dev.heatup.simulate;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.crowd.Activity;
import dev.heatup.crowd.Residents;
import dev.heatup.crowd.Visitors;
import dev.heatup.dialogue.Writing;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.Planning;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.RunStatus;
import dev.heatup.run.StepStatus;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.Transition;
import dev.heatup.run.VirtualRuns;
import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.MemoryEventLog;
import dev.heatup.sandbox.ReplyTimes;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SteppedClock;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.score.Scores;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.traffic.Traffic;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.SessionId;
import dev.heatup.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets a world live in virtual time: at each moment that something is due, the world stands still until the bots that
 * listen have done what they will do, and then that one thing happens. The same world, seed and bots give the same event
 * log, byte for byte. For one thread; bots come through {@link #sandbox}.
 */
public final class Simulation implements AutoCloseable {

    /** A world that says nothing else begins on a Monday morning. */
    static final Instant DEFAULT_START = Instant.parse("2026-03-02T08:00:00Z");

    /** How often it is looked whether bots have become quiet. */
    private static final Duration GLANCE = Duration.ofMillis(5);

    /** Events read at a time. */
    private static final int PAGE = 1000;

    private final Sandbox sandbox;
    private final SteppedClock clock;
    private final InstantSource real;
    private final Waiter waiter;
    private final WorldSpec world;
    private final VirtualRuns runs;
    private final Visitors visitors;
    private final Instant start;
    private Instant lived;
    /** What people take for now: a bot that has to wait may let the world's clock jump while one of them acts. */
    private Instant present;

    private int visits;
    private int completed;
    private int failed;
    private int failedSteps;

    /** Lets real time pass, for the bots' sake. */
    @FunctionalInterface
    public interface Waiter {
        void await(Duration real) throws InterruptedException;
    }

    /**
     * What became of it so far.
     *
     * @param events lines of the log
     * @param end the world time that it came to
     */
    public record Outcome(
            Duration simulated, int visits, int completed, int failed, int failedSteps, long events, Instant end) {}

    /**
     * @param pools those that the world names
     * @param corpora where labelled messages come from, by group; the templates where there is none
     * @param real time in which bots are waited for
     * @param grace how long after its last call a bot may be about to make another
     */
    public Simulation(
            WorldSpec world,
            List<Pool> pools,
            Map<Username, Corpus> corpora,
            InstantSource real,
            Duration grace,
            Waiter waiter) {
        this.world = world;
        this.real = real;
        this.waiter = waiter;
        this.start = Optional.ofNullable(world.starts()).orElse(DEFAULT_START);
        this.lived = start;
        this.present = start;
        this.clock = new SteppedClock(start);
        Residents residents = new Residents(world);
        EventLog log = new MemoryEventLog(world.seed());
        World made = World.of(world, pools, residents::founders);
        this.sandbox = Sandbox.simulated(log, made, Traffic.of(made, world.moderation(), corpora), real, grace, clock);
        Pool pool = residents.pool(pools);
        MemorySessions sessions = new MemorySessions(residents::newcomer);
        StrategyVisits visits = new StrategyVisits(
                Map.of(Strategy.DEFAULT, strategy()),
                Pools.only(pool.name(), () -> withBotsThere(pool)),
                sessions,
                PlanRules.DEFAULT,
                residents::persona);
        Map<SessionId, String> personas = new HashMap<>();
        this.runs = new VirtualRuns(
                visits,
                new InProcessGateway(sandbox),
                sessions,
                () -> present,
                new SplittableRandom(world.seed()),
                run -> personas.computeIfAbsent(
                        run.sessionId(), id -> visits.persona(run.order()).name()));
        this.visitors = new Visitors(residents.population(), new Activity(world.population()), start);
    }

    private static Strategy strategy() {
        OfflinePlanner planner = new OfflinePlanner();
        return new Strategy(
                Strategy.DEFAULT,
                new Planning(planner, planner, () -> 0),
                new Writing(new OfflineWriter(), new OfflineWriter()),
                Pacing.DEFAULT);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /**
     * Lets real time pass, and no world time, until every bot that the world describes has called and is quiet.
     *
     * @return those that did not within the time
     */
    public Set<String> awaitBots(Duration atMost) throws InterruptedException {
        Instant deadline = real.instant().plus(atMost);
        Set<String> missing = missingBots();
        while (!missing.isEmpty() && real.instant().isBefore(deadline)) {
            waiter.await(GLANCE);
            missing = missingBots();
        }
        settle();
        return missing;
    }

    /** Those that the world describes and that have not called yet. */
    public Set<String> missingBots() {
        Set<String> missing = new TreeSet<>();
        world.bots().forEach(bot -> missing.add(bot.username().value()));
        missing.removeAll(sandbox.callers().join());
        return missing;
    }

    /** Lives for that much world time; may be called again to go on, and lives the same in one go or in many. */
    public Outcome live(Duration worldTime) throws InterruptedException {
        Instant end = lived.plus(worldTime);
        lived = end;
        Optional<Instant> next = next(settle());
        while (next.isPresent() && !next.get().isAfter(end)) {
            clock.moveTo(next.get());
            settle();
            present = clock.now();
            happen(next.get());
            next = next(settle());
        }
        clock.moveTo(end);
        long events = settle().events();
        return new Outcome(Duration.between(start, end), visits, completed, failed, failedSteps, events, end);
    }

    /** All that happened, in order; those that happen while it is read included. */
    public Stream<Event> events() {
        return Stream.iterate(
                        sandbox.events(0, PAGE).join(),
                        page -> !page.isEmpty(),
                        page -> sandbox.events(page.getLast().seq(), PAGE).join())
                .flatMap(List::stream);
    }

    /** What is known so far; what there is nothing to measure of is not in it. */
    public Map<Metric, Double> measures() {
        Map<Metric, Double> measures = new EnumMap<>(Metric.class);
        measures.put(Metric.VISITS, (double) visits);
        measures.put(Metric.VISITS_FAILED, (double) failed);
        measures.put(Metric.STEPS_FAILED, (double) failedSteps);
        events().forEach(event -> {
            measures.put(Metric.EVENTS, (double) event.seq());
            measures.merge(Metric.MESSAGES, isMessage(event.effect()) ? 1.0 : 0.0, Double::sum);
        });
        ReplyTimes.Summary replies = sandbox.replyTimes().join();
        measures.put(Metric.BOT_REPLIES, (double) replies.replies());
        measures.put(Metric.BOT_UNANSWERED, (double) replies.unanswered());
        if (replies.replies() > 0) {
            measures.put(Metric.BOT_REPLY_P50, millis(replies.p50()));
            measures.put(Metric.BOT_REPLY_P95, millis(replies.p95()));
            measures.put(Metric.BOT_REPLY_MAX, millis(replies.longest()));
        }
        Score score = Scores.of(events());
        score.precision().ifPresent(estimate -> measures.put(Metric.PRECISION, estimate.value()));
        score.recall().ifPresent(estimate -> measures.put(Metric.RECALL, estimate.value()));
        score.f1().ifPresent(estimate -> measures.put(Metric.F1, estimate.value()));
        measures.put(Metric.WRONGLY_BANNED, (double) score.people().harmlessStopped());
        return measures;
    }

    private static boolean isMessage(Effect effect) {
        return effect instanceof Effect.Posted
                || (effect instanceof Effect.MessageSent sent && !(sent.content() instanceof Content.Service));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** The network's own first, then who comes, then who goes on. */
    private Optional<Instant> next(Sandbox.Pulse network) {
        return Stream.of(network.nextDue(), visitors.next(), runs.nextDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private void happen(Instant now) {
        if (visitors.next().filter(at -> !at.isAfter(now)).isPresent()) {
            SessionId session = new SessionId(visitors.take().person().id());
            if (!runs.isLive(session)) {
                visits++;
                runs.start(session, Pools.DEFAULT, Strategy.DEFAULT);
            }
        } else if (runs.nextDue().filter(at -> !at.isAfter(now)).isPresent()) {
            count(runs.goOn());
        }
    }

    private void count(Transition transition) {
        var outcome = transition.outcome();
        if (outcome != null && outcome.status() != StepStatus.SUCCEEDED) {
            failedSteps++;
        }
        RunStatus status = transition.run().status();
        if (!status.isLive()) {
            completed += status == RunStatus.COMPLETED ? 1 : 0;
            failed += status == RunStatus.FAILED || status == RunStatus.REFUSED ? 1 : 0;
        }
    }

    /** Until the bots have done what they will do. */
    private Sandbox.Pulse settle() throws InterruptedException {
        Sandbox.Pulse pulse = sandbox.pulse().join();
        while (pulse.busyFor().isPositive()) {
            waiter.await(pulse.busyFor().compareTo(GLANCE) < 0 ? pulse.busyFor() : GLANCE);
            pulse = sandbox.pulse().join();
        }
        return pulse;
    }

    @Override
    public void close() {
        sandbox.close();
    }

    /** With an id they are there from the beginning, others from their first call; nobody finds them before. */
    private Pool withBotsThere(Pool pool) {
        Set<Username> there = sandbox.botsThere().stream().map(Bot::username).collect(Collectors.toSet());
        return pool.with(pool.bots().stream()
                .filter(bot -> there.contains(bot.username()))
                .toList());
    }
}
