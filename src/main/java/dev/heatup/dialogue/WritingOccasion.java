package dev.heatup.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something is written now.
 *
 * @param lines the chat's last messages, the oldest first, at most {@value #MAX_LINES}
 * @param intent what the person wants to say or reach
 * @param replyTo the message that is answered, null when it is none in particular
 * @param options what can be chosen instead of writing, by label, at most {@value #MAX_OPTIONS}
 * @param mayEnd whether the conversation may end here
 * @param seed all chance comes from it
 */
public record WritingOccasion(
        List<ChatLine> lines,
        String intent,
        @Nullable ChatLine replyTo,
        List<String> options,
        boolean mayEnd,
        long seed) {

    public static final int MAX_LINES = 20;
    public static final int MAX_OPTIONS = 12;

    public WritingOccasion {
        lines = List.copyOf(lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size()));
        options = List.copyOf(options.subList(0, Math.min(options.size(), MAX_OPTIONS)));
    }
}
