package dev.heatup.sandbox;

import dev.heatup.sandbox.Snapshots.Moment;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.bots.BotDates;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.spec.FaultSpec.Failure;
import dev.heatup.sandbox.user.AccountRequest;
import dev.heatup.sandbox.user.RpcError;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.CausedEffect;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The loop of a sandbox: does what is due in the world, answers one request after the other from memory and
 * writes what happened to the log's open group. Whoever drives it gives an answer away only after {@link #commit}. Confined to one thread.
 */
final class WorldLoop {

    /** How far world time is promised ahead, so that not every look at the world has to be stored. */
    private static final Duration PROMISED_AHEAD = Duration.ofSeconds(1);

    private static final String FAULTS = "faults";

    /** What happens by itself is made up for so far back, when the world is opened; as far back as updates wait for bots. */
    private static final Duration CAUGHT_UP = Duration.ofDays(1);

    private static final FaultyLink.FaultMapping<CallResult> PERSON = new FaultyLink.FaultMapping<>(
            CallResult.of(FaultInjector.NO_ANSWER), answer -> CallResult.of(FaultInjector.toPerson(answer)));

    private final EventLog log;
    private final WorldClock clock;
    private final CallIsolation callIsolation;
    private final FaultyLink faultyLink;
    private final PendingCallbacks pendingCallbacks;
    private final WorldHistory history;
    private final BotDeliveryState deliveries;
    private final BotPresence botPresence;
    private final BotDates dates;
    private final EventWaiters eventWaiters;
    private final Checkpoint checkpoint;
    private final Consumer<BotId> news;
    private final SandboxTime sandboxTime;
    private final ReplyTimes replyTimes;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Agenda.Source> sources;
    private FaultInjector faultInjector;
    private AccountCallHandler people;
    private BotCallHandler handler;
    private Agenda agenda;
    private Instant present;
    private Instant promised;

    /** @param news told, once it is committed, of bots that have a new update or another webhook */
    WorldLoop(
            WorldLog opened,
            WorldClock clock,
            WorldHistory history,
            BotDeliveryState deliveries,
            Checkpoint checkpoint,
            SandboxTime sandboxTime,
            Consumer<BotId> news) {
        this.log = opened.log();
        this.clock = clock;
        this.history = history;
        this.checkpoint = checkpoint;
        this.callIsolation =
                new CallIsolation(sandboxTime.real(), opened.world().seed());
        this.faultyLink = new FaultyLink(sandboxTime.real(), callIsolation);
        this.pendingCallbacks = new PendingCallbacks(sandboxTime.real());
        this.present = state().began();
        this.news = news;
        this.sandboxTime = sandboxTime;
        this.replyTimes = new ReplyTimes(sandboxTime.real());
        this.deliveries = deliveries;
        this.botPresence = new BotPresence(sandboxTime.real(), sandboxTime.patience());
        this.dates = new BotDates(sandboxTime.real());
        this.eventWaiters =
                new EventWaiters(sandboxTime.real(), sandboxTime.patience().grace(), callIsolation);
        this.faultInjector = faults(history.moment());
        this.people = accountHandler(history.moment());
        this.handler = botHandler(history.moment());
        this.sources = List.copyOf(opened.sources());
        this.agenda = new Agenda(state(), List.of());
        this.promised = Instant.EPOCH;
    }

    private FaultInjector faults(Moment of) {
        return new FaultInjector(of.state().world().seed(), of.faults());
    }

    private AccountCallHandler accountHandler(Moment of) {
        return new AccountCallHandler(of.state(), of.lineage(), log, pendingCallbacks, this::record);
    }

    private BotCallHandler botHandler(Moment of) {
        return new BotCallHandler(
                of.state(),
                history.mailboxes(),
                deliveries,
                botPresence,
                callIsolation,
                dates,
                (actor, effect) -> record(actor, Cause.NONE, effect, present));
    }

    /**
     * Begins the life of a world that is as its log says.
     *
     * @param reached the world time that was promised before
     */
    void begin(Instant reached, boolean isNew) {
        promised = reached;
        if (isNew) {
            found();
        }
        Optional.ofNullable(log.notes(FAULTS).get(FAULTS)).ifPresent(faultInjector::resume);
        agenda = new Agenda(state(), sources);
        sleep(reached);
        dates.align(clock.now());
    }

    /** What was due long ago, while nobody ran the world, is left out. */
    private void sleep(Instant since) {
        Instant until = clock.now().minus(CAUGHT_UP);
        if (until.isAfter(since)
                && agenda.next().filter(due -> due.isBefore(until)).isPresent()) {
            record(new Actor.Network(), Cause.NONE, new Effect.Slept(since), until);
            log.commit();
            agenda = new Agenda(state(), sources);
        }
    }

    /** All that is in a new world; this one must not go on. */
    WorldLog.Start founded() {
        return new WorldLog.Start(
                history.lastSeq(), history.moment(), history.mailboxes().saved());
    }

    /** All that is, for as long as it stays so. */
    Checkpoint.Content content() {
        return history.content();
    }

    /** People first, then the bots that are known by their ids. */
    private void found() {
        log.begin(present);
        WorldState state = state();
        state.world()
                .founders()
                .forEach(foundingMember ->
                        foundingMember.arrival(state).forEach(causedEffect -> record(causedEffect, present)));
        for (World.ExpectedBot bot : state.world().bots()) {
            Long id = bot.id();
            if (id != null) {
                bot.arrival(id).forEach(causedEffect -> record(causedEffect, present));
            }
        }
        log.commit();
    }

    /** A bot's turn with everything that was due before done; afterwards the world waits for bots as it should. */
    <T> T serveBot(BiFunction<BotCallHandler, Instant, T> deed) {
        T answer = deed.apply(handler, worldTime());
        Duration wait = handler.takeWait();
        if (wait.isPositive()) {
            clock.advance(wait);
            worldTime();
        }
        settle();
        return answer;
    }

    /** Tells those who wait that the bot's webhook is another one. */
    void webhookChanged(BotId bot) {
        afterCommit(() -> news.accept(bot));
    }

    /** @param deed that waits until what happened is durable */
    void afterCommit(Runnable deed) {
        afterCommit.add(deed);
    }

    private void settle() {
        clock.holdUntil(handler.busyUntil(clock.now()));
    }

    /** A person's call, with what a fault makes of it. */
    CompletableFuture<CallResult> handle(AccountRequest accountRequest) {
        String method = accountRequest.call().method();
        Optional<RpcError> problem = accountRequest.problem();
        return problem.isPresent()
                ? CompletableFuture.completedFuture(CallResult.of(problem.get().in(method)))
                : faultyLink.carry(
                        fault(method, accountRequest.account()),
                        PERSON,
                        () -> people.serve(accountRequest, worldTime(), lastSeq() + 1));
    }

    /** A bot's call, with what a fault makes of it. */
    <R> CompletableFuture<R> botCalls(
            BotToken token,
            Called called,
            FaultyLink.FaultMapping<R> mapping,
            BiFunction<BotCallHandler, Instant, R> deed) {
        BotAccount bot = serveBot((handler, now) -> {
            handler.calls(token.id().value(), called.name());
            return handler.known(token.id().value());
        });
        Optional<Failure> failure = fault(called.method(), bot.username());
        if (failure.isPresent() && failure.get() instanceof Failure.Answer answer) {
            serveBot((handler, now) -> {
                handler.toldToWait(bot.id(), called.name(), FaultInjector.toBot(answer));
                return bot;
            });
        }
        return faultyLink.carry(failure, mapping, () -> CompletableFuture.completedFuture(serveBot(deed)));
    }

    /** @param name what tells it from the bot's other calls, see {@link BotRetries#nameOf} */
    record Called(String method, String name) {}

    /** An attempt to bring a bot its update, with what a fault makes of it. */
    <R> CompletableFuture<R> delivers(
            BotId bot, FaultyLink.FaultMapping<R> mapping, Supplier<CompletableFuture<R>> post) {
        BotAccount known = serveBot((handler, now) -> handler.known(bot.value()));
        return faultyLink.carry(fault(FaultSpec.WEBHOOK, known.username()), mapping, post);
    }

    private Optional<Failure> fault(String method, String account) {
        return faultInjector.strike(method, account, Duration.between(state().began(), worldTime()));
    }

    /** The operator does something to it. */
    Event operate(Effect effect) {
        return record(new Actor.Operator(), Cause.NONE, effect, worldTime());
    }

    Event takeSnapshot(String name) {
        return BrokenWorldException.guard(() -> "taking a snapshot", () -> {
            Event taken = operate(new Effect.SnapshotTaken(name));
            deliveries.snapshotTaken(taken.seq());
            return taken;
        });
    }

    /** Takes the world and its time back; empty when there is no such snapshot. */
    Optional<Event> restore(String name) {
        return snapshots()
                .find(name)
                .map(snapshot -> BrokenWorldException.guard(() -> "restoring a snapshot", () -> restore(snapshot)));
    }

    private Event restore(Snapshots.Snapshot snapshot) {
        faultyLink.cut(afterCommit);
        pendingCallbacks.giveUp(afterCommit);
        botPresence.forget();
        clock.restart(snapshot.at());
        dates.align(snapshot.at());
        present = snapshot.at();
        promised = snapshot.at();
        log.reach(promised);
        Event restored = record(new Actor.Operator(), Cause.NONE, new Effect.Restored(snapshot.name()), present);
        agenda = new Agenda(state(), sources);
        handler.welcomeBack();
        state().bots().forEach(bot -> afterCommit.add(() -> news.accept(new BotId(bot.id()))));
        settle();
        return restored;
    }

    CallIsolation isolation() {
        return callIsolation;
    }

    Snapshots snapshots() {
        return history.snapshots();
    }

    FaultInjector faults() {
        return faultInjector;
    }

    /** As the last event left it. */
    WorldState state() {
        return history.moment().state();
    }

    /** The world as it is now. */
    WorldView sight() {
        return new WorldView(state(), history.moment().labels(), worldTime());
    }

    /** Waits for an event that is not there yet. */
    CompletableFuture<EventWaiters.End> watch(EventFilter filter, Duration patience) {
        return eventWaiters.add(filter, patience);
    }

    long lastSeq() {
        return history.lastSeq();
    }

    /** Whether it led to the present; a restore undid the others. */
    boolean isLived(Event event) {
        return history.moment().lineage().contains(event.seq());
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
        return BrokenWorldException.guard(() -> "what was due by itself", () -> {
            while (agenda.next().filter(due -> !due.isAfter(now)).isPresent()) {
                Agenda.Due due = agenda.take();
                due.effects(state()).forEach(causedEffect -> record(causedEffect, due.at()));
            }
            present = now;
            return now;
        });
    }

    /** Does what is due by itself. */
    void tick() {
        worldTime();
        faultyLink.performDue(afterCommit);
        pendingCallbacks.expire(this::isInVain, afterCommit);
        settle();
        eventWaiters.look(busyUntil(), afterCommit);
        checkpoint.look(history.lastSeq(), history::copy, afterCommit);
    }

    /** In a simulation, real time is for bots that listen alone. */
    private boolean isInVain(String queryId) {
        return !sandboxTime.isReal()
                && state().press(queryId)
                        .filter(press -> handler.listens(press.bot()))
                        .isEmpty();
    }

    /** While somebody's call is on its way or waits for a bot, the world is not quiet. */
    private Instant busyUntil() {
        return faultyLink.isEmpty() && pendingCallbacks.isEmpty() ? handler.busyUntil(clock.now()) : Instant.MAX;
    }

    Pulse pulse() {
        worldTime();
        return new Pulse(lastSeq(), agenda.next(), busyFor());
    }

    private Duration busyFor() {
        Duration left = Duration.between(sandboxTime.real().instant(), handler.busyUntil(clock.now()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    ReplyTimes.Summary replyTimes() {
        return replyTimes.summary();
    }

    /** Real time until {@link #tick} has something to do. */
    Duration idle() {
        Duration post = agenda.next().map(clock::realTimeUntil).orElse(Duration.ofDays(1));
        return Stream.of(post, pendingCallbacks.nextTimeout(), faultyLink.next(), eventWaiters.next(busyUntil()))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    void commit() {
        faultInjector.note().ifPresent(note -> log.note(FAULTS, note));
        log.commit();
    }

    /** Tells what may be told now that the group is committed. */
    void tellAfterCommit() {
        List<Runnable> all = List.copyOf(afterCommit);
        afterCommit.clear();
        all.forEach(CallIsolation::tell);
    }

    /** Leaves the log with the exact world time. */
    void close() {
        faultyLink.cut(afterCommit);
        pendingCallbacks.giveUp(afterCommit);
        eventWaiters.giveUp(afterCommit);
        log.reach(clock.now());
        log.commit();
        checkpoint.close(history.lastSeq(), history::content);
    }

    private void record(CausedEffect causedEffect, Instant worldTime) {
        record(causedEffect.actor(), causedEffect.cause(), causedEffect.effect(), worldTime);
    }

    private Event record(Actor actor, Cause cause, Effect effect, Instant worldTime) {
        Event event = new Event(lastSeq() + 1, worldTime, actor, cause, effect);
        return BrokenWorldException.guard(
                () -> "event " + event.seq() + " (" + effect.kind() + ")", () -> record(event));
    }

    private Event record(Event event) {
        log.append(event);
        replyTimes.observe(event);
        evolve(event).forEach(bot -> {
            botPresence.sent(bot);
            afterCommit.add(() -> news.accept(new BotId(bot)));
        });
        if (event.effect() instanceof Effect.ButtonAnswered pressed) {
            pendingCallbacks.answer(pressed, log::remember, afterCommit);
        }
        eventWaiters.happened(event, afterCommit);
        return event;
    }

    private Set<Long> evolve(Event event) {
        Set<Long> updated = history.evolve(event);
        if (event.effect() instanceof Effect.Control control) {
            obey(control);
        }
        return updated;
    }

    /** From here on the world's faults are others, or all of the world is another one. */
    private void obey(Effect.Control control) {
        Moment now = history.moment();
        switch (control) {
            case Effect.FaultsSet _ -> faultInjector = faults(now);
            case Effect.Restored _ -> {
                faultInjector = faults(now);
                people = accountHandler(now);
                handler = botHandler(now);
            }
            case Effect.SnapshotTaken _, Effect.SnapshotDropped _, Effect.Slept _ -> {}
        }
    }
}
