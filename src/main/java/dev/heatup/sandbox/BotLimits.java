package dev.heatup.sandbox;

import dev.heatup.sandbox.RateLimiter.Rate;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How often a bot may write, after what Telegram's FAQ for bots says: about one message a second in a chat, 20 a minute
 * in a group, 30 a second in all; short bursts pass. In world time, and no part of the log. Confined to one thread.
 */
final class BotLimits {

    private static final Set<String> SENDING = Set.of(
            "sendMessage",
            "sendPhoto",
            "sendDocument",
            "sendMediaGroup",
            "forwardMessage",
            "forwardMessages",
            "copyMessage",
            "copyMessages");

    private static final Rate OVERALL = new Rate(30, Duration.ofMillis(33));
    private static final Rate IN_A_CHAT = new Rate(10, Duration.ofSeconds(1));
    private static final Rate IN_A_GROUP = new Rate(20, Duration.ofSeconds(3));

    private final RateLimiter rateLimiter = new RateLimiter();

    private record InChat(long bot, String chat) {}

    /** Takes one call, or says how long the bot has to wait for it. */
    Optional<Duration> take(long bot, BotCall call, Instant now) {
        if (!SENDING.contains(call.method())) {
            return Optional.empty();
        }
        Map<Object, Rate> all = new LinkedHashMap<>();
        all.put(bot, OVERALL);
        call.params().get("chat_id").ifPresent(chat -> all.put(new InChat(bot, chat.toString()), rate(chat)));
        Optional<Duration> longest = all.entrySet().stream()
                .map(entry -> rateLimiter.wait(entry.getKey(), entry.getValue(), now))
                .filter(Duration::isPositive)
                .max(Duration::compareTo);
        if (longest.isEmpty()) {
            all.forEach((key, rate) -> rateLimiter.use(key, rate, now));
        }
        return longest;
    }

    private static Rate rate(Tl chat) {
        return chat instanceof Tl.Int(long id) && id > 0 ? IN_A_CHAT : IN_A_GROUP;
    }
}
