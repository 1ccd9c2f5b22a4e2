package dev.heatup.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets callers wait until a run has ended: woken at once by this node's engine, and by looking when another node ends it.
 * Thread-safe.
 */
final class Waiting {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Map<RunId, CountDownLatch> latches = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    Waiting(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** True when {@code hasEnded} said so within {@code patience}. */
    boolean await(RunId id, Duration patience, BooleanSupplier hasEnded) throws InterruptedException {
        long endNanos = nanoTime.getAsLong() + patience.toNanos();
        CountDownLatch latch = latches.computeIfAbsent(id, _ -> new CountDownLatch(1));
        try {
            while (!hasEnded.getAsBoolean()) {
                long left = endNanos - nanoTime.getAsLong();
                if (left <= 0) {
                    return false;
                }
                boolean woken = latch.await(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
                if (woken) {
                    return hasEnded.getAsBoolean();
                }
            }
            return true;
        } finally {
            latches.remove(id, latch);
        }
    }

    void ended(RunId id) {
        CountDownLatch latch = latches.remove(id);
        if (latch != null) {
            latch.countDown();
        }
    }
}
