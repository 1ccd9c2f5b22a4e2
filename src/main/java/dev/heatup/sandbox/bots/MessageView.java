package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.Formatting;
import dev.heatup.sandbox.botapi.Keyboard;
import dev.heatup.sandbox.botapi.KeyboardParser;
import dev.heatup.sandbox.botapi.ParseResult;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the Bot API's types.
 *
 * @param view who and where
 */
record MessageView(BotView view) {

    /** Whom Telegram names as the author of what it forwards by itself. */
    private static final long TELEGRAM = 777_000;

    /** Whom Telegram names as the author of what a group writes in its own name. */
    private static final Tl.Obj GROUP_ANONYMOUS_BOT = Tl.object()
            .with("id", 1_087_968_824L)
            .with("is_bot", true)
            .with("first_name", "Group")
            .with("username", "GroupAnonymousBot")
            .build();

    /** What Telegram calls somebody who is no longer there. */
    private static final String NOBODY = "Deleted Account";

    /** The side of a placeholder photo, in pixels. */
    private static final int PHOTO_SIDE = 320;

    Tl.Obj message(ChatState chat, Message message) {
        Tl.Builder fields = fields(chat, message);
        answered(chat, message)
                .ifPresent(answered ->
                        fields.with("reply_to_message", fields(chat, answered).build()));
        return fields.build();
    }

    /** What opened the topic, for a message there that answers no other. */
    private static Optional<Message> answered(ChatState chat, Message message) {
        Integer replyTo = message.replyTo();
        Integer thread = message.thread();
        if (replyTo != null) {
            return chat.find(replyTo);
        }
        return thread == null ? Optional.empty() : chat.topic(thread);
    }

    /** All but the message that it answers, since Telegram nests these no deeper. */
    private Tl.Builder fields(ChatState chat, Message message) {
        Tl.Builder fields = Tl.object().with("message_id", message.id());
        Integer thread = message.thread();
        if (thread != null) {
            fields.with("message_thread_id", thread);
            if (chat.topic(thread).isPresent()) {
                fields.with("is_topic_message", true);
            }
        }
        author(chat, message, fields);
        fields.with("date", message.date().getEpochSecond()).with("chat", view.chat(chat));
        Message.Forward forward = message.forward();
        if (forward != null) {
            forwarded(forward, fields);
        }
        Instant edited = message.editedAt();
        if (edited != null) {
            fields.with("edit_date", edited.getEpochSecond());
        }
        content(chat, message, fields);
        Tl.Obj keyboard = message.keyboard();
        if (keyboard != null && keyboard.get("inline_keyboard").isPresent()) {
            shown(keyboard).ifPresent(markup -> fields.with("reply_markup", markup));
        }
        return fields;
    }

    private static Optional<Tl.Obj> shown(Tl.Obj keyboard) {
        return KeyboardParser.read(keyboard) instanceof ParseResult.Valid<Optional<Keyboard>>(Optional<Keyboard> read)
                ? read.flatMap(Keyboard::forBots)
                : Optional.empty();
    }

    private void author(ChatState chat, Message message, Tl.Builder fields) {
        Message.Forward forward = message.forward();
        if (forward != null && forward.automatic()) {
            fields.with(
                    "from",
                    Tl.object()
                            .with("id", TELEGRAM)
                            .with("is_bot", false)
                            .with("first_name", "Telegram")
                            .build());
            origin(forward.channel()).ifPresent(channel -> fields.with("sender_chat", channel));
        } else if (BotView.isChannel(chat)) {
            fields.with("sender_chat", view.chat(chat));
        } else if (message.author() instanceof Actor.Network) {
            fields.with("from", GROUP_ANONYMOUS_BOT).with("sender_chat", view.chat(chat));
        } else {
            view.user(message.author()).ifPresent(author -> fields.with("from", author));
        }
    }

    /** Twice: in {@code forward_origin}, and in the fields before it that Telegram still sends for older clients. */
    private void forwarded(Message.Forward forward, Tl.Builder fields) {
        long date = forward.date().getEpochSecond();
        Tl.Builder origin = Tl.object().with("date", date);
        Optional<Tl.Obj> user = Optional.ofNullable(forward.author()).flatMap(view::user);
        Optional<Tl.Obj> chat = origin(forward.channel());
        Integer id = forward.messageId();
        if (user.isPresent()) {
            fields.with("forward_from", user.get());
            origin.with("type", "user").with("sender_user", user.get());
        } else if (chat.isPresent() && id != null) {
            fields.with("forward_from_chat", chat.get()).with("forward_from_message_id", id);
            origin.with("type", "channel").with("chat", chat.get()).with("message_id", id);
        } else if (chat.isPresent()) {
            fields.with("forward_from_chat", chat.get());
            origin.with("type", "chat").with("sender_chat", chat.get());
        } else {
            String name = Optional.ofNullable(forward.hidden()).orElse(NOBODY);
            fields.with("forward_sender_name", name);
            origin.with("type", "hidden_user").with("sender_user_name", name);
        }
        fields.with("forward_origin", origin.build()).with("forward_date", date);
        if (forward.automatic()) {
            fields.with("is_automatic_forward", true);
        }
    }

    private Optional<Tl.Obj> origin(@Nullable ChatKey channel) {
        return Optional.ofNullable(channel).flatMap(view.state()::chat).map(view::chat);
    }

    private void content(ChatState chat, Message message, Tl.Builder fields) {
        switch (message.content()) {
            case Content.Text text -> text(fields, "text", "entities", text);
            case Content.Media media -> {
                media(fields, media);
                if (!media.text().isEmpty()) {
                    text(fields, "caption", "caption_entities", media);
                }
            }
            case Content.Arrival(List<Actor> who) ->
                fields.with(
                        "new_chat_members",
                        who.stream().flatMap(actor -> view.user(actor).stream()).toList());
            case Content.Departure(Actor who) ->
                view.user(who).ifPresent(user -> fields.with("left_chat_member", user));
            case Content.Pin(int id) ->
                fields.with(
                        "pinned_message",
                        chat.find(id)
                                .map(pinned -> fields(chat, pinned).build())
                                .orElseGet(() -> inaccessible(chat, id)));
            case Content.Topic(String name) ->
                fields.with(
                        "forum_topic_created",
                        Tl.object()
                                .with("name", name)
                                .with("icon_color", Content.Topic.ICON_COLOR)
                                .build());
        }
    }

    /** What was written without entities of its own gets those that Telegram finds in it. */
    private void text(Tl.Builder fields, String text, String entities, Content content) {
        List<Tl.Obj> all = content.entities().isEmpty()
                ? Formatting.plain(content.text()).entitiesForBots()
                : content.entities().stream().flatMap(this::entity).toList();
        fields.with(text, content.text());
        if (!all.isEmpty()) {
            fields.with(entities, all);
        }
    }

    /** A mention shows whom it mentions; as in Telegram, one of somebody whom nobody knows is plain text. */
    private Stream<Tl.Obj> entity(Tl.Obj entity) {
        Optional<Tl> mentioned = entity.get("user");
        if (mentioned.isEmpty()) {
            return Stream.of(entity);
        }
        return ((Tl.Obj) mentioned.get())
                .integer("id").flatMap(view::user).stream().map(user -> {
                    Tl.Builder whole = Tl.object();
                    entity.fields().forEach(whole::with);
                    return whole.with("user", user).build();
                });
    }

    private static void media(Tl.Builder fields, Content.Media media) {
        String album = media.album();
        if (album != null) {
            fields.with("media_group_id", album);
        }
        switch (media.kind()) {
            case PHOTO ->
                fields.with(
                        "photo",
                        List.of(file(media)
                                .with("width", PHOTO_SIDE)
                                .with("height", PHOTO_SIDE)
                                .build()));
            case DOCUMENT -> {
                Tl.Builder document = file(media).with("mime_type", media.mimeType());
                String name = media.fileName();
                fields.with("document", (name == null ? document : document.with("file_name", name)).build());
            }
        }
    }

    static Tl.Builder file(Content.Media media) {
        return Tl.object()
                .with("file_id", media.fileId())
                .with("file_unique_id", media.fileId())
                .with("file_size", media.size());
    }

    /** A message that is gone. */
    private Tl.Obj inaccessible(ChatState chat, int id) {
        return Tl.object()
                .with("chat", view.chat(chat))
                .with("message_id", id)
                .with("date", 0)
                .build();
    }
}
