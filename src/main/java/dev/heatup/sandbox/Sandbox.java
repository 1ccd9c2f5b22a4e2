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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A running test network. An answer is given away once what it tells is durable. A call that fails fails alone. When a
 * change of the world or a commit fails, the sandbox stops for good and {@link #health} says why. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    /** @param reason why it stopped; for people */
    public record Health(boolean running, String reason) {}

    private final BotLiveness botLiveness;
    private final SandboxBotNetwork bots;
    private final ConnectedBots connectedBots = new ConnectedBots();
    private final WorldThread thread;

    /** Another world in place of the one that is. Both throw {@link EventLogException} when they can't. */
    public interface Successor {
        /** Called once the earlier log is closed. */
        WorldLog open();

        /** The earlier world again, after {@link #open} failed. */
        WorldLog reopen();
    }

    private Sandbox(WorldLog first, SandboxTime sandboxTime, Checkpoint.Pace pace) {
        BotLiveness calls = new BotLiveness(sandboxTime.real());
        BotListeners listeners = new BotListeners(calls);
        this.botLiveness = calls;
        this.thread = new WorldThread(
                first,
                opened -> {
                    calls.forget();
                    return WorldOpening.open(opened, sandboxTime, pace, listeners::announce);
                },
                connectedBots::look);
        this.bots = new SandboxBotNetwork(thread, botLiveness, listeners);
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
        return open(new WorldLog(log, world, sources), source, speed);
    }

    public static Sandbox open(WorldLog opened, InstantSource source, double speed) {
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
        return open(new WorldLog(log, world, sources), SandboxTime.stepped(real, grace, clock), Checkpoint.Pace.USUAL);
    }

    static Sandbox open(WorldLog opened, SandboxTime sandboxTime, Checkpoint.Pace pace) {
        boolean done = false;
        try {
            Sandbox sandbox = new Sandbox(opened, sandboxTime, pace);
            sandbox.thread.start();
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
        try {
            thread.replace(successor::open, successor::reopen).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EventLogException failed
                    ? failed
                    : new EventLogException("the world was not replaced", e);
        }
    }

    public World world() {
        return thread.world();
    }

    /** The network as bots see it. */
    public BotNetwork bots() {
        return bots;
    }

    /** For whoever runs it. */
    public WorldControl control() {
        return new WorldControl(thread);
    }

    /** The bots that have come, as plans know them; those whose coming is durable. */
    public List<Bot> botsThere() {
        return connectedBots.now();
    }

    public Health health() {
        return thread.stopped().map(reason -> new Health(false, reason)).orElseGet(() -> new Health(true, ""));
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
        return thread.later(worldLoop -> worldLoop.handle(accountRequest));
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

    /** Brings the world to its present and tells how it stands there. */
    public CompletableFuture<Pulse> pulse() {
        return submit(WorldLoop::pulse);
    }

    /** The bots that the world's description names, in its order. */
    public CompletableFuture<List<DeclaredBot>> declaredBots() {
        return submit(worldLoop -> worldLoop.serveBot((handler, now) -> handler.declared(botLiveness, now)));
    }

    /** @param listener told once of each bot, at its first call in this world; quick, as the sandbox waits for it */
    public void onBotArrival(Consumer<BotArrival> listener) {
        bots.onArrival(listener);
    }

    /** How fast bots answered since the sandbox was opened. */
    public CompletableFuture<ReplyTimes.Summary> replyTimes() {
        return submit(WorldLoop::replyTimes);
    }

    <T> CompletableFuture<T> submit(Function<WorldLoop, T> deed) {
        return thread.submit(deed);
    }

    /** Answers what waits, then stops and releases the log. Idempotent. */
    @Override
    public void close() {
        thread.close();
    }
}
