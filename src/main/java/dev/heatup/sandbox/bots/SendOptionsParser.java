package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.Keyboard;
import dev.heatup.sandbox.botapi.KeyboardParser;
import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is around a content: what it answers, its topic, its keyboard. */
final class SendOptionsParser {

    private SendOptionsParser() {}

    static Message.Draft draft(BotCallContext context, Place place, Content content) throws Refusal {
        ChatState chat = context.chat(place);
        Optional<Message> answered = replyTo(context, chat);
        Integer topic = topic(context, chat);
        Integer thread = topic == null ? answered.map(chat::threadOf).orElse(null) : topic;
        return new Message.Draft(
                content, answered.map(Message::id).orElse(null), thread, null, keyboard(context, place));
    }

    /** Null for none; where there are no topics, nobody looks whether the bot names one. */
    static @Nullable Integer topic(BotCallContext context, ChatState chat) throws Refusal {
        Optional<Long> named = context.params().integer("message_thread_id");
        if (named.isEmpty() || chat.chat().filter(Chat::isForum).isEmpty()) {
            return null;
        }
        return chat.topic(named.get())
                .orElseThrow(() -> Refusal.badRequest("message thread not found"))
                .id();
    }

    private static Optional<Message> replyTo(BotCallContext context, ChatState chat) throws Refusal {
        Optional<Tl.Obj> reply = context.params()
                .get("reply_parameters")
                .flatMap(value -> value instanceof Tl.Obj fields ? Optional.of(fields) : Optional.empty());
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        Optional<Message> answered = chat.find(reply.get().integer("message_id").orElse(0L));
        if (answered.isEmpty()
                && !reply.get().bool("allow_sending_without_reply").orElse(false)) {
            throw Refusal.badRequest("message to be replied not found");
        }
        return answered;
    }

    /** Null for none. A keyboard that shows something is kept as it came, now that it is known to be one. */
    private static Tl.@Nullable Obj keyboard(BotCallContext context, Place place) throws Refusal {
        Optional<Tl> given = context.params().get("reply_markup");
        Optional<Keyboard> keyboard =
                given.isEmpty() ? Optional.empty() : BotCallContext.valid(KeyboardParser.read(given.get()));
        Optional<BotReply.Refused> misplaced = keyboard.flatMap(Keyboard::outsidePrivateChats);
        if (place instanceof Place.Public && misplaced.isPresent()) {
            throw Refusal.of(misplaced.get());
        }
        return keyboard.isEmpty() ? null : (Tl.Obj) given.orElseThrow();
    }

    /** Null for none: below what is edited only inline buttons can be. */
    static Tl.@Nullable Obj inlineKeyboard(BotCallContext context) throws Refusal {
        Optional<Tl> given = context.params().get("reply_markup");
        boolean shows = given.isPresent()
                && BotCallContext.valid(KeyboardParser.readInline(given.get())).isPresent();
        return shows ? (Tl.Obj) given.orElseThrow() : null;
    }
}
