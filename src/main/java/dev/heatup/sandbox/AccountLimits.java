package dev.heatup.sandbox;

import dev.heatup.sandbox.RateLimiter.Rate;
import dev.heatup.sandbox.user.TelegramMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The sandbox's limits for people. They are <b>invented</b>: Telegram publishes none for accounts, and these say nothing
 * about it. They are wide enough that a visit never meets them, and narrow enough that a loop without pauses does.
 *
 * <p>Per account and method, in world time. They are not stored, so a restart resets them. Confined to one thread.
 */
final class AccountLimits {

    private static final Map<String, Rate> RATES = Map.of(
            TelegramMethod.JOIN, new Rate(20, Duration.ofSeconds(30)),
            TelegramMethod.LEAVE, new Rate(20, Duration.ofSeconds(30)),
            TelegramMethod.SEND, new Rate(20, Duration.ofSeconds(3)),
            TelegramMethod.EDIT, new Rate(20, Duration.ofSeconds(3)),
            TelegramMethod.REACT, new Rate(30, Duration.ofSeconds(2)),
            TelegramMethod.RESOLVE, new Rate(60, Duration.ofSeconds(2)),
            TelegramMethod.HISTORY, new Rate(120, Duration.ofSeconds(1)),
            TelegramMethod.VIEWS, new Rate(120, Duration.ofSeconds(1)),
            TelegramMethod.READ, new Rate(120, Duration.ofSeconds(1)),
            TelegramMethod.DIALOGS, new Rate(120, Duration.ofSeconds(1)));

    private final RateLimiter rateLimiter = new RateLimiter();

    private record Key(String account, String method) {}

    /** Takes one call, or says how long this account has to wait for it. */
    Optional<Duration> take(String account, String method, Instant now) {
        Rate rate = RATES.get(method);
        if (rate == null) {
            return Optional.empty();
        }
        Key key = new Key(account, method);
        Duration wait = rateLimiter.wait(key, rate, now);
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        rateLimiter.use(key, rate, now);
        return Optional.empty();
    }
}
