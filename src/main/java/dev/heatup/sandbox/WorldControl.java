package dev.heatup.sandbox;

import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.world.AccountStanding;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the operator sees of it and does to it, past the network's own rules. Thread-safe; answers once what was
 * done is durable.
 */
public final class WorldControl {

    /** Read at a time, so that others get their turns. */
    private static final int PAGE = 1000;

    /** Events that were asked for. */
    public record Found(List<Event> events, long next, End end) {
        public Found {
            events = List.copyOf(events);
        }
    }

    /**
     * A part of the log, without what a restore undid.
     *
     * @param next after which to read on; where it began, at the log's end
     */
    public record Lived(List<Event> events, long next) {
        public Lived {
            events = List.copyOf(events);
        }
    }

    /** Why a search is over. */
    public enum End {
        /** Some were found. */
        MATCH,
        /** There is none, no bot has anything left to do, and nothing happens any more. */
        QUIET,
        /** There is none yet. */
        TIMEOUT
    }

    /**
     * A name that the world can be taken back to.
     *
     * @param at in world time
     */
    public record Snapshot(String name, Instant at, long seq) {}

    /** What became of a request for a snapshot. */
    public sealed interface Taken {
        record Done(Event event) implements Taken {}

        record NameIsTaken() implements Taken {}

        record TooMany(int most) implements Taken {}
    }

    private final WorldThread thread;

    WorldControl(WorldThread thread) {
        this.thread = thread;
    }

    /** @param looking quick, as the world waits for it; its result keeps nothing of what it saw */
    public <T> CompletableFuture<T> look(Function<WorldView, T> looking) {
        return thread.submit(worldLoop -> looking.apply(worldLoop.sight()));
    }

    /** Those in force. */
    public CompletableFuture<List<FaultSpec>> faults() {
        return thread.submit(worldLoop -> worldLoop.faults().specs());
    }

    /** In place of those in force; their chance begins anew. */
    public CompletableFuture<Event> setFaults(List<FaultSpec> faults) {
        return thread.submit(worldLoop -> worldLoop.operate(new Effect.FaultsSet(faults)));
    }

    /** Empty when there is no such account. */
    public CompletableFuture<Optional<Event>> setStanding(String account, AccountStanding accountStanding) {
        return thread.submit(worldLoop -> worldLoop
                .sight()
                .state()
                .account(account)
                .map(known -> worldLoop.operate(new Effect.StandingSet(account, accountStanding))));
    }

    /** In the order in which they were taken. */
    public CompletableFuture<List<Snapshot>> snapshots() {
        return thread.submit(worldLoop -> worldLoop.snapshots().all().stream()
                .map(snapshot -> new Snapshot(snapshot.name(), snapshot.at(), snapshot.seq()))
                .toList());
    }

    public CompletableFuture<Taken> takeSnapshot(String name) {
        return thread.submit(worldLoop -> {
            if (worldLoop.snapshots().find(name).isPresent()) {
                return new Taken.NameIsTaken();
            }
            return worldLoop.snapshots().all().size() >= Snapshots.MAX_SNAPSHOTS
                    ? new Taken.TooMany(Snapshots.MAX_SNAPSHOTS)
                    : new Taken.Done(worldLoop.takeSnapshot(name));
        });
    }

    /**
     * Takes the world back, its time, its people and its faults; what happened since stays in the log alone. What waited
     * for bots waits again, under new ids, and they keep their webhooks. Empty when there is no such snapshot.
     */
    public CompletableFuture<Optional<Event>> restore(String name) {
        return thread.submit(worldLoop -> worldLoop.restore(name));
    }

    /** Empty when there is no such snapshot. */
    public CompletableFuture<Optional<Event>> dropSnapshot(String name) {
        return thread.submit(worldLoop ->
                worldLoop.snapshots().find(name).map(known -> worldLoop.operate(new Effect.SnapshotDropped(name))));
    }

    /**
     * Events after {@code after} that the filter lets through, in order, at most {@code limit}; those that are there, or
     * the first that come.
     *
     * @param patience how long to wait while there are none, in real time
     */
    public CompletableFuture<Found> find(EventFilter filter, long after, int limit, Duration patience) {
        return scan(new Search(filter, limit, patience), List.of(), after);
    }

    /** What led to the present, in order, from at most {@code limit} events of the log. */
    public CompletableFuture<Lived> lived(long after, int limit) {
        return thread.submit(worldLoop -> {
            List<Event> read = worldLoop.events(after, limit);
            return new Lived(
                    read.stream().filter(worldLoop::isLived).toList(),
                    read.isEmpty() ? after : read.getLast().seq());
        });
    }

    private record Search(EventFilter filter, int limit, Duration patience) {}

    /** @param watch set where there is nothing, and somebody wants to wait */
    private record Page(
            List<Event> found,
            long next,
            boolean isLast,
            @Nullable CompletableFuture<EventWaiters.End> watch) {}

    private CompletableFuture<Found> scan(Search search, List<Event> before, long after) {
        return thread.submit(worldLoop -> page(worldLoop, search, before, after))
                .thenCompose(page -> {
                    if (page.watch() != null) {
                        return page.watch().thenCompose(end -> ended(search, page.next(), end));
                    }
                    return page.isLast()
                            ? CompletableFuture.completedFuture(new Found(
                                    page.found(), page.next(), page.found().isEmpty() ? End.TIMEOUT : End.MATCH))
                            : scan(search, page.found(), page.next());
                });
    }

    private static Page page(WorldLoop worldLoop, Search search, List<Event> before, long after) {
        int missing = search.limit() - before.size();
        List<Event> read =
                worldLoop.events(after, search.filter().conditions().isEmpty() ? Math.min(missing, PAGE) : PAGE);
        List<Event> found = new ArrayList<>(before);
        read.stream().filter(search.filter()::matches).limit(missing).forEach(found::add);
        boolean full = found.size() == search.limit();
        long next = full
                ? found.getLast().seq()
                : read.isEmpty() ? after : read.getLast().seq();
        boolean atEnd = next >= worldLoop.lastSeq();
        boolean waits = found.isEmpty() && atEnd && search.patience().isPositive();
        return new Page(found, next, full || atEnd, waits ? worldLoop.watch(search.filter(), search.patience()) : null);
    }

    private CompletableFuture<Found> ended(Search search, long after, EventWaiters.End end) {
        return switch (end) {
            case MATCH -> scan(new Search(search.filter(), search.limit(), Duration.ZERO), List.of(), after);
            case QUIET -> CompletableFuture.completedFuture(new Found(List.of(), after, End.QUIET));
            case TIMEOUT -> CompletableFuture.completedFuture(new Found(List.of(), after, End.TIMEOUT));
        };
    }
}
