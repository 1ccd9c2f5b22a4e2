package dev.heatup.sandbox;

import dev.heatup.gateway.Call;
import dev.heatup.gateway.Reply;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.user.Decision;
import dev.heatup.sandbox.user.Network;
import dev.heatup.sandbox.user.Request;
import dev.heatup.sandbox.user.RpcError;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Deed;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The ordered heart of a sandbox: brings the world to the present, answers one request after the other from memory and
 * writes what happened to the log's open group. Whoever drives it gives an answer away only after {@link #commit}. For one
 * thread.
 */
final class Core {

    /** How far world time is promised ahead, so that not every look at the world has to be stored. */
    private static final Duration PROMISED_AHEAD = Duration.ofSeconds(1);

    private final EventLog log;
    private final WorldClock clock;
    private final WorldState state;
    private final Limits limits = new Limits();
    private final Awaited awaited;
    private final Mailboxes mailboxes;
    private final Attention attention;
    private final BotDesk desk;
    private final Consumer<BotId> news;
    private final Time time;
    private final ReplyTimes replyTimes;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private Agenda agenda;
    private Instant present;
    private long lastSeq;
    private Instant promised;

    private Core(EventLog log, WorldClock clock, WorldState state, Time time, Instant promised, Consumer<BotId> news) {
        this.log = log;
        this.clock = clock;
        this.state = state;
        this.awaited = new Awaited(time.real());
        this.promised = promised;
        this.present = state.began();
        this.news = news;
        this.time = time;
        this.replyTimes = new ReplyTimes(time.real());
        BotLedger ledger = new BotLedger(log);
        this.mailboxes = new Mailboxes(state, ledger::confirmed);
        this.attention = new Attention(time.real(), time.patience());
        this.desk = new BotDesk(
                state, mailboxes, ledger, attention, (actor, effect) -> record(actor, Cause.NONE, effect, present));
        this.agenda = new Agenda(state, List.of());
    }

    /**
     * Rebuilds the world from its log; a new one is founded, all of it or nothing.
     *
     * @param sources of what happens by itself, besides what channels post
     * @param news told, once it is committed, of bots that have a new update or another webhook
     */
    static Core open(
            World world, Collection<? extends Agenda.Source> sources, EventLog log, Time time, Consumer<BotId> news) {
        Instant reached = log.reached().orElse(Instant.EPOCH);
        WorldClock clock = time.worldClock(reached);
        Optional<Instant> before = log.began();
        Instant began = before.orElseGet(clock::now);
        Core core = new Core(log, clock, new WorldState(world, began), time, reached, news);
        try {
            log.replay(core::evolve);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new EventLogException("the sandbox's event log can't be read: " + e.getMessage(), e);
        }
        if (before.isEmpty()) {
            core.found();
        }
        core.agenda = new Agenda(core.state, sources);
        return core;
    }

    /** People first, then the bots that are known by their ids. */
    private void found() {
        log.begin(present);
        state.world().founders().forEach(founder -> founder.arrival(state).forEach(deed -> record(deed, present)));
        for (World.ExpectedBot bot : state.world().bots()) {
            Long id = bot.id();
            if (id != null) {
                bot.arrival(id).forEach(deed -> record(deed, present));
            }
        }
        log.commit();
    }

    /** A bot's turn with everything that was due before done; afterwards the world waits for bots as it should. */
    <T> T atTheDesk(BiFunction<BotDesk, Instant, T> deed) {
        T answer = deed.apply(desk, worldTime());
        settle();
        return answer;
    }

    /** Tells those who wait that the bot's webhook is another one. */
    void webhookChanged(BotId bot) {
        afterCommit.add(() -> news.accept(bot));
    }

    private void settle() {
        clock.holdUntil(desk.busyUntil(clock.now()));
    }

    /** Complete when the request is answered, which for a pressed button is when its bot does. */
    CompletableFuture<Reply> handle(Request request) {
        Optional<RpcError> problem = request.problem();
        String method = request.call().method();
        if (problem.isPresent()) {
            return answered(problem.get().in(method));
        }
        Optional<String> clientId = request.call().clientId();
        String fingerprint = clientId.isPresent() ? Fingerprint.of(request.call()) : "";
        Optional<Answer> first = clientId.flatMap(id -> log.answer(request.account(), id));
        if (first.isPresent()) {
            return first.get().fingerprint().equals(fingerprint)
                    ? awaited.sameAs(first.get())
                            .orElseGet(() -> answered(first.get().reply()))
                    : answered(RpcError.CLIENT_ID_REUSED.in(method));
        }
        Instant worldTime = worldTime();
        Optional<Duration> wait = limits.take(request.account(), method, worldTime);
        if (wait.isPresent()) {
            return answered(RpcError.wait("FLOOD_WAIT_X", wait.get()));
        }
        Decision decision = Network.decide(state, request, worldTime);
        Cause cause = cause(request);
        decision.effects().forEach(effect -> record(new Actor.Person(request.account()), cause, effect, worldTime));
        return switch (decision.response()) {
            case Decision.Response.Given(Reply reply) -> {
                if (decision.isFinal(reply)) {
                    clientId.ifPresent(id -> log.remember(new Answer(request.account(), id, fingerprint, reply)));
                }
                yield answered(reply);
            }
            case Decision.Response.Awaited(String queryId) -> await(queryId, request, fingerprint);
        };
    }

    /** Until a bot answers, a repeat and a restart find what is answered when none does. */
    private CompletableFuture<Reply> await(String queryId, Request request, String fingerprint) {
        Reply.Failed timeout = RpcError.BOT_RESPONSE_TIMEOUT.in(request.call().method());
        Optional<Answer> answer =
                request.call().clientId().map(id -> new Answer(request.account(), id, fingerprint, timeout));
        answer.ifPresent(log::remember);
        return awaited.add(queryId, answer, timeout);
    }

    private static CompletableFuture<Reply> answered(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private static Cause cause(Request request) {
        Call call = request.call();
        return Cause.of(
                call.clientId().orElse(null),
                request.caller().run(),
                request.caller().persona());
    }

    long size() {
        return lastSeq;
    }

    List<Event> events(long afterSeq, int limit) {
        return log.events(afterSeq, limit);
    }

    /**
     * Now, with everything done that was due until then; from here on no restart of this world goes behind it once the
     * group is committed.
     */
    Instant worldTime() {
        Instant now = clock.now();
        if (now.isAfter(promised)) {
            promised = now.plus(clock.worldTimeOf(PROMISED_AHEAD));
            log.reach(promised);
        }
        while (agenda.next().filter(due -> !due.isAfter(now)).isPresent()) {
            Agenda.Due due = agenda.take();
            due.deeds(state).forEach(deed -> record(deed, due.at()));
        }
        present = now;
        return now;
    }

    /** Does what is due by itself. */
    void tick() {
        worldTime();
        awaited.expire(afterCommit);
        settle();
    }

    /** World time at which something happens by itself; empty when nothing ever does. */
    Optional<Instant> nextDue() {
        return agenda.next();
    }

    /** Real time until the bots that listen have done what they will do; zero when they have. */
    Duration busyFor() {
        Duration left = Duration.between(time.real().instant(), desk.busyUntil(clock.now()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    ReplyTimes.Summary replyTimes() {
        return replyTimes.summary();
    }

    /** Real time until {@link #tick} has something to do. */
    Duration idle() {
        Duration post = agenda.next().map(clock::realTimeUntil).orElse(Duration.ofDays(1));
        Duration timeout = awaited.nextTimeout();
        return post.compareTo(timeout) < 0 ? post : timeout;
    }

    void commit() {
        log.commit();
    }

    /** What may be told now that the group is committed. */
    List<Runnable> takeAfterCommit() {
        List<Runnable> all = List.copyOf(afterCommit);
        afterCommit.clear();
        return all;
    }

    /** Leaves the log with the exact world time. */
    void close() {
        log.reach(clock.now());
        log.commit();
    }

    private void record(Deed deed, Instant worldTime) {
        record(deed.actor(), deed.cause(), deed.effect(), worldTime);
    }

    private void record(Actor actor, Cause cause, Effect effect, Instant worldTime) {
        Event event = new Event(lastSeq + 1, worldTime, actor, cause, effect);
        log.append(event);
        replyTimes.observe(event);
        evolve(event).forEach(bot -> {
            attention.sent(bot);
            afterCommit.add(() -> news.accept(new BotId(bot)));
        });
        if (effect instanceof Effect.ButtonAnswered pressed) {
            awaited.answer(pressed, log::remember, afterCommit);
        }
    }

    private Set<Long> evolve(Event event) {
        lastSeq = event.seq();
        return mailboxes.evolve(event);
    }
}
