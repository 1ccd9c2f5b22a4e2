package dev.heatup.plan;

import dev.heatup.channel.Username;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One thing that a person does on a visit. Made by the validator alone, so every value is within its bounds. */
public sealed interface Action {

    /** Why the person does it, in at most 200 characters without control characters. */
    String reason();

    Type type();

    /** What it holds in the fields of its type. */
    ActionValues values();

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

        @Override
        public ActionValues values() {
            return ActionValues.in(channel);
        }
    }

    record ReadMessages(Username channel, Duration duration, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.READ_MESSAGES;
        }

        @Override
        public ActionValues values() {
            return ActionValues.in(channel).lasting(duration);
        }
    }

    record Idle(Duration duration, String reason) implements Action {
        @Override
        public Type type() {
            return Type.IDLE;
        }

        @Override
        public ActionValues values() {
            return ActionValues.none().lasting(duration);
        }
    }

    /** Looks at one of a channel's latest posts, and is counted as its viewer. */
    record ViewPost(Username channel, Duration duration, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.VIEW_POST;
        }

        @Override
        public ActionValues values() {
            return ActionValues.in(channel).lasting(duration);
        }
    }

    /** @param emoji null leaves the choice to the moment and to what the chat allows */
    record React(Username channel, @Nullable String emoji, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.REACT;
        }

        @Override
        public ActionValues values() {
            return ActionValues.in(channel).reacting(emoji);
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

        @Override
        public ActionValues values() {
            return ActionValues.in(channel).wanting(intent).replying(reply);
        }
    }

    record LeaveChannel(Username channel, String reason) implements InChat {
        @Override
        public Type type() {
            return Type.LEAVE_CHANNEL;
        }

        @Override
        public ActionValues values() {
            return ActionValues.in(channel);
        }
    }

    /** @param payload of a deep link, 1 to 64 of {@code [A-Za-z0-9_-]}; null without one */
    record StartBot(Username bot, @Nullable String payload, String reason) implements WithBot {
        @Override
        public Type type() {
            return Type.START_BOT;
        }

        @Override
        public ActionValues values() {
            return ActionValues.with(bot).linking(payload);
        }
    }

    /** Presses the button below the bot's last message that fits {@code intent} best. */
    record PressButton(Username bot, String intent, String reason) implements WithBot {
        @Override
        public Type type() {
            return Type.PRESS_BUTTON;
        }

        @Override
        public ActionValues values() {
            return ActionValues.with(bot).wanting(intent);
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

        @Override
        public ActionValues values() {
            return ActionValues.with(bot).wanting(intent).turns(maxTurns);
        }
    }

    /** The types of actions, with their names in plans, reports and logs, and the fields that each has. */
    enum Type {
        JOIN_CHANNEL("join_channel", (at, why) -> new JoinChannel(at.theChannel(), why), ActionField.CHANNEL),
        READ_MESSAGES(
                "read_messages",
                (at, why) -> new ReadMessages(at.theChannel(), at.duration(), why),
                ActionField.CHANNEL,
                ActionField.DURATION),
        IDLE("idle", (at, why) -> new Idle(at.duration(), why), ActionField.DURATION),
        VIEW_POST(
                "view_post",
                (at, why) -> new ViewPost(at.theChannel(), at.duration(), why),
                ActionField.CHANNEL,
                ActionField.DURATION),
        REACT(
                "react",
                (at, why) -> new React(at.theChannel(), at.emoji(), why),
                ActionField.CHANNEL,
                ActionField.EMOJI),
        SEND_MESSAGE(
                "send_message",
                (at, why) -> new SendMessage(at.theChannel(), at.theIntent(), at.reply(), why),
                ActionField.CHANNEL,
                ActionField.INTENT,
                ActionField.REPLY),
        LEAVE_CHANNEL("leave_channel", (at, why) -> new LeaveChannel(at.theChannel(), why), ActionField.CHANNEL),
        START_BOT(
                "start_bot",
                (at, why) -> new StartBot(at.theBot(), at.payload(), why),
                ActionField.BOT,
                ActionField.PAYLOAD),
        PRESS_BUTTON(
                "press_button",
                (at, why) -> new PressButton(at.theBot(), at.theIntent(), why),
                ActionField.BOT,
                ActionField.INTENT),
        MESSAGE_BOT(
                "message_bot",
                (at, why) -> new MessageBot(at.theBot(), at.theIntent(), at.maxTurns(), why),
                ActionField.BOT,
                ActionField.INTENT,
                ActionField.MAX_TURNS);

        private static final List<Type> ALL = List.of(values());

        private final String wireName;
        // A constructor has no state.
        @SuppressWarnings("ImmutableEnumChecker")
        private final BiFunction<ActionValues, String, Action> constructor;

        // Unmodifiable.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<ActionField> fields;

        Type(String wireName, BiFunction<ActionValues, String, Action> constructor, ActionField... fields) {
            this.wireName = wireName;
            this.constructor = constructor;
            this.fields = Collections.unmodifiableSet(EnumSet.copyOf(List.of(fields)));
        }

        /** Empty when no action has that name. */
        public static Optional<Type> named(@Nullable String wireName) {
            for (Type type : ALL) {
                if (type.wireName.equals(wireName)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }

        public String wireName() {
            return wireName;
        }

        /** Beside the reason, in the order of {@link ActionField}. */
        public Set<ActionField> fields() {
            return fields;
        }

        /** For stores alone: an action that the validator accepted when it was recorded. */
        public Action recorded(ActionValues values, String reason) {
            return constructor.apply(values, reason);
        }
    }
}
