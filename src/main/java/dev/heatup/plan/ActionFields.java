package dev.heatup.plan;

import dev.heatup.text.OneLine;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one proposed action that stand for themselves: what each may hold, and which an action has at all. */
record ActionFields(ProposedAction proposed, Report report) {

    private static final int QUOTED = 40;

    /** Telegram's <a href="https://core.telegram.org/api/links#bot-links">start parameter</a>. */
    private static final Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int MAX_EMOJI_LENGTH = 8;

    /** Takes a violation of this action. */
    interface Report {
        void at(String field, String rule, String message);
    }

    void onlyThoseOf(Action.Type type) {
        for (ActionField field : ActionField.values()) {
            if (!type.fields().contains(field) && proposed.says(field)) {
                report.at(field.wireName(), "field_not_allowed", type.wireName() + " " + field.absence());
            }
        }
    }

    /** Zero when it is out of range. */
    Duration duration(Duration least) {
        Integer seconds = proposed.durationSeconds();
        if (seconds == null || seconds < least.toSeconds() || seconds > PlanRules.MAX_ACTION.toSeconds()) {
            report.at(
                    "duration_seconds",
                    "duration_range",
                    "%s takes %d to %d s, %s"
                            .formatted(
                                    proposed.action(),
                                    least.toSeconds(),
                                    PlanRules.MAX_ACTION.toSeconds(),
                                    seconds == null ? "none is given" : seconds + " is given"));
            return Duration.ZERO;
        }
        return Duration.ofSeconds(seconds);
    }

    String intent() {
        return line("intent", proposed.intent(), proposed.action() + " needs", "an intent has");
    }

    /**
     * @param needs how a sentence on a missing text begins
     * @param has how one on a wrong text begins
     */
    String line(String field, @Nullable String text, String needs, String has) {
        if (text == null || text.isBlank()) {
            String article = field.equals("intent") ? "an intent" : "a " + field;
            report.at(
                    field,
                    field + "_missing",
                    needs + " " + article + " of 1 to " + PlanRules.MAX_REASON + " characters");
            return "";
        }
        if (text.codePointCount(0, text.length()) > PlanRules.MAX_REASON) {
            report.at(field, field + "_length", has + " at most " + PlanRules.MAX_REASON + " characters");
        } else if (!OneLine.isOne(text)) {
            report.at(field, field + "_characters", has + " no control characters and no line breaks");
        }
        return text.strip();
    }

    @Nullable
    String emoji() {
        String emoji = proposed.emoji();
        if (emoji == null || emoji.isBlank()) {
            return null;
        }
        boolean one = emoji.codePointCount(0, emoji.length()) <= MAX_EMOJI_LENGTH
                && OneLine.isOne(emoji)
                && emoji.codePoints().noneMatch(c -> c < 0x80 || Character.isLetterOrDigit(c));
        if (!one) {
            report.at("emoji", "emoji_form", "an emoji is one emoji" + found(emoji));
        }
        return emoji;
    }

    @Nullable
    String payload() {
        String payload = proposed.payload();
        if (payload == null || payload.isBlank()) {
            return null;
        }
        if (!PAYLOAD.matcher(payload).matches()) {
            report.at("payload", "payload_form", "a payload has 1 to 64 of A-Z, a-z, 0-9, _ and -" + found(payload));
        }
        return payload;
    }

    int turns() {
        Integer turns = proposed.maxTurns();
        if (turns == null) {
            return PlanRules.USUAL_TURNS;
        }
        if (turns < 1 || turns > PlanRules.MAX_TURNS) {
            report.at(
                    "max_turns",
                    "turns_range",
                    "a conversation has 1 to " + PlanRules.MAX_TURNS + " turns, " + turns + " is given");
        }
        return turns;
    }

    /** Quotes untrusted text: short, on one line. */
    static String found(@Nullable String text) {
        return text == null ? "; none is given" : "; '" + OneLine.of(text, QUOTED) + "' is not one";
    }
}
