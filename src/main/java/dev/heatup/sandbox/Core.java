package dev.heatup.sandbox;

import dev.heatup.gateway.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The ordered heart of a sandbox: one request after the other is answered from memory and written to the log's open group.
 * Whoever drives it gives an answer away only after {@link #commit}. For one thread.
 */
final class Core {

    /** How far world time is promised ahead, so that not every look at the world has to be stored. */
    private static final Duration PROMISED_AHEAD = Duration.ofSeconds(1);

    private final Network network;
    private final EventLog log;
    private final WorldClock clock;
    private final WorldState state = new WorldState();
    private final Limits limits = new Limits();
    private long lastSeq;
    private Instant promised;

    private Core(World world, EventLog log, WorldClock clock, Instant promised) {
        this.network = new Network(world);
        this.log = log;
        this.clock = clock;
        this.promised = promised;
    }

    /** Rebuilds the world from its log. */
    static Core open(World world, EventLog log, InstantSource source, double speed) {
        Instant reached = log.reached().orElse(Instant.EPOCH);
        Core core = new Core(world, log, WorldClock.startingAt(reached, source, speed), reached);
        log.replay(core::evolve);
        return core;
    }

    Reply handle(Request request) {
        Optional<RpcError> problem = request.problem();
        if (problem.isPresent()) {
            return problem.get().in(request.call().method());
        }
        Optional<String> clientId = request.call().clientId();
        String fingerprint = clientId.isPresent() ? Fingerprint.of(request.call()) : "";
        Optional<Answer> first = clientId.flatMap(id -> log.answer(request.account(), id));
        if (first.isPresent()) {
            return first.get().fingerprint().equals(fingerprint)
                    ? first.get().reply()
                    : RpcError.CLIENT_ID_REUSED.in(request.call().method());
        }
        Instant worldTime = worldTime();
        Optional<Duration> wait = limits.take(request.account(), request.call().method(), worldTime);
        if (wait.isPresent()) {
            return RpcError.floodWait(wait.get());
        }
        Decision decision = network.decide(state, request, worldTime);
        record(request, decision, worldTime);
        if (clientId.isPresent() && decision.isFinal()) {
            log.remember(new Answer(request.account(), clientId.get(), fingerprint, decision.reply()));
        }
        return decision.reply();
    }

    List<Event> events(long afterSeq, int limit) {
        return log.events(afterSeq, limit);
    }

    /** Now, which from here on no restart of this world goes behind once the group is committed. */
    Instant worldTime() {
        Instant now = clock.now();
        if (now.isAfter(promised)) {
            promised = now.plus(clock.worldTimeOf(PROMISED_AHEAD));
            log.reach(promised);
        }
        return now;
    }

    void commit() {
        log.commit();
    }

    /** Leaves the log with the exact world time. */
    void close() {
        log.reach(clock.now());
        log.commit();
    }

    private void record(Request request, Decision decision, Instant worldTime) {
        Cause cause = Cause.of(request.caller(), request.call());
        for (Effect effect : decision.effects()) {
            Event event = new Event(lastSeq + 1, worldTime, request.account(), cause, effect);
            log.append(event);
            evolve(event);
        }
    }

    private void evolve(Event event) {
        state.evolve(event);
        lastSeq = event.seq();
    }
}
