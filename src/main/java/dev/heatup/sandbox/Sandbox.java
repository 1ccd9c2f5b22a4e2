package dev.heatup.sandbox;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Pool;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.user.AccountRequest;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running test network. One thread owns the world and its log: it takes what waits, answers it in order, commits the
 * group in one transaction and only then gives the answers away, those of reads too, so that nobody sees what a crash could
 * take back. A call that fails fails alone. When a change of the world or a commit fails, the sandbox stops for good, the
 * open group is rolled back and {@link #health} says why.
 *
 * <p>Thread-safe. The owner is a platform thread, because the log's calls are native and would hold a carrier.
 */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private static final int MAX_WAITING = 4096;
    private static final int MAX_GROUP = 512;

    /** @param reason why it stopped; for people */
    public record Health(boolean running, String reason) {}

    private final BlockingQueue<Work<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final SandboxTime sandboxTime;
    private final Checkpoint.Pace pace;
    private final BotLiveness botLiveness;
    private final SandboxBotNetwork bots;
    private final ConnectedBots connectedBots = new ConnectedBots();
    private final Thread owner;
    private volatile World world;
    private volatile @Nullable Replacement replacement;
    private volatile Health health = new Health(true, "");
    private volatile boolean closing;

    /**
     * A log that is open, and the world that it is about.
     *
     * @param sources of what happens in it by itself, besides what channels post
     * @param state null for what the log and the state beside it say
     */
    public record Opened(
            EventLog log,
            World world,
            Collection<? extends Agenda.Source> sources,
            FoundedWorld.@Nullable State state) {
        public Opened {
            sources = List.copyOf(sources);
        }

        public Opened(EventLog log, World world, Collection<? extends Agenda.Source> sources) {
            this(log, world, sources, null);
        }
    }

    /** Another world in place of the one that is. Both throw {@link EventLogException} when they can't. */
    public interface Successor {
        /** Called once the earlier log is closed. */
        Opened open();

        /** The earlier world again, after {@link #open} failed. */
        Opened reopen();
    }

    private record Replacement(Successor successor, CompletableFuture<Boolean> done) {}

    private Sandbox(Opened opened, SandboxTime sandboxTime, Checkpoint.Pace pace) {
        this.world = opened.world();
        this.sandboxTime = sandboxTime;
        this.pace = pace;
        this.botLiveness = new BotLiveness(sandboxTime.real());
        this.bots = new SandboxBotNetwork(this, botLiveness);
        WorldLoop worldLoop = core(opened);
        this.owner = Thread.ofPlatform().name("sandbox").unstarted(() -> own(worldLoop, opened.log()));
    }

    private WorldLoop core(Opened opened) {
        WorldLoop worldLoop = WorldLoop.open(opened, sandboxTime, pace, bots::announce);
        connectedBots.look(worldLoop.state());
        return worldLoop;
    }

    /**
     * Rebuilds the world of {@code log}, which from now on belongs to the sandbox, and starts to answer.
     *
     * @param source real time; world time starts at it, or where the world had come, if that is later
     * @param speed world seconds per real second
     */
    public static Sandbox open(EventLog log, Collection<Pool> pools, InstantSource source, double speed) {
        return open(log, World.of(pools, log.seed()), List.of(), source, speed);
    }

    /**
     * The same for a world that somebody described.
     *
     * @param sources of what happens in it by itself, besides what channels post
     */
    public static Sandbox open(
            EventLog log,
            World world,
            Collection<? extends Agenda.Source> sources,
            InstantSource source,
            double speed) {
        return open(new Opened(log, world, sources), source, speed);
    }

    public static Sandbox open(Opened opened, InstantSource source, double speed) {
        return open(opened, SandboxTime.paced(source, speed), Checkpoint.Pace.USUAL);
    }

    /**
     * A world whose time moves as {@code clock} is told, for a simulation that calls {@link #tick} when it moved it.
     *
     * @param real in which bots are waited for
     * @param grace how long after a bot's last call it may be about to make another
     */
    public static Sandbox simulated(
            EventLog log,
            World world,
            Collection<? extends Agenda.Source> sources,
            InstantSource real,
            Duration grace,
            SteppedClock clock) {
        return open(new Opened(log, world, sources), SandboxTime.stepped(real, grace, clock), Checkpoint.Pace.USUAL);
    }

    static Sandbox open(Opened opened, SandboxTime sandboxTime, Checkpoint.Pace pace) {
        boolean done = false;
        try {
            Sandbox sandbox = new Sandbox(opened, sandboxTime, pace);
            sandbox.owner.start();
            done = true;
            return sandbox;
        } finally {
            if (!done) {
                opened.log().close();
            }
        }
    }

    /**
     * Ends this world and goes on with another one, in which nothing of the first is left; who waited for it is told that
     * nothing came. Whoever holds the sandbox has the new world.
     *
     * @throws EventLogException when the other world can't be had; then the first one goes on
     */
    public void replace(Successor successor) {
        Replacement wanted = new Replacement(successor, new CompletableFuture<>());
        try {
            submit(worldLoop -> {
                        replacement = wanted;
                        return true;
                    })
                    .thenCompose(taken -> wanted.done())
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EventLogException failed
                    ? failed
                    : new EventLogException("the world was not replaced", e);
        }
    }

    public World world() {
        return world;
    }

    /** The network as bots see it. */
    public BotNetwork bots() {
        return bots;
    }

    /** For whoever runs it. */
    public WorldControl control() {
        return new WorldControl(this);
    }

    /** The bots that have come, as plans know them; those whose coming is durable. */
    public List<Bot> botsThere() {
        return connectedBots.now();
    }

    public Health health() {
        return health;
    }

    /**
     * Completed once what the call did is durable; exceptionally with {@link SandboxStoppedException}, or with
     * {@link CallFailedException} when it did nothing.
     */
    public CompletableFuture<Reply> call(Caller caller, Call call) {
        return act(caller, call).thenApply(CallResult::reply);
    }

    /** As {@link #call}, with what it left in the log. */
    public CompletableFuture<CallResult> act(Caller caller, Call call) {
        AccountRequest accountRequest = new AccountRequest(caller, call);
        return later(worldLoop -> worldLoop.handle(accountRequest));
    }

    /** Events after {@code afterSeq} in order, at most {@code limit}. */
    public CompletableFuture<List<Event>> events(long afterSeq, int limit) {
        return submit(worldLoop -> worldLoop.events(afterSeq, limit));
    }

    public CompletableFuture<Instant> worldTime() {
        return submit(WorldLoop::worldTime);
    }

    /** Brings the world to its present; complete when that is durable. */
    public CompletableFuture<Instant> tick() {
        return worldTime();
    }

    /**
     * How the world stands.
     *
     * @param events how many there are
     * @param nextDue world time at which something happens by itself; empty when nothing ever does
     * @param busyFor real time until the bots that listen have done what they will do; zero when they have
     */
    public record Pulse(long events, Optional<Instant> nextDue, Duration busyFor) {}

    /** Brings the world to its present and tells how it stands there. */
    public CompletableFuture<Pulse> pulse() {
        return submit(WorldLoop::pulse);
    }

    /** The bots that the world's description names, in its order. */
    public CompletableFuture<List<DeclaredBot>> declaredBots() {
        return submit(worldLoop -> worldLoop.atTheDesk((desk, now) -> desk.declared(botLiveness, now)));
    }

    /** @param listener told once of each bot, at its first call in this world; quick, as the sandbox waits for it */
    public void onBotArrival(Consumer<BotArrival> listener) {
        bots.onArrival(listener);
    }

    /** How fast bots answered since the sandbox was opened. */
    public CompletableFuture<ReplyTimes.Summary> replyTimes() {
        return submit(WorldLoop::replyTimes);
    }

    /** Answers what waits, then stops and releases the log. Idempotent. */
    @Override
    public void close() {
        closing = true;
        CompletableFuture<Boolean> wakeUp = submit(worldLoop -> true);
        wakeUp.exceptionally(refused -> false).join();
        try {
            owner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For deeds that are done before their answer is there. */
    <T> CompletableFuture<T> later(Function<WorldLoop, CompletableFuture<T>> deed) {
        return submit(worldLoop -> new Later<>(deed.apply(worldLoop))).thenCompose(Later::reply);
    }

    <T> CompletableFuture<T> submit(Function<WorldLoop, T> deed) {
        Work<T> work = new Work<>(deed);
        if (!health.running()) {
            work.refuse(SandboxStoppedException.notTaken(health.reason()));
        } else if (!waiting.offer(work)) {
            work.refuse(SandboxStoppedException.notTaken("more than " + MAX_WAITING + " requests wait"));
        } else if (!health.running() && waiting.remove(work)) {
            // It came after the owner had looked for the last time.
            work.refuse(SandboxStoppedException.notTaken(health.reason()));
        }
        return work.answer;
    }

    private void own(WorldLoop first, EventLog firstLog) {
        List<Work<?>> group = new ArrayList<>();
        String end = "an error in the sandbox; see the service's log";
        WorldLoop worldLoop = first;
        EventLog log = firstLog;
        try {
            while (!closing || !waiting.isEmpty()) {
                serve(worldLoop, group);
                Replacement wanted = replacement;
                if (wanted != null) {
                    leave(worldLoop, log);
                    Opened next = next(wanted);
                    log = next.log();
                    botLiveness.forget();
                    worldLoop = core(next);
                    world = next.world();
                    replacement = null;
                    wanted.done().complete(true);
                }
            }
            leave(worldLoop, log);
            end = "closed";
        } catch (EventLogException | BrokenWorldException e) {
            end = e.getMessage() == null ? end : e.getMessage();
            LOG.error("The sandbox is closed: {}", end, e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The sandbox is closed: {}", end, e);
        } catch (InterruptedException e) {
            end = "interrupted";
        } finally {
            stop(released(log, end), group);
        }
    }

    /** Whoever waits for an answer is told that there will be none, whatever becomes of the log. */
    private static String released(EventLog log, String end) {
        try {
            log.close();
            return end;
        } catch (EventLogException e) {
            return end + "; the log did not close: " + e.getMessage();
        }
    }

    private void serve(WorldLoop worldLoop, List<Work<?>> group) throws InterruptedException {
        Work<?> first = waiting.poll(worldLoop.idle().toMillis() + 1, TimeUnit.MILLISECONDS);
        if (first != null) {
            group.add(first);
            waiting.drainTo(group, MAX_GROUP - 1);
        }
        group.forEach(work -> work.perform(worldLoop));
        worldLoop.tick();
        worldLoop.commit();
        connectedBots.look(worldLoop.state());
        group.forEach(Work::complete);
        worldLoop.tellAfterCommit();
        group.clear();
    }

    private static void leave(WorldLoop worldLoop, EventLog log) {
        worldLoop.close();
        worldLoop.tellAfterCommit();
        log.close();
    }

    private static Opened next(Replacement wanted) {
        try {
            return wanted.successor().open();
        } catch (EventLogException e) {
            Opened again = wanted.successor().reopen();
            wanted.done().completeExceptionally(e);
            return again;
        }
    }

    private void stop(String reason, List<Work<?>> unfinished) {
        health = new Health(false, reason);
        Replacement unmade = replacement;
        if (unmade != null) {
            unmade.done().completeExceptionally(SandboxStoppedException.notTaken(reason));
        }
        unfinished.forEach(work -> work.refuse(SandboxStoppedException.perhapsDone(reason)));
        List<Work<?>> rest = new ArrayList<>();
        waiting.drainTo(rest);
        rest.forEach(work -> work.refuse(SandboxStoppedException.notTaken(reason)));
    }

    /** A reply that may come after the deed it belongs to. */
    private record Later<T>(CompletableFuture<T> reply) {}

    /** A deed, its answer, and the promise that gives it away. */
    private static final class Work<T> {

        private final Function<WorldLoop, T> deed;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable CallFailedException failure;

        Work(Function<WorldLoop, T> deed) {
            this.deed = deed;
        }

        void perform(WorldLoop worldLoop) {
            try {
                result = worldLoop.isolation().run(() -> deed.apply(worldLoop));
            } catch (CallFailedException e) {
                failure = e;
            }
        }

        void complete() {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }

        void refuse(SandboxStoppedException reason) {
            answer.completeExceptionally(reason);
        }
    }
}
