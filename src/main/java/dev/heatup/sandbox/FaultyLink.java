package dev.heatup.sandbox;

import dev.heatup.sandbox.spec.FaultSpec.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The line between callers and the network, with what faults make of it. Delays are in real time. Confined to one thread. */
final class FaultyLink {

    private final InstantSource real;
    private final CallIsolation callIsolation;
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparing(Delayed::due).thenComparingLong(Delayed::number));
    private long number;

    /**
     * @param perform gives what tells its result, once that is stored
     * @param lose tells that it got nowhere
     */
    private record Delayed(Instant due, long number, Supplier<Runnable> perform, Runnable lose) {}

    /** How one sort of callers hears of failures. */
    record FaultMapping<R>(R noAnswer, Function<Failure.Answer, R> error) {}

    FaultyLink(InstantSource real, CallIsolation callIsolation) {
        this.real = real;
        this.callIsolation = callIsolation;
    }

    <R> CompletableFuture<R> carry(
            Optional<Failure> failure, FaultMapping<R> mapping, Supplier<CompletableFuture<R>> deed) {
        if (failure.isEmpty()) {
            return deed.get();
        }
        return switch (failure.get()) {
            case Failure.Answer answer ->
                CompletableFuture.completedFuture(mapping.error().apply(answer));
            case Failure.Drop() -> CompletableFuture.completedFuture(mapping.noAnswer());
            case Failure.LoseAnswer() -> deed.get().thenApply(lost -> mapping.noAnswer());
            case Failure.Delay(Duration by) -> later(by, mapping.noAnswer(), deed);
        };
    }

    private <R> CompletableFuture<R> later(Duration by, R noAnswer, Supplier<CompletableFuture<R>> deed) {
        CompletableFuture<CompletableFuture<R>> reply = new CompletableFuture<>();
        delayed.add(new Delayed(
                real.instant().plus(by),
                number++,
                () -> {
                    CompletableFuture<R> done = callIsolation.start(deed);
                    return () -> reply.complete(done);
                },
                () -> reply.complete(CompletableFuture.completedFuture(noAnswer))));
        return reply.thenCompose(Function.identity());
    }

    boolean isEmpty() {
        return delayed.isEmpty();
    }

    /** Real time until something is due; a day while nothing is delayed. */
    Duration next() {
        Delayed first = delayed.peek();
        Duration left = first == null ? Duration.ofDays(1) : Duration.between(real.instant(), first.due());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Performs what is due now, in order. */
    void performDue(List<Runnable> afterCommit) {
        Instant now = real.instant();
        for (Delayed first = delayed.peek(); first != null && !first.due().isAfter(now); first = delayed.peek()) {
            delayed.remove();
            afterCommit.add(first.perform().get());
        }
    }

    /** All that is still on its way gets nowhere. */
    void cut(List<Runnable> afterCommit) {
        delayed.forEach(call -> afterCommit.add(call.lose()));
        delayed.clear();
    }
}
