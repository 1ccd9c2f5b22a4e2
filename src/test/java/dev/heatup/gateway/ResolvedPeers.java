package dev.heatup.gateway;

import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.util.List;

/** Answers to {@code contacts.resolveUsername}. */
public final class ResolvedPeers {

    private ResolvedPeers() {}

    public static Reply bot() {
        return user(Tl.constructor("user").with("id", 7).with("bot", true));
    }

    public static Reply group() {
        return channel(Tl.constructor("channel").with("id", 8).with("megagroup", true));
    }

    /** @param user whose id is 7 */
    public static Reply user(Tl.Builder user) {
        return answer("peerUser", "user_id", 7, List.of(), List.of(user.build()));
    }

    /** @param channel whose id is 8 */
    public static Reply channel(Tl.Builder channel) {
        return answer("peerChannel", "channel_id", 8, List.of(channel.build()), List.of());
    }

    /** @param chat whose id is 9 */
    public static Reply chat(Tl.Builder chat) {
        return answer("peerChat", "chat_id", 9, List.of(chat.build()), List.of());
    }

    public static Reply answer(String peer, String idField, long id, List<Tl.Obj> chats, List<Tl.Obj> users) {
        return new Reply.Done(Tl.constructor("contacts.resolvedPeer")
                .with("peer", Tl.constructor(peer).with(idField, id).build())
                .with("chats", chats)
                .with("users", users)
                .build());
    }
}
