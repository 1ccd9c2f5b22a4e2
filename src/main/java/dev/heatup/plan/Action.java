package dev.heatup.plan;

import dev.heatup.channel.Username;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing that a person does on a visit. Made by the validator alone, so every value is within its bounds. */
public sealed interface Action {

    /** Why the person does it, in at most 200 characters without control characters. */
    String reason();

    Type type();

    /** How long it takes in world time, as planned; zero for what is done at once. */
    default Duration duration() {
        return Duration.ZERO;
    }

    /** What happens in a channel or group of the pool. */
    sealed interface InChat extends Action {
        Username channel();
    }

    /** What happens in the private chat with a bot. */
    sealed interface WithBot extends Action {
        Username bot();
    }

    record JoinChannel(Username channel, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.JOIN_CHANNEL;
        }
    }

    record ReadMessages(Username channel, Duration duration, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.READ_MESSAGES;
        }
    }

    record Idle(Duration duration, String reason) implements Action {
        @Override
        public Type type() {
            return Type.IDLE;
        }
    }

    /** Looks at one of a channel's latest posts, and is counted as its viewer. */
    record ViewPost(Username channel, Duration duration, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.VIEW_POST;
        }
    }

    /** @param emoji null leaves the choice to the moment and to what the chat allows */
    record React(Username channel, @Nullable String emoji, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.REACT;
        }
    }

    /**
     * Writes in a group. The text is written when it is due, from the group's last messages.
     *
     * @param channel a group
     * @param intent what the person wants to say, in at most 200 characters on one line
     * @param reply whether it answers one of these messages
     */
    record SendMessage(Username channel, String intent, boolean reply, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.SEND_MESSAGE;
        }
    }

    record LeaveChannel(Username channel, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.LEAVE_CHANNEL;
        }
    }

    /** @param payload of a deep link, 1 to 64 of {@code [A-Za-z0-9_-]}; null without one */
    record StartBot(Username bot, @Nullable String payload, String reason) implements WithBot {
        @Override
        public Type type() {
            return Type.START_BOT;
        }
    }

    /** Presses the button below the bot's last message that fits {@code intent} best. */
    record PressButton(Username bot, String intent, String reason) implements WithBot {
        @Override
        public Type type() {
            return Type.PRESS_BUTTON;
        }
    }

    /**
     * A conversation: each turn is chosen when the bot has answered the one before.
     *
     * @param maxTurns most turns, 1 to 6
     */
    record MessageBot(Username bot, String intent, int maxTurns, String reason) implements WithBot {
        @Override
        public Type type() {
            return Type.MESSAGE_BOT;
        }
    }

    /** The names that actions have in plans, reports and logs. */
    enum Type {
        JOIN_CHANNEL("join_channel"),
        READ_MESSAGES("read_messages"),
        IDLE("idle"),
        VIEW_POST("view_post"),
        REACT("react"),
        SEND_MESSAGE("send_message"),
        LEAVE_CHANNEL("leave_channel"),
        START_BOT("start_bot"),
        PRESS_BUTTON("press_button"),
        MESSAGE_BOT("message_bot");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
