package dev.heatup.sandbox;

import dev.heatup.sandbox.user.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sandbox's limits. They are <b>invented</b>: Telegram publishes none for accounts, and these say nothing about it.
 * They are wide enough that a visit never meets them, and narrow enough that a loop without pauses does.
 *
 * <p>Per account and method in world time, by the generic cell rate algorithm: a burst, then one call per interval. A
 * refused call costs nothing. They are no part of the log, so a restart forgives. For one thread.
 */
final class Limits {

    private static final Map<String, Allowance> ALLOWANCES = Map.of(
            Method.JOIN, new Allowance(20, Duration.ofSeconds(30)),
            Method.LEAVE, new Allowance(20, Duration.ofSeconds(30)),
            Method.SEND, new Allowance(20, Duration.ofSeconds(3)),
            Method.RESOLVE, new Allowance(60, Duration.ofSeconds(2)),
            Method.HISTORY, new Allowance(120, Duration.ofSeconds(1)),
            Method.VIEWS, new Allowance(120, Duration.ofSeconds(1)),
            Method.READ, new Allowance(120, Duration.ofSeconds(1)),
            Method.DIALOGS, new Allowance(120, Duration.ofSeconds(1)),
            Method.REACT, new Allowance(30, Duration.ofSeconds(2)));

    private final Map<Key, Instant> usedUntil = new HashMap<>();

    /** Takes one call, or says how long this account has to wait for it. */
    Optional<Duration> take(String account, String method, Instant now) {
        Allowance allowance = ALLOWANCES.get(method);
        if (allowance == null) {
            return Optional.empty();
        }
        Key key = new Key(account, method);
        Instant used = usedUntil.getOrDefault(key, now);
        Instant base = used.isBefore(now) ? now : used;
        Instant next = base.plus(allowance.interval());
        Duration beyond = Duration.between(now.plus(allowance.interval().multipliedBy(allowance.burst())), next);
        if (beyond.isPositive()) {
            return Optional.of(beyond);
        }
        usedUntil.put(key, next);
        return Optional.empty();
    }

    private record Key(String account, String method) {}

    private record Allowance(int burst, Duration interval) {}
}
