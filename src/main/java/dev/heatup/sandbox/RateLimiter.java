package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The generic cell rate algorithm: a burst, then one call per interval. A refused call costs nothing. Confined to one thread. */
final class RateLimiter {

    private final Map<Object, Instant> usedUntil = new HashMap<>();

    record Rate(int burst, Duration interval) {}

    /** How long to wait for one more call; zero or less for none. */
    Duration wait(Object key, Rate rate, Instant now) {
        return Duration.between(now.plus(rate.interval().multipliedBy(rate.burst())), next(key, rate, now));
    }

    void use(Object key, Rate rate, Instant now) {
        usedUntil.put(key, next(key, rate, now));
    }

    private Instant next(Object key, Rate rate, Instant now) {
        Instant used = usedUntil.getOrDefault(key, now);
        return (used.isBefore(now) ? now : used).plus(rate.interval());
    }
}
