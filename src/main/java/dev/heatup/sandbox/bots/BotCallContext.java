package dev.heatup.sandbox.bots;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.ParseResult;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Member.Status;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One call of a bot before a state of the world. What is refused is a {@link Refusal}, in the official server's words. */
record BotCallContext(WorldState state, BotAccount bot, BotCall call, Instant now, BotDates dates) {

    BotView view() {
        return new BotView(state);
    }

    Tl.Obj params() {
        return call.params();
    }

    Actor.Bot actor() {
        return bot.actor();
    }

    BotDecision.ActorEffect effect(Effect effect) {
        return new BotDecision.ActorEffect(actor(), effect);
    }

    String text(String field) {
        return params().text(field).orElse("");
    }

    long integer(String field) {
        return params().integer(field).orElse(0L);
    }

    /** A date that the bot names, as a moment of world time; empty without one. */
    Optional<Instant> moment(String field) {
        return dates.moment(integer(field), now);
    }

    boolean flag(String field) {
        return params().bool(field).orElse(false);
    }

    /** A chat that the bot knows; a private one may have no message yet. */
    sealed interface Place {

        /** @param described the channel or group */
        record Public(ChatState chat, Chat described) implements Place {}

        record Private(Account person, ChatKey.Direct key) implements Place {}
    }

    /** A chat to look at. */
    Place place(String field) throws Refusal {
        Optional<Tl> name = params().get(field);
        if (name.isPresent() && name.get() instanceof Tl.Int(long id)) {
            return id > 0 ? person(id) : group(state.chatById(id));
        }
        Optional<ChatState> chat = params().text(field)
                .flatMap(Username::parse)
                .flatMap(state::named)
                .flatMap(named -> named instanceof WorldState.Named.OfChat(Chat found)
                        ? Optional.of(state.state(found))
                        : Optional.empty());
        return group(chat);
    }

    private Place person(long id) throws Refusal {
        Account account = state.account(id).orElseThrow(() -> Refusal.badRequest("chat not found"));
        ChatKey.Direct key = new ChatKey.Direct(account.name(), bot.id());
        if (state.chat(key).isEmpty() && !asksToJoin(account)) {
            throw isMet(account)
                    ? Refusal.forbidden("bot can't initiate conversation with a user")
                    : Refusal.badRequest("chat not found");
        }
        return new Place.Private(account, key);
    }

    /** Who asks to join may be written to by a bot that is told of it. */
    private boolean asksToJoin(Account person) {
        return places().anyMatch(chat ->
                chat.isRequested(person.actor()) && chat.member(actor(), now).has(AdminRight.INVITE_USERS));
    }

    private boolean isMet(Account person) {
        return person.dialogs().keySet().stream()
                .flatMap(key -> state.chat(key).stream())
                .anyMatch(chat -> chat.isIn(actor(), now));
    }

    private Stream<ChatState> places() {
        return state.world().chats().stream().map(state::state);
    }

    private static Place group(Optional<ChatState> chat) throws Refusal {
        ChatState found = chat.orElseThrow(() -> Refusal.badRequest("chat not found"));
        return new Place.Public(found, found.chat().orElseThrow());
    }

    /** A channel or group that the bot is in. */
    Place.Public group(String field) throws Refusal {
        if (!(place(field) instanceof Place.Public here)) {
            throw Refusal.badRequest("method is available for supergroup and channel chats only");
        }
        return in(here);
    }

    Place.Public in(Place.Public here) throws Refusal {
        Status status = own(here).status();
        if (status == Status.KICKED) {
            throw Refusal.forbidden("bot was kicked from the " + kind(here) + " chat");
        }
        if (!own(here).isIn()) {
            throw Refusal.forbidden("bot is not a member of the " + kind(here) + " chat");
        }
        return here;
    }

    private static String kind(Place.Public here) {
        return here.described().kind() == Kind.GROUP ? "supergroup" : "channel";
    }

    /** A channel or group where the bot has the right. */
    Place.Public group(String field, AdminRight right) throws Refusal {
        Place.Public here = group(field);
        need(here, right);
        return here;
    }

    /** A chat that may be looked at: one that the bot is in, or one that is listed and that it is not banned from. */
    Place readable(String field) throws Refusal {
        Place place = place(field);
        boolean open = place instanceof Place.Public here
                && here.described().isListed()
                && own(here).status() != Status.KICKED;
        return open ? place : in(place);
    }

    /** A private chat, or one that the bot is in. */
    Place in(Place place) throws Refusal {
        return place instanceof Place.Public here ? in(here) : place;
    }

    void need(Place.Public here, AdminRight right) throws Refusal {
        if (!own(here).has(right)) {
            throw Refusal.badRequest("not enough rights"
                    + switch (right) {
                        case RESTRICT_MEMBERS -> " to restrict/unrestrict chat member";
                        case PIN_MESSAGES -> " to manage pinned messages in the chat";
                        case CHANGE_INFO -> " to change chat permissions";
                        default -> "";
                    });
        }
    }

    Member own(Place.Public here) {
        return here.chat().member(actor(), now);
    }

    /** The chat as it is. */
    ChatState chat(Place place) {
        return switch (place) {
            case Place.Public(ChatState chat, Chat _) -> chat;
            case Place.Private(Account _, ChatKey.Direct key) -> state.direct(key);
        };
    }

    int nextId(Place place) {
        return switch (place) {
            case Place.Public(ChatState chat, Chat _) -> chat.lastId() + 1;
            case Place.Private _ -> bot.nextMessageId();
        };
    }

    Message message(ChatState chat, String field, String otherwise) throws Refusal {
        return chat.find(integer(field)).orElseThrow(() -> Refusal.badRequest(otherwise));
    }

    /** Somebody by user id, of whom the chat may know nothing. */
    Actor user(String field) throws Refusal {
        long id = integer(field);
        return state.account(id)
                .<Actor>map(Account::actor)
                .or(() -> state.bot(id).map(BotAccount::actor))
                .orElseThrow(() -> Refusal.badRequest("user not found"));
    }

    static <T> T valid(ParseResult<T> parseResult) throws Refusal {
        return switch (parseResult) {
            case ParseResult.Valid<T>(T value) -> value;
            case ParseResult.Invalid<T>(BotReply.Refused reply) -> throw Refusal.of(reply);
        };
    }

    List<Tl> list(String field) {
        return params().list(field);
    }
}
