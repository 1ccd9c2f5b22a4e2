package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Member.Status;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looking at chats, and what holds for all in them: pins, permissions, the invite link, files. */
final class ChatMethods {

    static final Map<String, Method> METHODS = Map.ofEntries(
            Map.entry("getChat", ChatMethods::get),
            Map.entry("getChatMember", ChatMethods::member),
            Map.entry("getChatAdministrators", ChatMethods::administrators),
            Map.entry("getChatMemberCount", ChatMethods::count),
            Map.entry("setChatPermissions", ChatMethods::permit),
            Map.entry("exportChatInviteLink", ChatMethods::invite),
            Map.entry("pinChatMessage", ChatMethods::pin),
            Map.entry("unpinChatMessage", ChatMethods::unpin),
            Map.entry("unpinAllChatMessages", ChatMethods::unpinAll),
            Map.entry("leaveChat", ChatMethods::leave),
            Map.entry("getFile", ChatMethods::file));

    /** Distinct reactions on a message; Telegram's own number. */
    private static final int MAX_REACTIONS = 11;

    private ChatMethods() {}

    private static BotDecision get(BotCallContext context) throws Refusal {
        Place place = context.readable("chat_id");
        Tl.Builder full = Tl.object();
        switch (place) {
            case Place.Private(Account person, ChatKey.Direct _) ->
                context.view().privateChat(person).fields().forEach(full::with);
            case Place.Public here -> describe(context, here, full);
        }
        lastPinned(context, context.chat(place), full);
        return BotDecision.answer(full.with("accent_color_id", 0)
                .with("max_reaction_count", MAX_REACTIONS)
                .with(
                        "accepted_gift_types",
                        Tl.object()
                                .with("unlimited_gifts", false)
                                .with("limited_gifts", false)
                                .with("unique_gifts", false)
                                .with("premium_subscription", false)
                                .with("gifts_from_channels", false)
                                .build())
                .build());
    }

    private static void describe(BotCallContext context, Place.Public here, Tl.Builder full) {
        Chat chat = here.described();
        BotView.chat(chat).fields().forEach(full::with);
        full.with("description", chat.topic());
        if (chat.asksForApproval()) {
            full.with("join_by_request", true);
        }
        List<String> reactions = chat.manner().reactions();
        if (reactions != null) {
            full.with("available_reactions", BotView.reactions(reactions));
        }
        if (context.own(here).has(AdminRight.INVITE_USERS)) {
            full.with("invite_link", inviteLink(chat));
        }
        if (chat.kind() == Kind.GROUP) {
            full.with(
                    "permissions",
                    BotView.permissions(Tl.object(), here.chat().permissions()).build());
            long slow = chat.manner().slowMode().toSeconds();
            if (slow > 0) {
                full.with("slow_mode_delay", slow);
            }
        }
        linked(context, chat).forEach(other -> full.with("linked_chat_id", other.botApiId()));
    }

    /** A channel's group, or a group's channel. */
    private static Stream<Chat> linked(BotCallContext context, Chat chat) {
        return context.state().world().chats().stream()
                .filter(other -> other.name().equals(chat.manner().discussion())
                        || chat.name().equals(other.manner().discussion()))
                .limit(1);
    }

    private static void lastPinned(BotCallContext context, ChatState chat, Tl.Builder full) {
        chat.pinned().stream()
                .max(Integer::compare)
                .flatMap(chat::find)
                .ifPresent(message -> full.with("pinned_message", context.view().message(chat, message)));
    }

    private static BotDecision member(BotCallContext context) throws Refusal {
        Place.Public here = members(context);
        Actor who = context.user("user_id");
        return BotDecision.answer(
                context.view().member(here.chat(), who, here.chat().member(who, context.now())));
    }

    /** A channel or group whose members may be looked at. */
    private static Place.Public members(BotCallContext context) throws Refusal {
        if (context.readable("chat_id") instanceof Place.Public here) {
            return here;
        }
        throw Refusal.badRequest("there are no administrators in the private chat");
    }

    private static BotDecision administrators(BotCallContext context) throws Refusal {
        Place.Public here = members(context);
        return BotDecision.answer(Tl.of(here.chat().members().entrySet().stream()
                .filter(entry -> entry.getValue().status() == Status.ADMINISTRATOR)
                .map(entry -> context.view().member(here.chat(), entry.getKey(), entry.getValue()))
                .toList()));
    }

    private static BotDecision count(BotCallContext context) throws Refusal {
        Place.Public here = members(context);
        return BotDecision.answer(
                Tl.of((long) here.described().audience() + here.chat().people()));
    }

    private static BotDecision permit(BotCallContext context) throws Refusal {
        Place.Public here = context.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        return BotDecision.done(
                context.effect(new Effect.PermissionsSet(here.chat().key(), PermissionsParser.given(context))));
    }

    private static BotDecision invite(BotCallContext context) throws Refusal {
        Place.Public here = context.group("chat_id", AdminRight.INVITE_USERS);
        return BotDecision.answer(Tl.of(inviteLink(here.described())));
    }

    private static String inviteLink(Chat chat) {
        return "https://t.me/+" + chat.inviteHash();
    }

    private static BotDecision pin(BotCallContext context) throws Refusal {
        Place place = pinnable(context);
        ChatState chat = context.chat(place);
        Message message = context.message(chat, "message_id", "message to pin not found");
        if (message.content() instanceof Content.Service) {
            throw Refusal.badRequest("a service message can't be pinned");
        }
        // In a forum, the note is where the message is.
        Integer topic = Optional.ofNullable(message.thread())
                .filter(thread -> chat.topic(thread).isPresent())
                .orElse(null);
        Message.Draft note = Message.Draft.of(new Content.Pin(message.id()), null, topic);
        return BotDecision.done(
                context.effect(new Effect.Pinned(chat.key(), message.id(), true)),
                context.effect(Effect.MessageSent.of(chat.key(), context.nextId(place), note)));
    }

    private static BotDecision unpin(BotCallContext context) throws Refusal {
        ChatState chat = context.chat(pinnable(context));
        Integer id = context.params()
                .integer("message_id")
                .flatMap(chat::find)
                .map(Message::id)
                .or(() -> chat.pinned().stream().max(Integer::compare))
                .filter(chat.pinned()::contains)
                .orElseThrow(() -> Refusal.badRequest("message to unpin not found"));
        return BotDecision.done(context.effect(new Effect.Pinned(chat.key(), id, false)));
    }

    private static BotDecision unpinAll(BotCallContext context) throws Refusal {
        ChatState chat = context.chat(pinnable(context));
        return BotDecision.answer(
                Tl.of(true),
                chat.pinned().stream()
                        .map(id -> context.effect(new Effect.Pinned(chat.key(), id, false)))
                        .toList());
    }

    private static Place pinnable(BotCallContext context) throws Refusal {
        Place place = context.place("chat_id");
        if (place instanceof Place.Public here) {
            context.in(here);
            context.need(
                    here, here.described().kind() == Kind.GROUP ? AdminRight.PIN_MESSAGES : AdminRight.EDIT_MESSAGES);
        }
        return place;
    }

    private static BotDecision leave(BotCallContext context) throws Refusal {
        Place.Public here = context.group("chat_id");
        BotDecision.ActorEffect left =
                context.effect(new Effect.Left(here.chat().key()));
        return here.described().kind() == Kind.GROUP
                ? BotDecision.done(MemberMethods.departure(context, here.chat(), context.actor()), left)
                : BotDecision.done(left);
    }

    private static BotDecision file(BotCallContext context) throws Refusal {
        Content.Media media =
                context.state().file(context.text("file_id")).orElseThrow(() -> Refusal.badRequest("invalid file_id"));
        return BotDecision.answer(
                MessageView.file(media).with("file_path", media.path()).build());
    }
}
