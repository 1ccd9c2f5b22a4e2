package dev.heatup.sandbox;

import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns a world and its log: it takes what waits, answers it in order, commits the group in one
 * transaction and only then gives the answers away, those of reads too, so that nobody sees what a crash could take back.
 * When a change of the world or a commit fails, it stops for good, and the open group is rolled back.
 *
 * <p>Thread-safe. The owner is a platform thread, because the log's calls are native and would hold a carrier.
 */
final class WorldThread {

    private static final Logger LOG = LoggerFactory.getLogger(WorldThread.class);

    private static final int MAX_WAITING = 4096;
    private static final int MAX_GROUP = 512;

    private final BlockingQueue<Work<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Function<WorldLog, WorldLoop> opening;
    private final Consumer<WorldState> committed;
    private final Thread owner;
    private volatile World world;
    private volatile @Nullable Replacement replacement;
    private volatile @Nullable String stopped;
    private volatile boolean closing;

    private record Replacement(Supplier<WorldLog> open, Supplier<WorldLog> reopen, CompletableFuture<Boolean> done) {}

    /**
     * Opens the world of {@code first} in the caller's thread.
     *
     * @param opening makes the world of a log
     * @param committed told how the world is when it was opened, and after each commit before anybody has an answer
     */
    WorldThread(WorldLog first, Function<WorldLog, WorldLoop> opening, Consumer<WorldState> committed) {
        this.opening = opening;
        this.committed = committed;
        this.world = first.world();
        WorldLoop worldLoop = core(first);
        this.owner = Thread.ofPlatform().name("sandbox").unstarted(() -> own(worldLoop, first.log()));
    }

    private WorldLoop core(WorldLog opened) {
        WorldLoop worldLoop = opening.apply(opened);
        committed.accept(worldLoop.state());
        return worldLoop;
    }

    void start() {
        owner.start();
    }

    World world() {
        return world;
    }

    /** Why it stopped; for people. Empty while it runs. */
    Optional<String> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** Answers what waits, then stops and releases the log. Idempotent. */
    void close() {
        closing = true;
        CompletableFuture<Boolean> wakeUp = submit(worldLoop -> true);
        wakeUp.exceptionally(refused -> false).join();
        try {
            owner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Goes on with another world.
     *
     * @param open called once the earlier log is closed
     * @param reopen gives the earlier world again, after {@code open} failed
     * @return complete when the other world is there; exceptionally when it is not, and the earlier one goes on
     */
    CompletableFuture<Boolean> replace(Supplier<WorldLog> open, Supplier<WorldLog> reopen) {
        Replacement wanted = new Replacement(open, reopen, new CompletableFuture<>());
        return submit(worldLoop -> {
                    replacement = wanted;
                    return true;
                })
                .thenCompose(taken -> wanted.done());
    }

    /** For deeds that are done before their answer is there. */
    <T> CompletableFuture<T> later(Function<WorldLoop, CompletableFuture<T>> deed) {
        return submit(worldLoop -> new Later<>(deed.apply(worldLoop))).thenCompose(Later::reply);
    }

    <T> CompletableFuture<T> submit(Function<WorldLoop, T> deed) {
        Work<T> work = new Work<>(deed);
        String before = stopped;
        if (before != null) {
            work.refuse(SandboxStoppedException.notTaken(before));
            return work.answer;
        }
        boolean taken = waiting.offer(work);
        String after = stopped;
        if (!taken) {
            work.refuse(SandboxStoppedException.notTaken("more than " + MAX_WAITING + " requests wait"));
        } else if (after != null && waiting.remove(work)) {
            // It came after the owner had looked for the last time.
            work.refuse(SandboxStoppedException.notTaken(after));
        }
        return work.answer;
    }

    private void own(WorldLoop first, EventLog firstLog) {
        List<Work<?>> group = new ArrayList<>();
        String end = "an error in the sandbox; see the service's log";
        WorldLoop worldLoop = first;
        EventLog log = firstLog;
        try {
            while (!closing || !waiting.isEmpty()) {
                serve(worldLoop, group);
                Replacement wanted = replacement;
                if (wanted != null) {
                    leave(worldLoop, log);
                    WorldLog next = next(wanted);
                    log = next.log();
                    worldLoop = core(next);
                    world = next.world();
                    replacement = null;
                    wanted.done().complete(true);
                }
            }
            leave(worldLoop, log);
            end = "closed";
        } catch (EventLogException | BrokenWorldException e) {
            end = e.getMessage() == null ? end : e.getMessage();
            LOG.error("The sandbox is closed: {}", end, e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The sandbox is closed: {}", end, e);
        } catch (InterruptedException e) {
            end = "interrupted";
        } finally {
            stop(released(log, end), group);
        }
    }

    /** Whoever waits for an answer is told that there will be none, whatever becomes of the log. */
    private static String released(EventLog log, String end) {
        try {
            log.close();
            return end;
        } catch (EventLogException e) {
            return end + "; the log did not close: " + e.getMessage();
        }
    }

    private void serve(WorldLoop worldLoop, List<Work<?>> group) throws InterruptedException {
        Work<?> first = waiting.poll(worldLoop.idle().toMillis() + 1, TimeUnit.MILLISECONDS);
        if (first != null) {
            group.add(first);
            waiting.drainTo(group, MAX_GROUP - 1);
        }
        group.forEach(work -> work.perform(worldLoop));
        worldLoop.tick();
        worldLoop.commit();
        committed.accept(worldLoop.state());
        group.forEach(Work::complete);
        worldLoop.tellAfterCommit();
        group.clear();
    }

    private static void leave(WorldLoop worldLoop, EventLog log) {
        worldLoop.close();
        worldLoop.tellAfterCommit();
        log.close();
    }

    private static WorldLog next(Replacement wanted) {
        try {
            return wanted.open().get();
        } catch (EventLogException e) {
            WorldLog again = wanted.reopen().get();
            wanted.done().completeExceptionally(e);
            return again;
        }
    }

    private void stop(String reason, List<Work<?>> unfinished) {
        stopped = reason;
        Replacement unmade = replacement;
        if (unmade != null) {
            unmade.done().completeExceptionally(SandboxStoppedException.notTaken(reason));
        }
        unfinished.forEach(work -> work.refuse(SandboxStoppedException.perhapsDone(reason)));
        List<Work<?>> rest = new ArrayList<>();
        waiting.drainTo(rest);
        rest.forEach(work -> work.refuse(SandboxStoppedException.notTaken(reason)));
    }

    /** A reply that may come after the deed it belongs to. */
    private record Later<T>(CompletableFuture<T> reply) {}

    /** A deed, its answer, and the promise that gives it away. */
    private static final class Work<T> {

        private final Function<WorldLoop, T> deed;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable CallFailedException failure;

        Work(Function<WorldLoop, T> deed) {
            this.deed = deed;
        }

        void perform(WorldLoop worldLoop) {
            try {
                result = worldLoop.isolation().run(() -> deed.apply(worldLoop));
            } catch (CallFailedException e) {
                failure = e;
            }
        }

        void complete() {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }

        void refuse(SandboxStoppedException reason) {
            answer.completeExceptionally(reason);
        }
    }
}
