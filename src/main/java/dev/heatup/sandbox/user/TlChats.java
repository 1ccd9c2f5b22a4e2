package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.Chat.Door;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;

/** Telegram's constructors of channels and groups, as one account sees them. Dates are Unix seconds. Stateless. */
final class TlChats {

    private TlChats() {}

    static Tl.Obj resolved(CallContext callContext, Chat chat) {
        return Tl.constructor("contacts.resolvedPeer")
                .with("peer", TlPeers.peer(chat))
                .with("chats", List.of(channel(callContext, chat)))
                .with("users", List.of())
                .build();
    }

    static Tl.Obj resolved(BotAccount bot) {
        return Tl.constructor("contacts.resolvedPeer")
                .with("peer", TlPeers.peerUser(bot.id()))
                .with("chats", List.of())
                .with("users", List.of(TlPeers.user(bot)))
                .build();
    }

    static Tl.Obj full(CallContext callContext, Chat chat) {
        Tl.Builder full = Tl.constructor("channelFull")
                .with("id", chat.id())
                .with("about", chat.topic())
                .with(
                        "participants_count",
                        chat.audience() + callContext.in(chat).people())
                .with("available_reactions", TlReactions.availableReactions(chat))
                .with("slowmode_seconds", chat.manner().slowMode().toSeconds());
        Optional.ofNullable(chat.manner().discussion())
                .flatMap(callContext.state().world()::find)
                .ifPresent(discussion -> full.with("linked_chat_id", discussion.id()));
        return Tl.constructor("messages.chatFull")
                .with("full_chat", full.build())
                .with("chats", List.of(channel(callContext, chat)))
                .with("users", List.of())
                .build();
    }

    static Tl.Obj channel(CallContext callContext, Chat chat) {
        return channel(callContext, chat, callContext.isMember(chat), 0);
    }

    /**
     * The chat as this account sees it once its request is done.
     *
     * @param newMembers what the request adds to the count of members
     */
    static Tl.Obj channel(CallContext callContext, Chat chat, boolean member, int newMembers) {
        boolean broadcast = chat.kind() == Kind.BROADCAST;
        if (chat.door() == Door.CLOSED) {
            return Tl.constructor("channelForbidden")
                    .with("id", chat.id())
                    .with("broadcast", broadcast)
                    .with("title", chat.title())
                    .build();
        }
        Tl.Builder channel = Tl.constructor("channel").with("id", chat.id()).with("title", chat.title());
        if (chat.isListed()) {
            channel.with("username", chat.name().value());
        }
        return channel.with("broadcast", broadcast)
                .with("megagroup", !broadcast)
                .with("forum", chat.isForum())
                .with("join_request", chat.asksForApproval())
                .with("left", !member)
                .with("date", World.BEGINNING.getEpochSecond())
                .with(
                        "participants_count",
                        chat.audience() + callContext.in(chat).people() + newMembers)
                .build();
    }
}
