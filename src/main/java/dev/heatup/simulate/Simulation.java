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
import dev.heatup.sandbox.DeclaredBot;
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

    /** How often it is looked whether bots have become quiet. */
    private static final Duration GLANCE = Duration.ofMillis(5);

    /** Whoever polls, or handles an update, is between two polls for a moment. */
    private static final Duration MIN_ABSENCE = Duration.ofSeconds(5);

    /** Events read at a time. */
    private static final int PAGE = 1000;

    private final Sandbox sandbox;
    private final SteppedClock clock;
    private final InstantSource real;
    private final Waiter waiter;
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
    private volatile boolean stopped;

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
        this.real = real;
        this.waiter = waiter;
        this.start = start(world);
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

    /** When a simulation of the world begins. */
    public static Instant start(WorldSpec world) {
        return Optional.ofNullable(world.starts()).orElse(DEFAULT_START);
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
    public List<DeclaredBot> awaitBots(Duration atMost) throws InterruptedException {
        Instant deadline = real.instant().plus(atMost);
        List<DeclaredBot> missing = missingBots();
        while (!missing.isEmpty() && real.instant().isBefore(deadline) && !stopped) {
            waiter.await(GLANCE);
            missing = missingBots();
        }
        settle();
        return missing;
    }

    /** Those that the world describes and that have not called yet. */
    public List<DeclaredBot> missingBots() {
        return sandbox.declaredBots().join().stream()
                .filter(bot -> bot.presence() instanceof DeclaredBot.Presence.NeverCalled)
                .toList();
    }

    /**
     * What became of the bots that the world describes. One that nobody sees at work may be late, or be started again
     * just now; so real time passes, and no world time, until each shows itself or has been away for long enough.
     *
     * @param patience for how long nobody must have looked at a bot's updates for the bot to be lost; at least 5 s
     */
    public List<BotVerdict> awaitVerdicts(Duration patience) throws InterruptedException {
        Duration absence = patience.compareTo(MIN_ABSENCE) < 0 ? MIN_ABSENCE : patience;
        Instant asked = real.instant();
        List<DeclaredBot> bots = sandbox.declaredBots().join();
        while (!stopped && bots.stream().anyMatch(bot -> mayComeBack(bot, asked, absence))) {
            waiter.await(GLANCE);
            bots = sandbox.declaredBots().join();
        }
        settle();
        return sandbox.declaredBots().join().stream()
                .map(bot -> BotVerdict.of(bot, state(bot, absence)))
                .toList();
    }

    private boolean mayComeBack(DeclaredBot bot, Instant asked, Duration absence) {
        return bot.presence() instanceof DeclaredBot.Presence.Away(Instant since)
                && !since.isAfter(asked)
                && since.plus(absence).isAfter(real.instant());
    }

    private BotVerdict.State state(DeclaredBot bot, Duration absence) {
        return switch (bot.presence()) {
            case DeclaredBot.Presence.NeverCalled _ -> BotVerdict.State.MISSING;
            case DeclaredBot.Presence.Here _ -> BotVerdict.State.HERE;
            case DeclaredBot.Presence.Away(Instant since) ->
                since.plus(absence).isAfter(real.instant()) ? BotVerdict.State.HERE : BotVerdict.State.LOST;
        };
    }

    /** Ends what waits or lives as soon as it may be; from any thread. */
    public void stop() {
        stopped = true;
    }

    /**
     * Lives for that much world time, or until it is {@linkplain #stop stopped}; may be called again to go on, and lives
     * the same in one go or in many.
     */
    public Outcome live(Duration worldTime) throws InterruptedException {
        Instant end = lived.plus(worldTime);
        lived = end;
        Optional<Instant> next = next(settle());
        while (!stopped && next.isPresent() && !next.get().isAfter(end)) {
            clock.moveTo(next.get());
            settle();
            present = clock.now();
            happen(next.get());
            next = next(settle());
        }
        if (!stopped) {
            clock.moveTo(end);
        }
        long events = settle().events();
        Instant reached = clock.now();
        return new Outcome(Duration.between(start, reached), visits, completed, failed, failedSteps, events, reached);
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
     * @param bots what became of them
     */
    public Map<Metric, Double> measures(List<BotVerdict> bots) {
        Map<Metric, Double> measures = new EnumMap<>(Metric.class);
        measures.put(Metric.VISITS, (double) visits);
        measures.put(Metric.VISITS_FAILED, (double) failed);
        measures.put(Metric.STEPS_FAILED, (double) failedSteps);
        events().forEach(event -> {
            measures.put(Metric.EVENTS, (double) event.seq());
            measures.merge(Metric.MESSAGES, isMessage(event.effect()) ? 1.0 : 0.0, Double::sum);
        });
        measures.put(Metric.BOTS_MISSING, count(bots, BotVerdict.State.MISSING));
        measures.put(Metric.BOTS_LOST, count(bots, BotVerdict.State.LOST));
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
        score.mcc().ifPresent(estimate -> measures.put(Metric.MCC, estimate.value()));
        score.people().wrongly().ifPresent(estimate -> measures.put(Metric.WRONGLY_STOPPED, estimate.value()));
        measures.put(Metric.WRONGLY_BANNED, (double) score.people().harmlessStopped());
        measures.put(Metric.WRONGLY_PREVENTED, (double) score.wronglyPrevented());
        return measures;
    }

    private static double count(List<BotVerdict> bots, BotVerdict.State state) {
        return bots.stream().filter(bot -> bot.state() == state).count();
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
        while (pulse.busyFor().isPositive() && !stopped) {
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
