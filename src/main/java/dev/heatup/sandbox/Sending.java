package dev.heatup.sandbox;

import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.Chat.Kind;
import dev.heatup.sandbox.Network.Scene;

/** Writing a message. */
record Sending(Scene scene) {

    /** In UTF-16 units, as messages.sendMessage counts them. */
    private static final int MAX_TEXT = 4096;

    Decision send(Chat chat, Operation.Send send) {
        if (chat.kind() == Kind.BROADCAST || !scene.account().isMember(chat)) {
            return scene.refuse(RpcError.CHAT_WRITE_FORBIDDEN);
        }
        if (send.text().isBlank() || !isUnicode(send.text())) {
            return scene.refuse(RpcError.MESSAGE_EMPTY);
        }
        if (send.text().length() > MAX_TEXT) {
            return scene.refuse(RpcError.MESSAGE_TOO_LONG);
        }
        Timeline timeline = scene.timeline(chat);
        Long replyTo = send.replyTo();
        if (replyTo != null && !timeline.has(replyTo)) {
            return scene.refuse(RpcError.REPLY_MESSAGE_ID_INVALID);
        }
        int id = timeline.top() + 1;
        Integer answered = replyTo == null ? null : Math.toIntExact(replyTo);
        Tl.Obj message = Constructors.message(
                scene, chat, new Post(id, scene.worldTime(), send.text(), null, scene.account().name, answered));
        return Decision.answer(
                scene.request().isRaw() ? Constructors.newMessage(scene, chat, message) : message,
                new Effect.MessageSent(chat.username(), id, send.text(), answered));
    }

    /** A lone surrogate has no UTF-8, so that the log could not hold it. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
