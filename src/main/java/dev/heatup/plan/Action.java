package dev.heatup.plan;

import dev.heatup.channel.Username;
import java.time.Duration;

/** One thing that a person does on a visit. Made by the validator alone, so every value is within its bounds. */
public sealed interface Action {

    /** Why the person does it, in at most 200 characters without control characters. */
    String reason();

    /** How long it takes in world time, as planned; zero for what is done at once. */
    Duration duration();

    Type type();

    record JoinChannel(Username channel, String reason) implements Action {
        @Override
        public Duration duration() {
            return Duration.ZERO;
        }

        @Override
        public Type type() {
            return Type.JOIN_CHANNEL;
        }
    }

    record ReadMessages(Username channel, Duration duration, String reason) implements Action {
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

    /** The names that actions have in plans, reports and logs. */
    enum Type {
        JOIN_CHANNEL("join_channel"),
        READ_MESSAGES("read_messages"),
        IDLE("idle");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
