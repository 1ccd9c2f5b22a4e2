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

    static Message.Draft draft(BotCallContext scene, Place place, Content content) throws Refusal {
        ChatState chat = scene.chat(place);
        Optional<Message> answered = replyTo(scene, chat);
        Integer topic = topic(scene, chat);
        Integer thread = topic == null ? answered.map(chat::threadOf).orElse(null) : topic;
        return new Message.Draft(content, answered.map(Message::id).orElse(null), thread, null, keyboard(scene, place));
    }

    /** Null for none; where there are no topics, nobody looks whether the bot names one. */
    static @Nullable Integer topic(BotCallContext scene, ChatState chat) throws Refusal {
        Optional<Long> named = scene.params().integer("message_thread_id");
        if (named.isEmpty() || chat.chat().filter(Chat::isForum).isEmpty()) {
            return null;
        }
        return chat.topic(named.get())
                .orElseThrow(() -> Refusal.badRequest("message thread not found"))
                .id();
    }

    private static Optional<Message> replyTo(BotCallContext scene, ChatState chat) throws Refusal {
        Optional<Tl.Obj> reply = scene.params()
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
    private static Tl.@Nullable Obj keyboard(BotCallContext scene, Place place) throws Refusal {
        Optional<Tl> given = scene.params().get("reply_markup");
        Optional<Keyboard> keyboard =
                given.isEmpty() ? Optional.empty() : BotCallContext.valid(KeyboardParser.read(given.get()));
        Optional<BotReply.Refused> misplaced = keyboard.flatMap(Keyboard::outsidePrivateChats);
        if (place instanceof Place.Public && misplaced.isPresent()) {
            throw Refusal.of(misplaced.get());
        }
        return keyboard.isEmpty() ? null : (Tl.Obj) given.orElseThrow();
    }

    /** Null for none: below what is edited only inline buttons can be. */
    static Tl.@Nullable Obj inlineKeyboard(BotCallContext scene) throws Refusal {
        Optional<Tl> given = scene.params().get("reply_markup");
        boolean shows = given.isPresent()
                && BotCallContext.valid(KeyboardParser.readInline(given.get())).isPresent();
        return shows ? (Tl.Obj) given.orElseThrow() : null;
    }
}
