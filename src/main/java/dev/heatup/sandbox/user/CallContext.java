package dev.heatup.sandbox.user;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.Chat.Door;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Reply;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** One request before a state of the world. */
record CallContext(WorldState state, Account account, AccountRequest request, Instant worldTime) {

    /** What a peer's name stands for. */
    sealed interface Peer {
        record Place(Chat chat) implements Peer {}

        record Bot(BotAccount bot) implements Peer {}

        record Nobody(RpcError why) implements Peer {}
    }

    /** By username or, where the account is in it, by the Bot API's id or the name that the world gives a private group. */
    Peer peer(String name) {
        if (name.startsWith("-100")) {
            return byId(name);
        }
        Optional<Username> username = Username.parse(name);
        if (username.isEmpty()) {
            return new Peer.Nobody(RpcError.USERNAME_INVALID);
        }
        Optional<Chat> own = state.world().find(username.get()).filter(chat -> !chat.isListed() && isMember(chat));
        if (own.isPresent()) {
            return new Peer.Place(own.get());
        }
        return state.named(username.get())
                .map(named -> switch (named) {
                    case WorldState.Named.OfChat(Chat chat) -> new Peer.Place(chat);
                    case WorldState.Named.OfBot(BotAccount bot) -> new Peer.Bot(bot);
                    case WorldState.Named.OfAccount _ -> new Peer.Nobody(RpcError.PEER_ID_INVALID);
                })
                .orElseGet(() -> new Peer.Nobody(RpcError.USERNAME_NOT_OCCUPIED));
    }

    private Peer byId(String id) {
        try {
            return state.chatById(Long.parseLong(id))
                    .flatMap(ChatState::chat)
                    .filter(chat -> chat.isListed() || isMember(chat))
                    .<Peer>map(Peer.Place::new)
                    .orElseGet(() -> new Peer.Nobody(RpcError.PEER_ID_INVALID));
        } catch (NumberFormatException _) {
            return new Peer.Nobody(RpcError.PEER_ID_INVALID);
        }
    }

    CallDecision in(String name, Function<Chat, CallDecision> deed) {
        return switch (peer(name)) {
            case Peer.Place(Chat chat) -> deed.apply(chat);
            case Peer.Bot _ -> refuse(RpcError.CHANNEL_INVALID);
            case Peer.Nobody(RpcError why) -> refuse(why);
        };
    }

    CallDecision inReadable(String name, Function<Chat, CallDecision> deed) {
        return in(name, chat -> mayRead(chat) ? deed.apply(chat) : refuse(RpcError.CHANNEL_PRIVATE));
    }

    /** In a chat that may be read, or with a bot. */
    CallDecision with(String name, Function<Chat, CallDecision> inChat, Function<BotAccount, CallDecision> withBot) {
        return switch (peer(name)) {
            case Peer.Place(Chat chat) -> mayRead(chat) ? inChat.apply(chat) : refuse(RpcError.CHANNEL_PRIVATE);
            case Peer.Bot(BotAccount bot) -> withBot.apply(bot);
            case Peer.Nobody(RpcError why) -> refuse(why);
        };
    }

    ChatState in(Chat chat) {
        return state.state(chat);
    }

    ChatKey.Direct direct(BotAccount bot) {
        return new ChatKey.Direct(account.name(), bot.id());
    }

    Actor actor() {
        return account.actor();
    }

    Member member(Chat chat) {
        return in(chat).member(actor(), worldTime);
    }

    boolean isMember(Chat chat) {
        return member(chat).isIn();
    }

    boolean mayRead(Chat chat) {
        return switch (member(chat).status()) {
            case KICKED -> false;
            case ADMINISTRATOR, MEMBER, RESTRICTED -> true;
            case RESTRICTED_LEFT, LEFT -> chat.door() == Door.OPEN;
        };
    }

    CallDecision refuse(RpcError error) {
        return CallDecision.refuse(failed(error));
    }

    Reply.Failed failed(RpcError error) {
        return error.in(request.call().method());
    }
}
