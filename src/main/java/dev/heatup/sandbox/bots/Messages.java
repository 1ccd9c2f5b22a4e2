package dev.heatup.sandbox.bots;

import dev.heatup.chance.Draw;
import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.FormattedText;
import dev.heatup.sandbox.botapi.Formatting;
import dev.heatup.sandbox.botapi.Keyboard;
import dev.heatup.sandbox.botapi.Keyboards;
import dev.heatup.sandbox.botapi.Upload;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.bots.BotScene.Place;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Content.Media.Kind;
import dev.heatup.sandbox.world.Discussions;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writing, editing and deleting messages, reacting, and answering pressed buttons. */
final class Messages {

    static final Map<String, Method> METHODS = Map.ofEntries(
            Map.entry("sendMessage", Messages::sendMessage),
            Map.entry("sendPhoto", scene -> sendMedia(scene, Kind.PHOTO)),
            Map.entry("sendDocument", scene -> sendMedia(scene, Kind.DOCUMENT)),
            Map.entry("sendMediaGroup", Messages::sendMediaGroup),
            Map.entry("sendChatAction", scene -> {
                scene.writable(Permission.SEND_MESSAGES);
                return BotDecision.done();
            }),
            Map.entry("editMessageText", Messages::editText),
            Map.entry("editMessageCaption", Messages::editCaption),
            Map.entry("editMessageReplyMarkup", Messages::editKeyboard),
            Map.entry("deleteMessage", Messages::deleteOne),
            Map.entry("deleteMessages", Messages::deleteMany),
            Map.entry("setMessageReaction", Messages::react),
            Map.entry("answerCallbackQuery", Messages::answerCallbackQuery));

    private static final int MOST_TEXT = 4096;
    private static final int MOST_CAPTION = 1024;
    private static final int MOST_DELETED = 100;
    private static final int MOST_IN_ALBUM = 10;
    private static final int MOST_ANSWER = 200;

    /** Later, only what a bot wrote in a private chat or where it may delete can go; Telegram's own bound. */
    private static final Duration DELETABLE = Duration.ofDays(2);

    private Messages() {}

    private static BotDecision sendMessage(BotScene scene) throws Refusal {
        FormattedText text = text(scene, "text", "entities");
        if (text.text().isEmpty()) {
            throw Refusal.badRequest("message text is empty");
        }
        if (text.text().length() > MOST_TEXT) {
            throw Refusal.badRequest("message is too long");
        }
        return send(scene, new Content.Text(text.text(), text.entitiesForBots()));
    }

    private static FormattedText text(BotScene scene, String text, String entities) throws Refusal {
        return BotScene.valid(Formatting.readCaption(scene.text(text), scene.text("parse_mode"), scene.list(entities)));
    }

    private static BotDecision sendMedia(BotScene scene, Kind kind) throws Refusal {
        String file = kind == Kind.PHOTO ? scene.text("photo") : scene.text("document");
        return send(scene, media(scene, kind, file, 0));
    }

    private static Content media(BotScene scene, Kind kind, String file, int index) throws Refusal {
        FormattedText caption = text(scene, "caption", "caption_entities");
        if (caption.text().length() > MOST_CAPTION) {
            throw Refusal.badRequest("message caption is too long");
        }
        return media(scene, kind, file, index, caption);
    }

    private static Content.Media media(BotScene scene, Kind kind, String file, int index, FormattedText caption)
            throws Refusal {
        Optional<Content.Media> known = scene.state().file(file);
        if (known.isPresent()) {
            if (known.get().kind() != kind) {
                throw Refusal.badRequest(
                        "can't use file of type " + name(known.get().kind()) + " as " + name(kind));
            }
            return known.get()
                    .captioned(caption.text(), caption.entitiesForBots())
                    .within(null);
        }
        boolean address = file.startsWith("http://") || file.startsWith("https://");
        Upload upload = scene.call()
                .upload(file)
                .orElse(address ? new Upload(file.substring(file.lastIndexOf('/') + 1), "", 0) : null);
        if (upload == null) {
            throw Refusal.badRequest("wrong remote file identifier specified: Wrong character in the string");
        }
        long draw = Draw.of(
                Draw.of(scene.state().world().seed(), "file"), scene.state().fileCount() + index);
        String type = kind == Kind.PHOTO ? "image/jpeg" : "application/octet-stream";
        return new Content.Media(
                kind,
                "hu" + Long.toString(draw >>> 1, 36),
                upload.name().isEmpty() ? null : upload.name(),
                upload.mimeType().isEmpty() ? type : upload.mimeType(),
                upload.size(),
                caption.text(),
                caption.entitiesForBots(),
                null);
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case PHOTO -> "Photo";
            case DOCUMENT -> "Document";
        };
    }

    private static BotDecision sendMediaGroup(BotScene scene) throws Refusal {
        List<Tl> items = scene.list("media");
        if (items.isEmpty()) {
            throw Refusal.badRequest("there are no messages to send");
        }
        if (items.size() > MOST_IN_ALBUM) {
            throw Refusal.badRequest("too many messages to send as an album");
        }
        Place place = scene.writable(Permission.SEND_PHOTOS);
        String album = items.size() == 1 ? null : album(scene, place);
        List<Message> sent = new ArrayList<>();
        for (Tl item : items) {
            Content content = media(scene, (Tl.Obj) item, sent.size()).within(album);
            sent.add(draft(scene, place, content).sent(scene.nextId(place) + sent.size(), scene.actor(), scene.now()));
        }
        return BotDecision.answer(
                Tl.of(sent.stream()
                        .map(message -> scene.view().message(scene.chat(place), message))
                        .toList()),
                deeds(scene, place, sent));
    }

    private static String album(BotScene scene, Place place) {
        long chat = Draw.of(
                scene.state().world().seed(), "album in " + scene.chat(place).key());
        return Long.toString(Draw.of(chat, scene.nextId(place)) >>> 1);
    }

    private static Content.Media media(BotScene scene, Tl.Obj item, int index) throws Refusal {
        Kind kind = item.text("type").filter("document"::equals).isPresent() ? Kind.DOCUMENT : Kind.PHOTO;
        FormattedText caption = BotScene.valid(Formatting.readCaption(
                item.text("caption").orElse(""), item.text("parse_mode").orElse(""), item.list("caption_entities")));
        return media(scene, kind, item.text("media").orElse(""), index, caption);
    }

    private static BotDecision send(BotScene scene, Content content) throws Refusal {
        Place place = scene.writable(needed(content));
        return send(scene, place, draft(scene, place, content));
    }

    static BotDecision send(BotScene scene, Place place, Message.Draft draft) {
        Message message = draft.sent(scene.nextId(place), scene.actor(), scene.now());
        return BotDecision.answer(
                scene.view().message(scene.chat(place), message), deeds(scene, place, List.of(message)));
    }

    static Permission needed(Content content) {
        return switch (content) {
            case Content.Media media ->
                switch (media.kind()) {
                    case PHOTO -> Permission.SEND_PHOTOS;
                    case DOCUMENT -> Permission.SEND_DOCUMENTS;
                };
            case Content.Text _, Content.Service _ -> Permission.SEND_MESSAGES;
        };
    }

    /** What is posted in a channel appears where it is discussed. */
    private static List<BotDecision.Deed> deeds(BotScene scene, Place place, List<Message> sent) {
        List<BotDecision.Deed> deeds = new ArrayList<>();
        sent.forEach(message -> deeds.add(scene.deed(sent(scene, place, message))));
        if (place instanceof Place.Public here) {
            for (int i = 0; i < sent.size(); i++) {
                Discussions.copy(scene.state(), here.described(), sent.get(i), i)
                        .ifPresent(copy -> deeds.add(new BotDecision.Deed(new Actor.Network(), copy)));
            }
        }
        return deeds;
    }

    private static Effect sent(BotScene scene, Place place, Message message) {
        return Effect.MessageSent.of(
                scene.chat(place).key(),
                message.id(),
                new Message.Draft(
                        message.content(), message.replyTo(), message.thread(), message.forward(), message.keyboard()));
    }

    static Message.Draft draft(BotScene scene, Place place, Content content) throws Refusal {
        ChatState chat = scene.chat(place);
        Optional<Message> answered = replyTo(scene, chat);
        Integer topic = topic(scene, chat);
        Integer thread = topic == null ? answered.map(chat::threadOf).orElse(null) : topic;
        return new Message.Draft(content, answered.map(Message::id).orElse(null), thread, null, keyboard(scene, place));
    }

    /** Null for none; where there are no topics, nobody looks whether the bot names one. */
    static @Nullable Integer topic(BotScene scene, ChatState chat) throws Refusal {
        Optional<Long> named = scene.params().integer("message_thread_id");
        if (named.isEmpty() || chat.chat().filter(Chat::isForum).isEmpty()) {
            return null;
        }
        return chat.topic(named.get())
                .orElseThrow(() -> Refusal.badRequest("message thread not found"))
                .id();
    }

    private static Optional<Message> replyTo(BotScene scene, ChatState chat) throws Refusal {
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
    static Tl.@Nullable Obj keyboard(BotScene scene, Place place) throws Refusal {
        Optional<Tl> given = scene.params().get("reply_markup");
        Optional<Keyboard> keyboard = given.isEmpty() ? Optional.empty() : BotScene.valid(Keyboards.read(given.get()));
        Optional<BotReply.Refused> misplaced = keyboard.flatMap(Keyboard::outsidePrivateChats);
        if (place instanceof Place.Public && misplaced.isPresent()) {
            throw Refusal.of(misplaced.get());
        }
        return keyboard.isEmpty() ? null : (Tl.Obj) given.orElseThrow();
    }

    /** Below what is edited only inline buttons can be. */
    private static Tl.@Nullable Obj inlineKeyboard(BotScene scene) throws Refusal {
        Optional<Tl> given = scene.params().get("reply_markup");
        boolean shows = given.isPresent()
                && BotScene.valid(Keyboards.readInline(given.get())).isPresent();
        return shows ? (Tl.Obj) given.orElseThrow() : null;
    }

    private static BotDecision editText(BotScene scene) throws Refusal {
        FormattedText text = text(scene, "text", "entities");
        if (text.text().isEmpty()) {
            throw Refusal.badRequest("message text is empty");
        }
        if (text.text().length() > MOST_TEXT) {
            throw Refusal.badRequest("MESSAGE_TOO_LONG");
        }
        Message message = editable(scene);
        if (!(message.content() instanceof Content.Text)) {
            throw Refusal.badRequest("there is no text in the message to edit");
        }
        return edit(scene, message, new Content.Text(text.text(), text.entitiesForBots()));
    }

    private static BotDecision editCaption(BotScene scene) throws Refusal {
        FormattedText caption = text(scene, "caption", "caption_entities");
        Message message = editable(scene);
        if (!(message.content() instanceof Content.Media media)) {
            throw Refusal.badRequest("there is no caption in the message to edit");
        }
        return edit(scene, message, media.captioned(caption.text(), caption.entitiesForBots()));
    }

    private static BotDecision editKeyboard(BotScene scene) throws Refusal {
        Message message = editable(scene);
        return edit(scene, message, message.content());
    }

    private static Message editable(BotScene scene) throws Refusal {
        if (scene.params().get("inline_message_id").isPresent()) {
            throw Refusal.badRequest("MESSAGE_ID_INVALID");
        }
        Place place = scene.in(scene.place("chat_id"));
        ChatState chat = scene.chat(place);
        Message message = scene.message(chat, "message_id", "message to edit not found");
        boolean fixed = chat.isBacklog(message.id())
                || message.forward() != null
                || message.content() instanceof Content.Service;
        if (fixed || !(message.author().equals(scene.actor()) || mayEditAll(scene, place))) {
            throw Refusal.badRequest("message can't be edited");
        }
        return message;
    }

    private static boolean mayEditAll(BotScene scene, Place place) {
        return place instanceof Place.Public here
                && here.described().kind() == Chat.Kind.BROADCAST
                && scene.own(here).has(AdminRight.EDIT_MESSAGES);
    }

    private static BotDecision edit(BotScene scene, Message message, Content content) throws Refusal {
        Tl.Obj keyboard = inlineKeyboard(scene);
        if (content.equals(message.content()) && Objects.equals(keyboard, message.keyboard())) {
            throw Refusal.badRequest("message is not modified: specified new message content and reply markup are"
                    + " exactly the same as a current content and reply markup of the message");
        }
        ChatState chat = scene.chat(scene.place("chat_id"));
        return BotDecision.answer(
                scene.view().message(chat, message.edited(content, keyboard, scene.now())),
                scene.deed(new Effect.MessageEdited(chat.key(), message.id(), content, keyboard)));
    }

    private static BotDecision deleteOne(BotScene scene) throws Refusal {
        Place place = scene.in(scene.place("chat_id"));
        ChatState chat = scene.chat(place);
        Message message = scene.message(chat, "message_id", "message to delete not found");
        if (!mayDelete(scene, place, chat, message)) {
            throw Refusal.badRequest("message can't be deleted");
        }
        return BotDecision.done(scene.deed(new Effect.MessagesDeleted(chat.key(), List.of(message.id()))));
    }

    /** Those that are not there or can't be deleted are passed over. */
    private static BotDecision deleteMany(BotScene scene) throws Refusal {
        Place place = scene.in(scene.place("chat_id"));
        ChatState chat = scene.chat(place);
        if (scene.list("message_ids").size() > MOST_DELETED) {
            throw Refusal.badRequest("too many messages to delete");
        }
        List<Integer> ids = scene.list("message_ids").stream()
                .flatMap(id -> id instanceof Tl.Int(long number) ? chat.find(number).stream() : null)
                .filter(message -> mayDelete(scene, place, chat, message))
                .map(Message::id)
                .distinct()
                .toList();
        return ids.isEmpty()
                ? BotDecision.done()
                : BotDecision.done(scene.deed(new Effect.MessagesDeleted(chat.key(), ids)));
    }

    private static boolean mayDelete(BotScene scene, Place place, ChatState chat, Message message) {
        boolean own = message.author().equals(scene.actor());
        boolean fresh = message.date().plus(DELETABLE).isAfter(scene.now());
        return !chat.isBacklog(message.id())
                && switch (place) {
                    case Place.Private _ -> fresh;
                    case Place.Public here ->
                        scene.own(here).has(AdminRight.DELETE_MESSAGES)
                                || (own && fresh && scene.own(here).isIn());
                };
    }

    private static BotDecision react(BotScene scene) throws Refusal {
        Place place = scene.in(scene.place("chat_id"));
        ChatState chat = scene.chat(place);
        Message message = scene.message(chat, "message_id", "message to react not found");
        List<String> emoji = new ArrayList<>();
        for (Tl reaction : scene.list("reaction")) {
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
                .getOrDefault(scene.actor(), List.of())
                .equals(emoji);
        return same
                ? BotDecision.done()
                : BotDecision.done(scene.deed(new Effect.Reacted(chat.key(), message.id(), emoji)));
    }

    private static BotDecision answerCallbackQuery(BotScene scene) throws Refusal {
        String id = scene.text("callback_query_id");
        boolean own = scene.state()
                .press(id)
                .filter(press -> press.bot() == scene.bot().id() && !press.isOld(scene.now()))
                .isPresent();
        if (!own) {
            throw Refusal.badRequest("query is too old and response timeout expired or query ID is invalid");
        }
        if (scene.text("text").length() > MOST_ANSWER) {
            throw Refusal.badRequest("MESSAGE_TOO_LONG");
        }
        return BotDecision.done(scene.deed(new Effect.ButtonAnswered(
                id,
                scene.params().text("text").orElse(null),
                scene.flag("show_alert"),
                scene.params().text("url").orElse(null))));
    }
}
