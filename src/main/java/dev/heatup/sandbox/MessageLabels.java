package dev.heatup.sandbox;

import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a moderator should make of messages, for those who look in from outside; the network knows none of it. Confined to one thread. */
public final class MessageLabels {

    private final Map<ChatKey, Map<Integer, Cause>> byMessage = new HashMap<>();

    MessageLabels() {}

    MessageLabels(Saved saved) {
        saved.byMessage().forEach((chat, labels) -> byMessage.put(chat, new HashMap<>(labels)));
    }

    /** All that it is, for as long as it stays so. */
    Saved saved() {
        return new Saved(byMessage);
    }

    record Saved(Map<ChatKey, Map<Integer, Cause>> byMessage) {}

    /** The last that was said of a message; empty for one that nobody labelled. */
    public Optional<Cause> of(ChatKey chat, int messageId) {
        return Optional.ofNullable(byMessage.getOrDefault(chat, Map.of()).get(messageId));
    }

    void note(Event event) {
        if (event.cause().label() == null) {
            return;
        }
        if (event.effect() instanceof Effect.MessageSent sent) {
            put(sent.chat(), sent.messageId(), event.cause());
        } else if (event.effect() instanceof Effect.MessageEdited edited) {
            put(edited.chat(), edited.messageId(), event.cause());
        }
    }

    private void put(ChatKey chat, int messageId, Cause cause) {
        byMessage.computeIfAbsent(chat, key -> new HashMap<>()).put(messageId, cause);
    }
}
