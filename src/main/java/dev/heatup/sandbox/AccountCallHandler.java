package dev.heatup.sandbox;

import dev.heatup.sandbox.user.AccountRequest;
import dev.heatup.sandbox.user.AccountRules;
import dev.heatup.sandbox.user.CallDecision;
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

/** Where people are served, each in turn and each call once. Confined to one thread. */
final class AccountCallHandler {

    private final WorldState state;
    private final Timeline timeline;
    private final EventLog log;
    private final PendingCallbacks pendingCallbacks;
    private final AccountLimits accountLimits = new AccountLimits();
    private final Recorder recorder;

    /** Puts events into the world and its log. */
    interface Recorder {
        Event record(Actor actor, Cause cause, Effect effect, Instant worldTime);
    }

    /** @param timeline where answers are from that still hold */
    AccountCallHandler(
            WorldState state, Timeline timeline, EventLog log, PendingCallbacks pendingCallbacks, Recorder recorder) {
        this.state = state;
        this.timeline = timeline;
        this.log = log;
        this.pendingCallbacks = pendingCallbacks;
        this.recorder = recorder;
    }

    /**
     * Complete when the request is answered, which for a pressed button is when its bot does.
     *
     * @param nextSeq of the event that comes next
     */
    CompletableFuture<CallResult> serve(AccountRequest accountRequest, Instant worldTime, long nextSeq) {
        String method = accountRequest.call().method();
        Optional<String> clientId = accountRequest.call().clientId();
        String fingerprint = clientId.isPresent() ? CallFingerprint.of(accountRequest.call()) : "";
        Optional<IdempotentReply> first = clientId.flatMap(id -> first(accountRequest.account(), id));
        if (first.isPresent()) {
            return first.get().fingerprint().equals(fingerprint)
                    ? repeat(first.get())
                    : answered(RpcError.CLIENT_ID_REUSED.in(method));
        }
        Optional<Duration> wait = accountLimits.take(accountRequest.account(), method, worldTime);
        if (wait.isPresent()) {
            return answered(RpcError.wait("FLOOD_WAIT_X", wait.get()));
        }
        CallDecision callDecision = AccountRules.decide(state, accountRequest, worldTime);
        Cause cause = cause(accountRequest);
        Actor person = new Actor.Person(accountRequest.account());
        return BrokenWorldException.guard(() -> "answering " + method, () -> {
            List<Event> events = callDecision.effects().stream()
                    .map(effect -> recorder.record(person, cause, effect, worldTime))
                    .toList();
            return switch (callDecision.response()) {
                case CallDecision.Response.Given(Reply reply) -> {
                    if (callDecision.isFinal(reply)) {
                        clientId.ifPresent(id -> log.remember(
                                new IdempotentReply(accountRequest.account(), id, fingerprint, reply, nextSeq)));
                    }
                    yield CompletableFuture.completedFuture(new CallResult(reply, events));
                }
                case CallDecision.Response.Awaited(String queryId) ->
                    await(queryId, accountRequest, fingerprint, nextSeq)
                            .thenApply(reply -> new CallResult(reply, events));
            };
        });
    }

    private Optional<IdempotentReply> first(String account, String clientId) {
        return log.answers(account, clientId).stream()
                .filter(idempotentReply -> timeline.contains(idempotentReply.seq()))
                .findFirst();
    }

    private CompletableFuture<CallResult> repeat(IdempotentReply first) {
        return pendingCallbacks
                .sameAs(first)
                .map(reply -> reply.thenApply(CallResult::of))
                .orElseGet(() -> answered(first.reply()));
    }

    /** Until a bot answers, a repeat and a restart find what is answered when none does. */
    private CompletableFuture<Reply> await(
            String queryId, AccountRequest accountRequest, String fingerprint, long nextSeq) {
        Reply.Failed timeout =
                RpcError.BOT_RESPONSE_TIMEOUT.in(accountRequest.call().method());
        Optional<IdempotentReply> answer = accountRequest
                .call()
                .clientId()
                .map(id -> new IdempotentReply(accountRequest.account(), id, fingerprint, timeout, nextSeq));
        answer.ifPresent(log::remember);
        return pendingCallbacks.add(queryId, answer, timeout);
    }

    private static CompletableFuture<CallResult> answered(Reply reply) {
        return CompletableFuture.completedFuture(CallResult.of(reply));
    }

    private static Cause cause(AccountRequest accountRequest) {
        return Cause.of(
                accountRequest.call().clientId().orElse(null),
                accountRequest.caller().run(),
                accountRequest.caller().persona());
    }
}
