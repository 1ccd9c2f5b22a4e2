package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Those who wait for an event, or for a quiet world. In real time. Confined to one thread. */
final class EventWaiters {

    /** Why waiting is over. */
    enum End {
        MATCH,
        /** No bot has anything left to do, and nothing happens any more. */
        QUIET,
        TIMEOUT
    }

    private final InstantSource real;
    private final Duration grace;
    private final CallIsolation callIsolation;
    private final List<Watcher> watchers = new ArrayList<>();
    private Instant lastEvent = Instant.MIN;

    private record Watcher(EventFilter filter, Instant since, Instant until, CompletableFuture<End> end) {}

    /** @param grace how long nothing must happen in a quiet world */
    EventWaiters(InstantSource real, Duration grace, CallIsolation callIsolation) {
        this.real = real;
        this.grace = grace;
        this.callIsolation = callIsolation;
    }

    CompletableFuture<End> add(EventFilter filter, Duration patience) {
        Instant now = real.instant();
        CompletableFuture<End> end = new CompletableFuture<>();
        watchers.add(new Watcher(filter, now, now.plus(patience), end));
        return end;
    }

    void happened(Event event, List<Runnable> afterCommit) {
        lastEvent = real.instant();
        watchers.removeIf(watcher -> {
            try {
                return callIsolation.run(() -> watcher.filter().matches(event))
                        && tell(watcher, End.MATCH, afterCommit);
            } catch (CallFailedException e) {
                return afterCommit.add(() -> watcher.end().completeExceptionally(e));
            }
        });
    }

    /** @param busyUntil when bots are done, in real time */
    void look(Instant busyUntil, List<Runnable> afterCommit) {
        Instant now = real.instant();
        watchers.removeIf(watcher -> {
            if (!quietAt(watcher, busyUntil).isAfter(now)) {
                return tell(watcher, End.QUIET, afterCommit);
            }
            return !watcher.until().isAfter(now) && tell(watcher, End.TIMEOUT, afterCommit);
        });
    }

    /** Real time until {@link #look} finds something; a day while nobody waits. */
    Duration next(Instant busyUntil) {
        Instant now = real.instant();
        return watchers.stream()
                .map(watcher -> earlier(watcher.until(), quietAt(watcher, busyUntil)))
                .map(at -> at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO)
                .min(Duration::compareTo)
                .orElse(Duration.ofDays(1));
    }

    void giveUp(List<Runnable> afterCommit) {
        watchers.removeIf(watcher -> tell(watcher, End.TIMEOUT, afterCommit));
    }

    private Instant quietAt(Watcher watcher, Instant busyUntil) {
        Instant last = later(watcher.since(), lastEvent).plus(grace);
        return later(last, busyUntil);
    }

    private static boolean tell(Watcher watcher, End end, List<Runnable> afterCommit) {
        afterCommit.add(() -> watcher.end().complete(end));
        return true;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
