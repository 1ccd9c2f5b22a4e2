package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Telegram's {@code updates}, as they answer a request that changes something. Dates are Unix seconds. Stateless. */
final class TlUpdates {

    private TlUpdates() {}

    static Tl.Obj newMessage(CallContext callContext, ChatKey key, Tl.Obj message) {
        return ofMessage(callContext, key, message, "New");
    }

    static Tl.Obj editedMessage(CallContext callContext, ChatKey key, Message edited) {
        return ofMessage(callContext, key, TlMessages.message(callContext, key, edited), "Edit");
    }

    /** @param what happened to it, as the name of the update has it */
    private static Tl.Obj ofMessage(CallContext callContext, ChatKey key, Tl.Obj message, String what) {
        Optional<Chat> chat = callContext.state().chat(key).flatMap(ChatState::chat);
        Tl.Obj update = Tl.constructor("update" + what + (chat.isPresent() ? "ChannelMessage" : "Message"))
                .with("message", message)
                .with("pts", message.integer("id").orElseThrow())
                .with("pts_count", 1)
                .build();
        return Tl.constructor("updates")
                .with("updates", List.of(update))
                .with("users", List.of(TlPeers.user(callContext.account())))
                .with(
                        "chats",
                        chat.map(described -> TlChats.channel(callContext, described)).stream()
                                .toList())
                .with("date", callContext.worldTime().getEpochSecond())
                .with("seq", 0)
                .build();
    }

    static Tl.Obj updates(Tl.Obj chat, Instant worldTime) {
        return Tl.constructor("updates")
                .with("updates", List.of())
                .with("users", List.of())
                .with("chats", List.of(chat))
                .with("date", worldTime.getEpochSecond())
                .with("seq", 0)
                .build();
    }
}
