package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a bot hears of a call. */
public sealed interface BotReply {

    record Ok(Tl result) implements BotReply {}

    /**
     * An error, in Telegram's words.
     *
     * @param code of Telegram's, which is the HTTP status as well: 400 to 599
     * @param description whole, {@code Bad Request: chat not found} for instance
     * @param retryAfter when to come back, with 429
     * @param migrateTo the supergroup that a group has become
     */
    record Refused(
            int code,
            String description,
            @Nullable Duration retryAfter,
            @Nullable Long migrateTo) implements BotReply {

        public Refused {
            if (code < 400 || code > 599) {
                throw new IllegalArgumentException("no error's code: " + code);
            }
        }
    }

    /** Telegram has the method, the network does not. */
    record NotImplemented() implements BotReply {}

    /** The connection ends without a byte, as a fault on purpose wants it; the call may have had its effect. */
    record NoAnswer() implements BotReply {}

    static Refused refused(int code, String description) {
        return new Refused(code, description, null, null);
    }

    /**
     * 400 in the official server's manner: prefixed with {@code Bad Request: } unless it is so already, and the first
     * letter small unless the message is a constant like {@code CHAT_ADMIN_REQUIRED}.
     */
    static Refused badRequest(String message) {
        String prefix = "Bad Request";
        if (message.startsWith(prefix)) {
            return refused(400, message);
        }
        boolean constant = message.length() > 1
                && (message.charAt(1) == '_' || (message.charAt(1) >= 'A' && message.charAt(1) <= 'Z'));
        return refused(
                400,
                prefix + ": "
                        + (constant || message.isEmpty()
                                ? message
                                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)));
    }

    /** In whole seconds, at least one. */
    static Refused tooManyRequests(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return new Refused(429, "Too Many Requests: retry after " + seconds, Duration.ofSeconds(seconds), null);
    }
}
