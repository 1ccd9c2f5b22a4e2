package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is done to messages that are there: deleting them, reacting to them, answering their pressed buttons. */
final class MessageMethods {

    static final Map<String, Method> METHODS = Map.of(
            "deleteMessage", MessageMethods::deleteOne,
            "deleteMessages", MessageMethods::deleteMany,
            "setMessageReaction", MessageMethods::react,
            "answerCallbackQuery", MessageMethods::answerCallbackQuery);

    private static final int MAX_DELETED = 100;
    private static final int MAX_ANSWER = 200;

    /** Later, only what a bot wrote in a private chat or where it may delete can go; Telegram's own bound. */
    private static final Duration DELETABLE = Duration.ofDays(2);

    private MessageMethods() {}

    private static BotDecision deleteOne(BotCallContext context) throws Refusal {
        Place place = context.in(context.place("chat_id"));
        ChatState chat = context.chat(place);
        Message message = context.message(chat, "message_id", "message to delete not found");
        if (!mayDelete(context, place, chat, message)) {
            throw Refusal.badRequest("message can't be deleted");
        }
        return BotDecision.done(context.effect(new Effect.MessagesDeleted(chat.key(), List.of(message.id()))));
    }

    /** Those that are not there or can't be deleted are passed over. */
    private static BotDecision deleteMany(BotCallContext context) throws Refusal {
        Place place = context.in(context.place("chat_id"));
        ChatState chat = context.chat(place);
        if (context.list("message_ids").size() > MAX_DELETED) {
            throw Refusal.badRequest("too many messages to delete");
        }
        List<Integer> ids = context.list("message_ids").stream()
                .flatMap(id -> id instanceof Tl.Int(long number) ? chat.find(number).stream() : null)
                .filter(message -> mayDelete(context, place, chat, message))
                .map(Message::id)
                .distinct()
                .toList();
        return ids.isEmpty()
                ? BotDecision.done()
                : BotDecision.done(context.effect(new Effect.MessagesDeleted(chat.key(), ids)));
    }

    private static boolean mayDelete(BotCallContext context, Place place, ChatState chat, Message message) {
        boolean own = message.author().equals(context.actor());
        boolean fresh = message.date().plus(DELETABLE).isAfter(context.now());
        return !chat.isBacklog(message.id())
                && switch (place) {
                    case Place.Private _ -> fresh;
                    case Place.Public here ->
                        context.own(here).has(AdminRight.DELETE_MESSAGES)
                                || (own && fresh && context.own(here).isIn());
                };
    }

    private static BotDecision react(BotCallContext context) throws Refusal {
        Place place = context.in(context.place("chat_id"));
        ChatState chat = context.chat(place);
        Message message = context.message(chat, "message_id", "message to react not found");
        List<String> emoji = new ArrayList<>();
        for (Tl reaction : context.list("reaction")) {
            emoji.add(((Tl.Obj) reaction).text("emoji").orElseThrow(() -> Refusal.badRequest("REACTION_INVALID")));
        }
        if (emoji.size() > 1) {
            throw Refusal.badRequest("REACTIONS_TOO_MANY");
        }
        if (place instanceof Place.Public here) {
            if (!emoji.stream().allMatch(here.described()::allowsReaction)) {
                throw Refusal.badRequest("REACTION_INVALID");
            }
        }
        boolean same = chat.reactions(message.id())
                .getOrDefault(context.actor(), List.of())
                .equals(emoji);
        return same
                ? BotDecision.done()
                : BotDecision.done(context.effect(new Effect.Reacted(chat.key(), message.id(), emoji)));
    }

    private static BotDecision answerCallbackQuery(BotCallContext context) throws Refusal {
        String id = context.text("callback_query_id");
        boolean own = context.state()
                .press(id)
                .filter(press -> press.bot() == context.bot().id() && !press.isOld(context.now()))
                .isPresent();
        if (!own) {
            throw Refusal.badRequest("query is too old and response timeout expired or query ID is invalid");
        }
        if (context.text("text").length() > MAX_ANSWER) {
            throw Refusal.badRequest("MESSAGE_TOO_LONG");
        }
        return BotDecision.done(context.effect(new Effect.ButtonAnswered(
                id,
                context.params().text("text").orElse(null),
                context.flag("show_alert"),
                context.params().text("url").orElse(null))));
    }
}
