package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.Subscription;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's time, on one thread, which the actions must not hold. */
public final class SystemTimer implements Timer, AutoCloseable {

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("bot-api-timer").factory());

    public SystemTimer() {
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Subscription after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> scheduled = thread.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException _) {
            // Closed: nobody waits any more.
            return () -> {};
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
