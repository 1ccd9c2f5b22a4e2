package dev.heatup.telegram;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of contract 1, made for a session. The variants are the four calls of {@code openapi/gateway.yaml}.
 */
public sealed interface Call {

    /** The key under which errors and flood waits of this call are known: Telegram's method name. */
    String method();

    /** Names an effect, so that the gateway answers a repeat with the first result; absent for pure reads. */
    Optional<String> clientId();

    /** @param chat a username, with or without {@code @} */
    record JoinChat(String chat, String id) implements Call {
        @Override
        public String method() {
            return "channels.joinChannel";
        }

        @Override
        public Optional<String> clientId() {
            return Optional.of(id);
        }
    }

    record SendMessage(
            String chat, String text, String id, @Nullable Long replyTo) implements Call {

        /** The longest text in UTF-16 units: Telegram's {@code message_length_max}, the same for people and bots. */
        public static final int MAX_TEXT = 4096;

        @Override
        public String method() {
            return "messages.sendMessage";
        }

        @Override
        public Optional<String> clientId() {
            return Optional.of(id);
        }
    }

    /**
     * @param limit 1 to 100
     * @param offset 0 or more
     */
    record Dialogs(int limit, int offset) implements Call {
        @Override
        public String method() {
            return "messages.getDialogs";
        }

        @Override
        public Optional<String> clientId() {
            return Optional.empty();
        }
    }

    /** Any method of Telegram's by its own name, {@code messages.getHistory} for instance. */
    record InvokeRaw(String method, Tl.Obj params, @Nullable String id) implements Call {
        @Override
        public Optional<String> clientId() {
            return Optional.ofNullable(id);
        }
    }
}
