package dev.heatup.plan;

import org.jspecify.annotations.Nullable;

/**
 * An action as somebody wrote it, with the fields of the wire. Nothing about it is to be trusted; any part may be missing,
 * and each action has only some of them.
 */
public record ProposedAction(
        @Nullable String action,
        @Nullable String channelUsername,
        @Nullable String botUsername,
        @Nullable Integer durationSeconds,
        @Nullable String intent,
        @Nullable String emoji,
        @Nullable Boolean reply,
        @Nullable String payload,
        @Nullable Integer maxTurns,
        @Nullable String reason) {

    /** An action of which nothing is written. */
    public static final ProposedAction EMPTY = new Draft().because(null);

    /** What is written in the field: a text, a number, a yes or no; null when nothing is. */
    public @Nullable Object value(ActionField field) {
        return switch (field) {
            case CHANNEL -> channelUsername;
            case BOT -> botUsername;
            case DURATION -> durationSeconds;
            case INTENT -> intent;
            case EMOJI -> emoji;
            case REPLY -> reply;
            case PAYLOAD -> payload;
            case MAX_TURNS -> maxTurns;
        };
    }

    /** A zero, a no or an empty text is how some writers say that a field does not apply. */
    boolean says(ActionField field) {
        return switch (value(field)) {
            case String text -> !text.isBlank();
            case Integer number -> number != 0;
            case Boolean yes -> yes;
            case null, default -> false;
        };
    }

    public static Draft of(Action.Type type) {
        return named(type.wireName());
    }

    public static Draft named(@Nullable String action) {
        Draft draft = new Draft();
        draft.action = action;
        return draft;
    }

    /** Collects the fields of one action by their names. Not thread-safe. */
    public static final class Draft {
        private @Nullable String action;
        private @Nullable String channel;
        private @Nullable String bot;
        private @Nullable Integer seconds;
        private @Nullable String intent;
        private @Nullable String emoji;
        private @Nullable Boolean reply;
        private @Nullable String payload;
        private @Nullable Integer maxTurns;

        private Draft() {}

        public Draft channel(@Nullable String username) {
            channel = username;
            return this;
        }

        public Draft bot(@Nullable String username) {
            bot = username;
            return this;
        }

        public Draft seconds(@Nullable Integer duration) {
            seconds = duration;
            return this;
        }

        public Draft intent(@Nullable String what) {
            intent = what;
            return this;
        }

        public Draft emoji(@Nullable String reaction) {
            emoji = reaction;
            return this;
        }

        public Draft reply(@Nullable Boolean answers) {
            reply = answers;
            return this;
        }

        public Draft payload(@Nullable String deepLink) {
            payload = deepLink;
            return this;
        }

        public Draft maxTurns(@Nullable Integer most) {
            maxTurns = most;
            return this;
        }

        /** Ends the draft. */
        public ProposedAction because(@Nullable String reason) {
            return new ProposedAction(action, channel, bot, seconds, intent, emoji, reply, payload, maxTurns, reason);
        }
    }
}
