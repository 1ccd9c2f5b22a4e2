package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where forwarded messages come from, as Telegram shows it. Stateless. */
final class ForwardHeaders {

    private ForwardHeaders() {}

    /** Telegram's {@code messageFwdHeader}. */
    static Tl.Obj header(CallContext callContext, Message.Forward forward) {
        Tl.Builder header = Tl.constructor("messageFwdHeader")
                .with("imported", false)
                .with("date", forward.date().getEpochSecond());
        String hidden = forward.hidden();
        if (hidden != null) {
            header.with("from_name", hidden);
        }
        Actor author = forward.author();
        if (author != null) {
            TlPeers.userId(callContext, author).ifPresent(id -> header.with("from_id", TlPeers.peerUser(id)));
        }
        ChatKey channel = forward.channel();
        Integer post = forward.messageId();
        if (channel != null) {
            header.with("from_id", TlPeers.peer(callContext, channel));
        }
        if (channel != null && post != null) {
            header.with("channel_post", post);
            if (forward.automatic()) {
                header.with("saved_from_peer", TlPeers.peer(callContext, channel))
                        .with("saved_from_msg_id", post);
            }
        }
        return header.build();
    }

    /** The channels that the headers of these messages name. */
    static Stream<Chat> channels(CallContext callContext, List<Message> messages) {
        return of(messages)
                .flatMap(forward -> Stream.ofNullable(forward.channel()))
                .flatMap(key -> callContext.state().chat(key).flatMap(ChatState::chat).stream());
    }

    /** The people and bots that the headers of these messages name. */
    static Stream<Actor> authors(List<Message> messages) {
        return of(messages).flatMap(forward -> Stream.ofNullable(forward.author()));
    }

    /** A post in the group where it is discussed speaks for its channel. */
    static Optional<ChatKey> speaker(Message message) {
        Message.Forward forward = message.forward();
        return forward == null || !forward.automatic() ? Optional.empty() : Optional.ofNullable(forward.channel());
    }

    private static Stream<Message.Forward> of(List<Message> messages) {
        return messages.stream().flatMap(message -> Stream.ofNullable(message.forward()));
    }
}
