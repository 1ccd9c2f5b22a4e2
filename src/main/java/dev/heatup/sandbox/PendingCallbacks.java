package dev.heatup.sandbox;

import dev.heatup.sandbox.user.AccountRules;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** People who pressed a button and wait for its bot. Bots are waited for in real time. Confined to one thread. */
final class PendingCallbacks {

    /** Below the 10 s that callers give a call, so that they hear of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final InstantSource real;
    private final Map<String, Person> byQuery = new LinkedHashMap<>();
    private final Map<IdempotentReply, CompletableFuture<Reply>> byAnswer = new HashMap<>();

    private record Person(
            Optional<IdempotentReply> answer, Reply timeout, Instant until, CompletableFuture<Reply> reply) {}

    PendingCallbacks(InstantSource real) {
        this.real = real;
    }

    /** @param answer what a repeat gets meanwhile; empty when there can be none */
    CompletableFuture<Reply> add(String queryId, Optional<IdempotentReply> answer, Reply timeout) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        byQuery.put(queryId, new Person(answer, timeout, real.instant().plus(PATIENCE), reply));
        answer.ifPresent(known -> byAnswer.put(known, reply));
        return reply;
    }

    /** The reply that is still awaited, when this is the answer to a request that waits. */
    Optional<CompletableFuture<Reply>> sameAs(IdempotentReply idempotentReply) {
        return Optional.ofNullable(byAnswer.get(idempotentReply));
    }

    void answer(Effect.ButtonAnswered answered, Consumer<IdempotentReply> remember, List<Runnable> afterCommit) {
        Person person = byQuery.remove(answered.queryId());
        if (person == null) {
            return;
        }
        Reply reply = new Reply.Done(AccountRules.callbackAnswer(answered));
        person.answer().ifPresent(known -> {
            byAnswer.remove(known);
            remember.accept(known.with(reply));
        });
        afterCommit.add(() -> person.reply().complete(reply));
    }

    boolean isEmpty() {
        return byQuery.isEmpty();
    }

    /** Nobody waits any longer, since the world is another one. */
    void giveUp(List<Runnable> afterCommit) {
        byQuery.values().forEach(person -> afterCommit.add(() -> person.reply().complete(person.timeout())));
        byQuery.clear();
        byAnswer.clear();
    }

    /** @param isInVain whether nobody will answer the query, whatever time is left */
    void expire(Predicate<String> isInVain, List<Runnable> afterCommit) {
        Instant now = real.instant();
        byQuery.entrySet().removeIf(query -> {
            Person person = query.getValue();
            boolean late = !person.until().isAfter(now) || isInVain.test(query.getKey());
            if (late) {
                person.answer().ifPresent(byAnswer::remove);
                afterCommit.add(() -> person.reply().complete(person.timeout()));
            }
            return late;
        });
    }

    /** A day while nobody waits. */
    Duration nextTimeout() {
        return byQuery.values().stream()
                .findFirst()
                .map(person -> Duration.between(real.instant(), person.until()))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .orElse(Duration.ofDays(1));
    }
}
