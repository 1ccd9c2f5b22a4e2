package dev.heatup.run;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets callers wait for what is recorded of a run: woken at once when this node records something, and by looking again
 * when another node does. Thread-safe.
 */
final class RunWaiters implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Map<RunId, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private volatile boolean over;

    RunWaiters(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on no change of the run is missed. */
    Watch watch(RunId id) {
        Watch watch = new Watch(id);
        watches.compute(id, (_, known) -> {
            Set<Watch> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(watch);
            return all;
        });
        return watch;
    }

    /** Something was recorded of the run. */
    void changed(RunId id) {
        watches.getOrDefault(id, Set.of()).forEach(Watch::wake);
    }

    /** How many wait now. */
    int size() {
        return watches.values().stream().mapToInt(Set::size).sum();
    }

    /** Nobody waits any more, now or later. */
    @Override
    public void close() {
        over = true;
        watches.values().forEach(all -> all.forEach(Watch::wake));
    }

    /** One caller's interest in a run. Confined to one thread. */
    final class Watch implements AutoCloseable {

        private final RunId id;
        private final Semaphore wakeUps = new Semaphore(0);

        private Watch(RunId id) {
            this.id = id;
        }

        /** Looks until {@code look} saw what it looks for: true; or for {@code patience} in vain: false. */
        boolean await(Duration patience, BooleanSupplier look) throws InterruptedException {
            long endNanos = nanoTime.getAsLong() + patience.toNanos();
            while (true) {
                wakeUps.drainPermits();
                if (look.getAsBoolean()) {
                    return true;
                }
                long left = endNanos - nanoTime.getAsLong();
                if (left <= 0 || over) {
                    return false;
                }
                wakeUps.tryAcquire(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
            }
        }

        /** Whether this node waits for nothing any more. */
        boolean isOver() {
            return over;
        }

        private void wake() {
            wakeUps.release();
        }

        @Override
        public void close() {
            watches.computeIfPresent(id, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
