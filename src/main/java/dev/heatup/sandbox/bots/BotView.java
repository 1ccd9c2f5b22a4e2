package dev.heatup.sandbox.bots;

import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.botapi.Checked;
import dev.heatup.sandbox.botapi.Formatting;
import dev.heatup.sandbox.botapi.Keyboard;
import dev.heatup.sandbox.botapi.Keyboards;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The world in the Bot API's types. Nothing that the network hides is in here. */
record BotView(WorldState state) {

    /** Whom Telegram names as the author of what it forwards by itself. */
    private static final long TELEGRAM = 777_000;

    /** The side of a placeholder photo, in pixels. */
    private static final int PHOTO_SIDE = 320;

    Tl.Obj user(Account account) {
        Tl.Builder user =
                Tl.object().with("id", account.userId()).with("is_bot", false).with("first_name", account.firstName());
        String username = account.username();
        if (username != null) {
            user.with("username", username);
        }
        return user.with("language_code", account.language()).build();
    }

    Tl.Obj user(BotAccount bot) {
        return botUser(bot).build();
    }

    /** With what only the bot itself is told. */
    Tl.Obj self(BotAccount bot) {
        return botUser(bot)
                .with("can_join_groups", true)
                .with("can_read_all_group_messages", bot.readsAll())
                .with("supports_inline_queries", false)
                .with("can_connect_to_business", false)
                .with("has_main_web_app", false)
                .build();
    }

    private static Tl.Builder botUser(BotAccount bot) {
        return Tl.object()
                .with("id", bot.id())
                .with("is_bot", true)
                .with("first_name", bot.name())
                .with("username", bot.username());
    }

    /** A person or a bot; empty for the network itself. */
    Optional<Tl.Obj> user(Actor actor) {
        return switch (actor) {
            case Actor.Person(String name) -> state.account(name).map(this::user);
            case Actor.Bot(long id) -> state.bot(id).map(this::user);
            case Actor.Network _, Actor.Operator _ -> Optional.empty();
        };
    }

    Tl.Obj chat(ChatState chat) {
        return chat.chat().map(BotView::chat).orElseGet(() -> privateChat((ChatKey.Direct) chat.key()));
    }

    static Tl.Obj chat(Chat chat) {
        Tl.Builder fields = Tl.object()
                .with("id", chat.botApiId())
                .with(
                        "type",
                        switch (chat.kind()) {
                            case GROUP -> "supergroup";
                            case BROADCAST -> "channel";
                        })
                .with("title", chat.title());
        if (chat.isListed()) {
            fields.with("username", chat.name().value());
        }
        return (chat.isForum() ? fields.with("is_forum", true) : fields).build();
    }

    private Tl.Obj privateChat(ChatKey.Direct key) {
        return state.account(key.account()).map(this::privateChat).orElseThrow();
    }

    Tl.Obj privateChat(Account account) {
        Tl.Builder chat = Tl.object()
                .with("id", account.userId())
                .with("type", "private")
                .with("first_name", account.firstName());
        String username = account.username();
        return (username == null ? chat : chat.with("username", username)).build();
    }

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
        fields.with("date", message.date().getEpochSecond()).with("chat", chat(chat));
        Message.Forward forward = message.forward();
        if (forward != null) {
            fields.with("forward_origin", origin(forward));
            if (forward.automatic()) {
                fields.with("is_automatic_forward", true);
            }
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
        return Keyboards.read(keyboard) instanceof Checked.Valid<Optional<Keyboard>>(Optional<Keyboard> read)
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
        } else if (chat.chat()
                .filter(described -> described.kind() == Chat.Kind.BROADCAST)
                .isPresent()) {
            fields.with("sender_chat", chat(chat));
        } else {
            user(message.author()).ifPresent(author -> fields.with("from", author));
        }
    }

    private Tl.Obj origin(Message.Forward forward) {
        long date = forward.date().getEpochSecond();
        Integer messageId = forward.messageId();
        Actor author = forward.author();
        String hidden = forward.hidden();
        if (hidden != null) {
            return Tl.object()
                    .with("type", "hidden_user")
                    .with("date", date)
                    .with("sender_user_name", hidden)
                    .build();
        }
        if (author == null) {
            return Tl.object()
                    .with("type", "channel")
                    .with("date", date)
                    .with("chat", origin(forward.channel()).orElseThrow())
                    .with("message_id", messageId == null ? 0 : messageId)
                    .build();
        }
        return Tl.object()
                .with("type", "user")
                .with("date", date)
                .with("sender_user", user(author).orElseThrow())
                .build();
    }

    private Optional<Tl.Obj> origin(@Nullable ChatKey channel) {
        return Optional.ofNullable(channel).flatMap(state::chat).map(this::chat);
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
                        who.stream().flatMap(actor -> user(actor).stream()).toList());
            case Content.Departure(Actor who) -> user(who).ifPresent(user -> fields.with("left_chat_member", user));
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
    private static void text(Tl.Builder fields, String text, String entities, Content content) {
        List<Tl.Obj> all =
                content.entities().isEmpty() ? Formatting.plain(content.text()).entitiesForBots() : content.entities();
        fields.with(text, content.text());
        if (!all.isEmpty()) {
            fields.with(entities, all);
        }
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
                .with("chat", chat(chat))
                .with("message_id", id)
                .with("date", 0)
                .build();
    }

    Tl.Obj member(Actor who, Member member) {
        Tl.Builder fields = Tl.object();
        Tl user = user(who).orElseThrow();
        long until =
                Optional.ofNullable(member.until()).map(Instant::getEpochSecond).orElse(0L);
        return switch (member.status()) {
            case ADMINISTRATOR -> {
                fields.with("status", "administrator").with("user", user).with("can_be_edited", false);
                fields.with("is_anonymous", false);
                yield rights(fields, member.rights()).build();
            }
            case MEMBER -> fields.with("status", "member").with("user", user).build();
            case RESTRICTED -> {
                fields.with("status", "restricted").with("user", user).with("is_member", true);
                yield permissions(fields, member.permissions())
                        .with("until_date", until)
                        .build();
            }
            case LEFT -> fields.with("status", "left").with("user", user).build();
            case KICKED ->
                fields.with("status", "kicked")
                        .with("user", user)
                        .with("until_date", until)
                        .build();
        };
    }

    private static Tl.Builder rights(Tl.Builder fields, Set<AdminRight> rights) {
        for (AdminRight right : AdminRight.values()) {
            fields.with(right.field(), right == AdminRight.MANAGE_CHAT || rights.contains(right));
        }
        return fields;
    }

    static Tl.Builder permissions(Tl.Builder fields, Set<Permission> permissions) {
        for (Permission permission : Permission.values()) {
            fields.with(permission.field(), permissions.contains(permission));
        }
        return fields;
    }

    static List<Tl.Obj> reactions(List<String> emoji) {
        return emoji.stream().map(BotView::reaction).toList();
    }

    /** How often each is on a message, the most frequent first. */
    static List<Tl.Obj> reactionCounts(Map<Actor, List<String>> reactions) {
        Map<String, Integer> counts = new TreeMap<>();
        reactions.values().forEach(emoji -> emoji.forEach(one -> counts.merge(one, 1, Integer::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(count -> Tl.object()
                        .with("type", reaction(count.getKey()))
                        .with("total_count", count.getValue())
                        .build())
                .toList();
    }

    private static Tl.Obj reaction(String emoji) {
        return Tl.object().with("type", "emoji").with("emoji", emoji).build();
    }
}
