package dev.heatup.plan;

import dev.heatup.channel.Username;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an action holds in its fields, whatever its type. Fields that a type does not have are null, zero or false.
 * Immutable.
 */
public record ActionValues(
        @Nullable Username channel,
        @Nullable Username bot,
        Duration duration,
        @Nullable String intent,
        @Nullable String emoji,
        boolean reply,
        @Nullable String payload,
        int maxTurns) {

    private static final ActionValues NONE = new ActionValues(null, null, Duration.ZERO, null, null, false, null, 0);

    static ActionValues none() {
        return NONE;
    }

    static ActionValues in(Username channel) {
        return new ActionValues(channel, null, Duration.ZERO, null, null, false, null, 0);
    }

    static ActionValues with(Username bot) {
        return new ActionValues(null, bot, Duration.ZERO, null, null, false, null, 0);
    }

    ActionValues lasting(Duration time) {
        return new ActionValues(channel, bot, time, intent, emoji, reply, payload, maxTurns);
    }

    ActionValues wanting(String what) {
        return new ActionValues(channel, bot, duration, what, emoji, reply, payload, maxTurns);
    }

    ActionValues reacting(@Nullable String reaction) {
        return new ActionValues(channel, bot, duration, intent, reaction, reply, payload, maxTurns);
    }

    ActionValues replying(boolean answers) {
        return new ActionValues(channel, bot, duration, intent, emoji, answers, payload, maxTurns);
    }

    ActionValues linking(@Nullable String deepLink) {
        return new ActionValues(channel, bot, duration, intent, emoji, reply, deepLink, maxTurns);
    }

    ActionValues turns(int most) {
        return new ActionValues(channel, bot, duration, intent, emoji, reply, payload, most);
    }

    Username theChannel() {
        return given(channel, ActionField.CHANNEL);
    }

    Username theBot() {
        return given(bot, ActionField.BOT);
    }

    String theIntent() {
        return given(intent, ActionField.INTENT);
    }

    private static <T> T given(@Nullable T value, ActionField field) {
        if (value == null) {
            throw new IllegalStateException("an action of a recorded plan has no " + field.storedName());
        }
        return value;
    }
}
