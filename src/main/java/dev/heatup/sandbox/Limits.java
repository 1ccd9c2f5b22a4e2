package dev.heatup.sandbox;

import dev.heatup.sandbox.Rates.Rate;
import dev.heatup.sandbox.user.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The sandbox's limits for people. They are <b>invented</b>: Telegram publishes none for accounts, and these say nothing
 * about it. They are wide enough that a visit never meets them, and narrow enough that a loop without pauses does.
 *
 * <p>Per account and method, in world time. They are no part of the log, so a restart forgives. For one thread.
 */
final class Limits {

    private static final Map<String, Rate> RATES = Map.of(
            Method.JOIN, new Rate(20, Duration.ofSeconds(30)),
            Method.LEAVE, new Rate(20, Duration.ofSeconds(30)),
            Method.SEND, new Rate(20, Duration.ofSeconds(3)),
            Method.EDIT, new Rate(20, Duration.ofSeconds(3)),
            Method.REACT, new Rate(30, Duration.ofSeconds(2)),
            Method.RESOLVE, new Rate(60, Duration.ofSeconds(2)),
            Method.HISTORY, new Rate(120, Duration.ofSeconds(1)),
            Method.VIEWS, new Rate(120, Duration.ofSeconds(1)),
            Method.READ, new Rate(120, Duration.ofSeconds(1)),
            Method.DIALOGS, new Rate(120, Duration.ofSeconds(1)));

    private final Rates rates = new Rates();

    private record Key(String account, String method) {}

    /** Takes one call, or says how long this account has to wait for it. */
    Optional<Duration> take(String account, String method, Instant now) {
        Rate rate = RATES.get(method);
        if (rate == null) {
            return Optional.empty();
        }
        Key key = new Key(account, method);
        Duration wait = rates.wait(key, rate, now);
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        rates.use(key, rate, now);
        return Optional.empty();
    }
}
