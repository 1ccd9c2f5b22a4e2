package dev.heatup.sandbox;

import dev.heatup.sandbox.user.Decision;
import dev.heatup.sandbox.user.Network;
import dev.heatup.sandbox.user.Request;
import dev.heatup.sandbox.user.RpcError;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where people are served, each in turn and each call once. For one thread. */
final class PeopleDesk {

    private final WorldState state;
    private final Lineage lineage;
    private final EventLog log;
    private final Awaited awaited;
    private final Limits limits = new Limits();
    private final Recorder recorder;

    /** Puts events into the world and its log. */
    interface Recorder {
        Event record(Actor actor, Cause cause, Effect effect, Instant worldTime);
    }

    /** @param lineage where answers are from that still hold */
    PeopleDesk(WorldState state, Lineage lineage, EventLog log, Awaited awaited, Recorder recorder) {
        this.state = state;
        this.lineage = lineage;
        this.log = log;
        this.awaited = awaited;
        this.recorder = recorder;
    }

    /**
     * Complete when the request is answered, which for a pressed button is when its bot does.
     *
     * @param nextSeq of the event that comes next
     */
    CompletableFuture<Acted> serve(Request request, Instant worldTime, long nextSeq) {
        String method = request.call().method();
        Optional<String> clientId = request.call().clientId();
        String fingerprint = clientId.isPresent() ? Fingerprint.of(request.call()) : "";
        Optional<Answer> first = clientId.flatMap(id -> first(request.account(), id));
        if (first.isPresent()) {
            return first.get().fingerprint().equals(fingerprint)
                    ? repeat(first.get())
                    : answered(RpcError.CLIENT_ID_REUSED.in(method));
        }
        Optional<Duration> wait = limits.take(request.account(), method, worldTime);
        if (wait.isPresent()) {
            return answered(RpcError.wait("FLOOD_WAIT_X", wait.get()));
        }
        Decision decision = Network.decide(state, request, worldTime);
        Cause cause = cause(request);
        Actor person = new Actor.Person(request.account());
        return BrokenWorldException.guard(() -> "answering " + method, () -> {
            List<Event> events = decision.effects().stream()
                    .map(effect -> recorder.record(person, cause, effect, worldTime))
                    .toList();
            return switch (decision.response()) {
                case Decision.Response.Given(Reply reply) -> {
                    if (decision.isFinal(reply)) {
                        clientId.ifPresent(
                                id -> log.remember(new Answer(request.account(), id, fingerprint, reply, nextSeq)));
                    }
                    yield CompletableFuture.completedFuture(new Acted(reply, events));
                }
                case Decision.Response.Awaited(String queryId) ->
                    await(queryId, request, fingerprint, nextSeq).thenApply(reply -> new Acted(reply, events));
            };
        });
    }

    private Optional<Answer> first(String account, String clientId) {
        return log.answers(account, clientId).stream()
                .filter(answer -> lineage.contains(answer.seq()))
                .findFirst();
    }

    private CompletableFuture<Acted> repeat(Answer first) {
        return awaited.sameAs(first).map(reply -> reply.thenApply(Acted::of)).orElseGet(() -> answered(first.reply()));
    }

    /** Until a bot answers, a repeat and a restart find what is answered when none does. */
    private CompletableFuture<Reply> await(String queryId, Request request, String fingerprint, long nextSeq) {
        Reply.Failed timeout = RpcError.BOT_RESPONSE_TIMEOUT.in(request.call().method());
        Optional<Answer> answer =
                request.call().clientId().map(id -> new Answer(request.account(), id, fingerprint, timeout, nextSeq));
        answer.ifPresent(log::remember);
        return awaited.add(queryId, answer, timeout);
    }

    private static CompletableFuture<Acted> answered(Reply reply) {
        return CompletableFuture.completedFuture(Acted.of(reply));
    }

    private static Cause cause(Request request) {
        return Cause.of(
                request.call().clientId().orElse(null),
                request.caller().run(),
                request.caller().persona());
    }
}
