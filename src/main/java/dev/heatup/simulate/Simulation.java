package dev.heatup.simulate;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.crowd.Activity;
import dev.heatup.crowd.Residents;
import dev.heatup.crowd.VisitSchedule;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.VirtualRuns;
import dev.heatup.sandbox.DeclaredBot;
import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.MemoryEventLog;
import dev.heatup.sandbox.Pulse;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SteppedClock;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.score.ScoreBuilder;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.traffic.Traffic;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.SessionId;
import dev.heatup.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets a world live in virtual time: at each moment that something is due, the world stands still until the bots that
 * listen have done what they will do, and then that one thing happens. The same world, seed and bots give the same event
 * log, byte for byte. Confined to one thread, but for {@link #stop}; bots come through {@link #sandbox}.
 */
public final class Simulation implements AutoCloseable {

    /** A world that says nothing else begins on a Monday morning. */
    static final Instant DEFAULT_START = Instant.parse("2026-03-02T08:00:00Z");

    /** Events read at a time. */
    private static final int PAGE = 1000;

    private final Sandbox sandbox;
    private final SteppedClock clock;
    private final BotAwaiter bots;
    private final VirtualRuns runs;
    private final VisitSchedule visitSchedule;
    private final Instant start;
    private Instant lived;
    /** What people take for now: a bot that has to wait may let the world's clock jump while one of them acts. */
    private Instant present;

    private final VisitCounts visits = new VisitCounts();

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
        this.start = start(world);
        this.lived = start;
        this.present = start;
        this.clock = new SteppedClock(start);
        Residents residents = new Residents(world);
        EventLog log = new MemoryEventLog(world.seed());
        World made = World.of(world, pools, residents::founders);
        this.sandbox = Sandbox.simulated(log, made, Traffic.of(made, world.moderation(), corpora), real, grace, clock);
        this.bots = new BotAwaiter(sandbox, real, waiter);
        Pool pool = residents.pool(pools);
        MemorySessions sessions = new MemorySessions(residents::newcomer);
        StrategyVisits planned = new StrategyVisits(
                Map.of(Strategy.DEFAULT, strategy()),
                Pools.only(pool.name(), () -> withBotsThere(pool)),
                sessions,
                PlanRules.DEFAULT,
                residents::persona);
        Map<SessionId, String> personas = new HashMap<>();
        this.runs = new VirtualRuns(
                planned,
                new InProcessGateway(sandbox),
                sessions,
                () -> present,
                new SplittableRandom(world.seed()),
                run -> personas.computeIfAbsent(
                        run.sessionId(), id -> planned.persona(run.order()).name()));
        this.visitSchedule = new VisitSchedule(residents.population(), new Activity(world.population()), start);
    }

    /** When a simulation of the world begins. */
    public static Instant start(WorldSpec world) {
        return Optional.ofNullable(world.starts()).orElse(DEFAULT_START);
    }

    private static Strategy strategy() {
        OfflinePlanner planner = new OfflinePlanner();
        return new Strategy(
                Strategy.DEFAULT,
                new PlanProvider(planner, planner, () -> 0),
                new MoveProvider(new OfflineWriter(), new OfflineWriter()),
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
    public List<DeclaredBot> awaitBots(Duration atMost) throws InterruptedException {
        return bots.awaitCalls(atMost);
    }

    /** Those that the world describes and that have not called yet. */
    public List<DeclaredBot> missingBots() {
        return bots.missing();
    }

    /**
     * What became of the bots that the world describes. One that nobody sees at work may be late, or be started again
     * just now; so real time passes, and no world time, until each shows itself or has been away for long enough.
     *
     * @param patience for how long nobody must have looked at a bot's updates for the bot to be lost; at least 5 s
     */
    public List<BotVerdict> awaitVerdicts(Duration patience) throws InterruptedException {
        return bots.awaitVerdicts(patience);
    }

    /** Ends what waits or lives as soon as it may be; from any thread. */
    public void stop() {
        bots.stop();
    }

    /**
     * Lives for that much world time, or until it is {@linkplain #stop stopped}; may be called again to go on, and lives
     * the same in one go or in many.
     */
    public Outcome live(Duration worldTime) throws InterruptedException {
        Instant end = lived.plus(worldTime);
        lived = end;
        Optional<Instant> next = next(bots.settle());
        while (!bots.isStopped() && next.isPresent() && !next.get().isAfter(end)) {
            clock.moveTo(next.get());
            bots.settle();
            present = clock.now();
            happen(next.get());
            next = next(bots.settle());
        }
        if (!bots.isStopped()) {
            clock.moveTo(end);
        }
        long events = bots.settle().events();
        Instant reached = clock.now();
        return new Outcome(
                Duration.between(start, reached),
                visits.started(),
                visits.completed(),
                visits.failed(),
                visits.failedSteps(),
                events,
                reached);
    }

    /** All that happened, in order; those that happen while it is read included. */
    public Stream<Event> events() {
        return Stream.iterate(
                        sandbox.events(0, PAGE).join(),
                        page -> !page.isEmpty(),
                        page -> sandbox.events(page.getLast().seq(), PAGE).join())
                .flatMap(List::stream);
    }

    /**
     * What is known so far; what there is nothing to measure of is not in it.
     *
     * @param verdicts what became of the bots
     */
    public Map<Metric, Double> measures(List<BotVerdict> verdicts) {
        return new Measurement()
                .visits(visits)
                .events(events())
                .bots(verdicts)
                .replies(sandbox.replyTimes().join())
                .score(ScoreBuilder.of(events()))
                .values();
    }

    /** The network's own first, then who comes, then who goes on. */
    private Optional<Instant> next(Pulse network) {
        return Stream.of(network.nextDue(), visitSchedule.next(), runs.nextDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private void happen(Instant now) {
        if (visitSchedule.next().filter(at -> !at.isAfter(now)).isPresent()) {
            SessionId session = new SessionId(visitSchedule.take().person().id());
            if (!runs.isLive(session)) {
                visits.start();
                runs.start(session, Pools.DEFAULT, Strategy.DEFAULT);
            }
        } else if (runs.nextDue().filter(at -> !at.isAfter(now)).isPresent()) {
            visits.add(runs.goOn());
        }
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
