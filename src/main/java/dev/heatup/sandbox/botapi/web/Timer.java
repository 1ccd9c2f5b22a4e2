package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.Subscription;
import java.time.Duration;

/** Calls back later, in real time. Thread-safe. */
@FunctionalInterface
public interface Timer {

    /** Runs {@code action} once, on any thread, unless it is closed before. */
    Subscription after(Duration delay, Runnable action);
}
