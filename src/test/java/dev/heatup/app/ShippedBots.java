package dev.heatup.app;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a bot does in each of the shipped worlds. */
final class ShippedBots {

    private static final Pattern LINK = Pattern.compile("\\b(?!school|city|community)[a-z-]+\\.(test|example)|@hu_");

    private ShippedBots() {}

    /** Deletes links, mutes their authors for an hour, and lets every other stranger in. */
    static void moderate(TranscribingBot bot, Tl.Obj update) {
        message(update)
                .filter(message -> LINK.matcher(message.text("text").orElse("")).find())
                .ifPresent(message -> {
                    long chat = id(message, "chat");
                    bot.call(
                            "deleteMessage",
                            Tl.object().with("chat_id", chat).with("message_id", number(message, "message_id")));
                    bot.call(
                            "restrictChatMember",
                            Tl.object()
                                    .with("chat_id", chat)
                                    .with("user_id", id(message, "from"))
                                    .with(
                                            "permissions",
                                            Tl.object()
                                                    .with("can_send_messages", false)
                                                    .build())
                                    .with("until_date", number(message, "date") + 3600));
                });
        object(update, "chat_join_request").ifPresent(request -> {
            long who = id(request, "from");
            bot.call(
                    who % 2 == 0 ? "approveChatJoinRequest" : "declineChatJoinRequest",
                    Tl.object().with("chat_id", id(request, "chat")).with("user_id", who));
        });
    }

    /** Answers every message with two buttons, and a press with an edit. */
    static void answer(TranscribingBot bot, Tl.Obj update) {
        object(update, "message")
                .filter(message -> message.text("text").isPresent())
                .ifPresent(message -> bot.call(
                        "sendMessage",
                        Tl.object()
                                .with("chat_id", id(message, "chat"))
                                .with("text", "What is it about? <b>" + number(message, "message_id") + "</b>")
                                .with("parse_mode", "HTML")
                                .with("reply_markup", buttons("Order", "Lamp"))));
        object(update, "callback_query").ifPresent(query -> {
            bot.call(
                    "answerCallbackQuery",
                    Tl.object()
                            .with("callback_query_id", query.text("id").orElseThrow())
                            .with("text", "Noted"));
            object(query, "message")
                    .ifPresent(message -> bot.call(
                            "editMessageText",
                            Tl.object()
                                    .with("chat_id", id(message, "chat"))
                                    .with("message_id", number(message, "message_id"))
                                    .with("text", "About: " + query.text("data").orElse(""))));
        });
    }

    /** Counts members whenever reactions have changed, and repeats what it is told. */
    static void count(TranscribingBot bot, Tl.Obj update) {
        object(update, "message_reaction_count")
                .ifPresent(change -> bot.call("getChatMemberCount", Tl.object().with("chat_id", id(change, "chat"))));
        object(update, "message")
                .filter(message -> message.text("text").isPresent())
                .ifPresent(message -> bot.call(
                        "sendMessage",
                        Tl.object()
                                .with("chat_id", id(message, "chat"))
                                .with("text", message.text("text").orElseThrow())));
    }

    private static Tl.Obj buttons(String... texts) {
        List<Tl> row = new ArrayList<>();
        for (String text : texts) {
            row.add(Tl.object().with("text", text).with("callback_data", text).build());
        }
        return Tl.object().with("inline_keyboard", List.of(Tl.of(row))).build();
    }

    private static Optional<Tl.Obj> message(Tl.Obj update) {
        return object(update, "message").or(() -> object(update, "edited_message"));
    }

    private static Optional<Tl.Obj> object(Tl.Obj of, String field) {
        return of.get(field).map(Tl.Obj.class::cast);
    }

    private static long id(Tl.Obj of, String field) {
        return number(object(of, field).orElseThrow(), "id");
    }

    private static long number(Tl.Obj of, String field) {
        return of.integer(field).orElseThrow();
    }
}
