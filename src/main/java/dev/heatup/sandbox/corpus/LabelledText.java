package dev.heatup.sandbox.corpus;

import dev.heatup.telegram.Call;
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

    public static final int MAX_LENGTH = Call.SendMessage.MAX_TEXT;

    public LabelledText {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a message has 1 to " + MAX_LENGTH + " characters");
        }
    }
}
