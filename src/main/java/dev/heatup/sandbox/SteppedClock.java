package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;

/** World time that moves when it is told, and at no other time: a simulation's. Thread-safe. */
public final class SteppedClock implements WorldClock {

    private volatile Instant now;

    public SteppedClock(Instant start) {
        this.now = start;
    }

    /** A moment that is past changes nothing. */
    public synchronized void moveTo(Instant later) {
        if (later.isAfter(now)) {
            now = later;
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public synchronized void restart(Instant worldTime) {
        now = worldTime;
    }

    @Override
    public synchronized void advance(Duration worldTime) {
        now = now.plus(worldTime);
    }

    /** Somebody else moves it, so nobody needs to wait. */
    @Override
    public Duration realTimeUntil(Instant worldTime) {
        return worldTime.isAfter(now) ? Duration.ofDays(1) : Duration.ZERO;
    }

    @Override
    public Duration worldTimeOf(Duration real) {
        return Duration.ZERO;
    }

    @Override
    public void holdUntil(Instant real) {}
}
