package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.telegram.Tl;
import java.util.Optional;
import java.util.stream.Stream;

/** Telegram's constructors of peers and users. Stateless. */
final class TlPeers {

    private TlPeers() {}

    static Tl.Obj peer(CallContext callContext, ChatKey key) {
        return switch (key) {
            case ChatKey.Public(var name) ->
                peer(callContext.state().world().find(name).orElseThrow());
            case ChatKey.Direct(String _, long bot) -> peerUser(bot);
        };
    }

    static Tl.Obj peer(Chat chat) {
        return Tl.constructor("peerChannel").with("channel_id", chat.id()).build();
    }

    static Tl.Obj peerUser(long id) {
        return Tl.constructor("peerUser").with("user_id", id).build();
    }

    static Optional<BotAccount> bot(CallContext callContext, ChatKey key) {
        return key instanceof ChatKey.Direct(String _, long bot)
                ? callContext.state().bot(bot)
                : Optional.empty();
    }

    static Optional<Long> userId(CallContext callContext, Actor actor) {
        return switch (actor) {
            case Actor.Person(String name) ->
                name.equals(callContext.account().name())
                        ? Optional.of(callContext.account().userId())
                        : callContext.state().account(name).map(Account::userId);
            case Actor.Bot(long id) -> Optional.of(id);
            case Actor.Network _, Actor.Operator _ -> Optional.empty();
        };
    }

    static Stream<Tl.Obj> user(CallContext callContext, Actor actor) {
        return switch (actor) {
            case Actor.Person(String name) -> callContext.state().account(name).map(TlPeers::user).stream();
            case Actor.Bot(long id) -> callContext.state().bot(id).map(TlPeers::user).stream();
            case Actor.Network _, Actor.Operator _ -> Stream.empty();
        };
    }

    static Tl.Obj user(Account account) {
        Tl.Builder user = Tl.constructor("user").with("id", account.userId()).with("first_name", account.firstName());
        String username = account.username();
        return (username == null ? user : user.with("username", username)).build();
    }

    static Tl.Obj user(BotAccount bot) {
        return Tl.constructor("user")
                .with("id", bot.id())
                .with("bot", true)
                .with("first_name", bot.name())
                .with("username", bot.username())
                .build();
    }
}
