package dev.heatup.retry;

import java.time.Duration;

/**
 * Exponential backoff: each wait is twice as long as the one before, up to a maximum. Stateless; the caller counts the
 * attempts or knows since when it waits. Immutable.
 *
 * @param first the wait after the first attempt
 * @param max the longest wait
 */
public record Backoff(Duration first, Duration max) {

    /** More doublings than reach any maximum, and few enough not to overflow. */
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (!first.isPositive() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("the first wait is positive and at most " + max + ", not " + first);
        }
    }

    /** @param attempts how many failed so far, 1 or more */
    public Duration after(int attempts) {
        return atMost(first.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS)));
    }

    /** The next wait after {@code waited} in all: the same doubling, by the time passed instead of a count. */
    public Duration after(Duration waited) {
        return atMost(first.plus(waited));
    }

    private Duration atMost(Duration wait) {
        return wait.compareTo(max) > 0 ? max : wait;
    }
}
