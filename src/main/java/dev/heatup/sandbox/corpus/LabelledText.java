package dev.heatup.sandbox.corpus;

import org.jspecify.annotations.Nullable;

/**
 * A message and what it is.
 *
 * @param text 1 to {@value #MAX_LENGTH} UTF-16 units, as Telegram allows
 * @param language a two-letter code; null when its source does not say
 */
public record LabelledText(
        String text,
        Label label,
        Difficulty difficulty,
        @Nullable String language) {

    /** <a href="https://core.telegram.org/bots/api#sendmessage">sendMessage</a>. */
    public static final int MAX_LENGTH = 4096;

    public LabelledText {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a message has 1 to " + MAX_LENGTH + " characters");
        }
    }
}
