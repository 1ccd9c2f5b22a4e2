package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Real time as a test wants it. Thread-safe. */
public final class SettableTime implements InstantSource {

    private volatile Instant now;

    public SettableTime(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
