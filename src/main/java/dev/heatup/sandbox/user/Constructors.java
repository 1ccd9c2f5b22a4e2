package dev.heatup.sandbox.user;

import dev.heatup.sandbox.botapi.Checked;
import dev.heatup.sandbox.botapi.Keyboard;
import dev.heatup.sandbox.botapi.Keyboards;
import dev.heatup.sandbox.user.DialogList.Dialog;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.Chat.Door;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Telegram's constructors, with the fields that clients of a test network look at. Dates are Unix seconds. */
final class Constructors {

    private static final int TEST_DC = 2;
    private static final int CONFIG_LIFE_SECONDS = 3600;

    private Constructors() {}

    /** Says that this is a test network on this machine, which is what the guard asks for. */
    static Tl.Obj config(Instant worldTime) {
        Tl.Obj dataCentre = Tl.constructor("dcOption")
                .with("id", TEST_DC)
                .with("ip_address", "127.0.0.1")
                .with("port", 443)
                .build();
        return Tl.constructor("config")
                .with("date", worldTime.getEpochSecond())
                .with("expires", worldTime.getEpochSecond() + CONFIG_LIFE_SECONDS)
                .with("test_mode", true)
                .with("this_dc", TEST_DC)
                .with("dc_options", List.of(dataCentre))
                .with("dc_txt_domain_name", "sandbox.test")
                .with("chat_size_max", 200_000)
                .with("message_length_max", 4096)
                .build();
    }

    static Tl.Obj resolved(Scene scene, Chat chat) {
        return Tl.constructor("contacts.resolvedPeer")
                .with("peer", peer(chat))
                .with("chats", List.of(channel(scene, chat)))
                .with("users", List.of())
                .build();
    }

    static Tl.Obj resolved(BotAccount bot) {
        return Tl.constructor("contacts.resolvedPeer")
                .with("peer", peerUser(bot.id()))
                .with("chats", List.of())
                .with("users", List.of(user(bot)))
                .build();
    }

    static Tl.Obj full(Scene scene, Chat chat) {
        Tl.Builder full = Tl.constructor("channelFull")
                .with("id", chat.id())
                .with("about", chat.topic())
                .with("participants_count", chat.audience() + scene.in(chat).people())
                .with("available_reactions", availableReactions(chat))
                .with("slowmode_seconds", chat.manner().slowMode().toSeconds());
        Optional.ofNullable(chat.manner().discussion())
                .flatMap(scene.state().world()::find)
                .ifPresent(discussion -> full.with("linked_chat_id", discussion.id()));
        return Tl.constructor("messages.chatFull")
                .with("full_chat", full.build())
                .with("chats", List.of(channel(scene, chat)))
                .with("users", List.of())
                .build();
    }

    private static Tl.Obj availableReactions(Chat chat) {
        List<String> allowed = chat.manner().reactions();
        if (allowed == null) {
            return Tl.constructor("chatReactionsAll").build();
        }
        return allowed.isEmpty()
                ? Tl.constructor("chatReactionsNone").build()
                : Tl.constructor("chatReactionsSome")
                        .with(
                                "reactions",
                                allowed.stream().map(Constructors::emoji).toList())
                        .build();
    }

    private static Tl.Obj emoji(String emoji) {
        return Tl.constructor("reactionEmoji").with("emoticon", emoji).build();
    }

    static Tl.Obj history(Scene scene, ChatState chat, List<Message> page) {
        List<Tl.Obj> writers = Stream.concat(page.stream().map(Message::author), Forwards.authors(page))
                .distinct()
                .flatMap(author -> user(scene, author))
                .toList();
        boolean direct = chat.chat().isEmpty();
        return Tl.constructor(direct ? "messages.messagesSlice" : "messages.channelMessages")
                .with("pts", chat.size())
                .with("count", chat.size())
                .with(
                        "messages",
                        page.stream()
                                .map(message -> message(scene, chat.key(), message))
                                .toList())
                .with("topics", List.of())
                .with(
                        "chats",
                        Stream.concat(chat.chat().stream(), Forwards.channels(scene, page))
                                .distinct()
                                .map(described -> channel(scene, described))
                                .toList())
                .with("users", writers)
                .build();
    }

    static Tl.Obj noHistory(BotAccount bot) {
        return Tl.constructor("messages.messages")
                .with("messages", List.of())
                .with("topics", List.of())
                .with("chats", List.of())
                .with("users", List.of(user(bot)))
                .build();
    }

    static Tl.Obj message(Scene scene, ChatKey key, Message message) {
        Optional<ChatState> chat = scene.state().chat(key);
        boolean service = message.content() instanceof Content.Service;
        Tl.Builder fields = Tl.constructor(service ? "messageService" : "message")
                .with("id", message.id())
                .with("peer_id", peer(scene, key))
                .with("date", message.date().getEpochSecond());
        if (message.content() instanceof Content.Service note) {
            fields.with("action", action(scene, note));
        } else {
            fields.with("message", message.content().text());
        }
        fields.with(
                "post",
                chat.flatMap(ChatState::chat)
                        .filter(c -> c.kind() == Kind.BROADCAST)
                        .isPresent());
        author(scene, message, fields);
        Message.Forward forward = message.forward();
        if (forward != null) {
            fields.with("fwd_from", Forwards.header(scene, forward));
        }
        chat.ifPresent(state -> traces(scene, state, message, fields));
        Tl.Obj keyboard = message.keyboard();
        if (keyboard != null) {
            shown(keyboard).ifPresent(markup -> fields.with("reply_markup", markup.forUsers()));
        }
        Integer replyTo = message.replyTo();
        if (replyTo != null) {
            fields.with(
                    "reply_to",
                    Tl.constructor("messageReplyHeader")
                            .with("reply_to_msg_id", replyTo)
                            .build());
        }
        Instant edited = message.editedAt();
        if (edited != null) {
            fields.with("edit_date", edited.getEpochSecond());
        }
        return fields.build();
    }

    /** As it was checked when its bot sent it. */
    private static Optional<Keyboard> shown(Tl.Obj keyboard) {
        return Keyboards.read(keyboard) instanceof Checked.Valid<Optional<Keyboard>>(Optional<Keyboard> read)
                ? read
                : Optional.empty();
    }

    private static void author(Scene scene, Message message, Tl.Builder fields) {
        switch (message.author()) {
            case Actor.Person(String name) -> {
                boolean own = name.equals(scene.account().name());
                Account writer =
                        own ? scene.account() : scene.state().account(name).orElseThrow();
                fields.with("out", own).with("from_id", peerUser(writer.userId()));
            }
            case Actor.Bot(long id) -> fields.with("out", false).with("from_id", peerUser(id));
            case Actor.Network _ ->
                Forwards.speaker(message).ifPresent(channel -> fields.with("from_id", peer(scene, channel)));
            case Actor.Operator _ -> {}
        }
    }

    private static void traces(Scene scene, ChatState chat, Message message, Tl.Builder fields) {
        Long views = chat.views(message, scene.worldTime());
        if (views != null) {
            fields.with("views", views).with("forwards", 0);
        }
        Map<Actor, List<String>> reactions = chat.reactions(message.id());
        if (!reactions.isEmpty()) {
            fields.with("reactions", reactions(reactions, scene.actor()));
        }
    }

    private static Tl.Obj reactions(Map<Actor, List<String>> reactions, Actor self) {
        Map<String, Integer> counts = new TreeMap<>();
        reactions.values().forEach(emoji -> emoji.forEach(one -> counts.merge(one, 1, Integer::sum)));
        List<String> own = reactions.getOrDefault(self, List.of());
        List<Tl.Obj> results = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> {
                    Tl.Builder count = Tl.constructor("reactionCount")
                            .with("reaction", emoji(entry.getKey()))
                            .with("count", entry.getValue());
                    int order = own.indexOf(entry.getKey());
                    return (order < 0 ? count : count.with("chosen_order", order)).build();
                })
                .toList();
        return Tl.constructor("messageReactions").with("results", results).build();
    }

    private static Tl.Obj action(Scene scene, Content.Service note) {
        return switch (note) {
            case Content.Arrival(List<Actor> who) ->
                Tl.constructor("messageActionChatAddUser")
                        .with(
                                "users",
                                who.stream()
                                        .flatMap(actor -> userId(scene, actor).stream())
                                        .map(Tl::of)
                                        .toList())
                        .build();
            case Content.Departure(Actor who) ->
                Tl.constructor("messageActionChatDeleteUser")
                        .with("user_id", userId(scene, who).orElse(0L))
                        .build();
            case Content.Pin(int _) -> Tl.constructor("messageActionPinMessage").build();
            case Content.Topic(String name) ->
                Tl.constructor("messageActionTopicCreate")
                        .with("title", name)
                        .with("icon_color", Content.Topic.ICON_COLOR)
                        .build();
        };
    }

    static Tl.Obj newMessage(Scene scene, ChatKey key, Tl.Obj message) {
        return ofMessage(scene, key, message, "New");
    }

    static Tl.Obj editedMessage(Scene scene, ChatKey key, Message edited) {
        return ofMessage(scene, key, message(scene, key, edited), "Edit");
    }

    /** @param what happened to it, as the name of the update has it */
    private static Tl.Obj ofMessage(Scene scene, ChatKey key, Tl.Obj message, String what) {
        Optional<Chat> chat = scene.state().chat(key).flatMap(ChatState::chat);
        Tl.Obj update = Tl.constructor("update" + what + (chat.isPresent() ? "ChannelMessage" : "Message"))
                .with("message", message)
                .with("pts", message.integer("id").orElseThrow())
                .with("pts_count", 1)
                .build();
        return Tl.constructor("updates")
                .with("updates", List.of(update))
                .with("users", List.of(user(scene.account())))
                .with(
                        "chats",
                        chat.map(described -> channel(scene, described)).stream()
                                .toList())
                .with("date", scene.worldTime().getEpochSecond())
                .with("seq", 0)
                .build();
    }

    static Tl.Obj updates(Tl.Obj chat, Instant worldTime) {
        return Tl.constructor("updates")
                .with("updates", List.of())
                .with("users", List.of())
                .with("chats", List.of(chat))
                .with("date", worldTime.getEpochSecond())
                .with("seq", 0)
                .build();
    }

    static Tl.Obj messageViews(List<Tl.Obj> views) {
        return Tl.constructor("messages.messageViews")
                .with("views", views)
                .with("chats", List.of())
                .with("users", List.of())
                .build();
    }

    static Tl.Obj views(long views) {
        return Tl.constructor("messageViews")
                .with("views", views)
                .with("forwards", 0)
                .build();
    }

    static Tl.Obj noViews() {
        return Tl.constructor("messageViews").build();
    }

    /** What a pressed button brings; all of it may be missing. */
    static Tl.Obj callbackAnswer(Effect.ButtonAnswered answered) {
        Tl.Builder answer = Tl.constructor("messages.botCallbackAnswer").with("alert", answered.alert());
        String text = answered.text();
        if (text != null) {
            answer.with("message", text);
        }
        String url = answered.url();
        if (url != null) {
            answer.with("url", url);
        }
        return answer.with("cache_time", 0).build();
    }

    static Tl.Obj dialogs(Scene scene, int total, List<Dialog> page) {
        Tl.Builder answer = page.size() == total
                ? Tl.constructor("messages.dialogs")
                : Tl.constructor("messages.dialogsSlice").with("count", total);
        return answer.with(
                        "dialogs",
                        page.stream().map(dialog -> dialog(scene, dialog)).toList())
                .with(
                        "messages",
                        page.stream()
                                .map(Dialog::chat)
                                .filter(chat -> chat.size() > 0)
                                .map(chat -> message(scene, chat.key(), chat.at(chat.size() - 1)))
                                .toList())
                .with(
                        "chats",
                        page.stream()
                                .flatMap(dialog -> dialog.chat().chat().stream())
                                .map(chat -> channel(scene, chat))
                                .toList())
                .with(
                        "users",
                        page.stream()
                                .flatMap(dialog -> bot(scene, dialog.chat().key()).stream())
                                .map(Constructors::user)
                                .toList())
                .build();
    }

    private static Tl.Obj dialog(Scene scene, Dialog dialog) {
        return Tl.constructor("dialog")
                .with("peer", peer(scene, dialog.chat().key()))
                .with("top_message", dialog.topMessage())
                .with("read_inbox_max_id", dialog.readMaxId())
                .with("read_outbox_max_id", 0)
                .with("unread_count", dialog.unread())
                .with("unread_mentions_count", 0)
                .with("unread_reactions_count", 0)
                .build();
    }

    static String title(Scene scene, ChatState chat) {
        return chat.chat()
                .map(Chat::title)
                .orElseGet(() -> bot(scene, chat.key()).map(BotAccount::name).orElse(""));
    }

    static Tl.Obj channel(Scene scene, Chat chat) {
        return channel(scene, chat, scene.isMember(chat), 0);
    }

    /**
     * The chat as this account sees it once its request is done.
     *
     * @param newMembers what the request adds to the count of members
     */
    static Tl.Obj channel(Scene scene, Chat chat, boolean member, int newMembers) {
        boolean broadcast = chat.kind() == Kind.BROADCAST;
        if (chat.door() == Door.CLOSED) {
            return Tl.constructor("channelForbidden")
                    .with("id", chat.id())
                    .with("broadcast", broadcast)
                    .with("title", chat.title())
                    .build();
        }
        Tl.Builder channel = Tl.constructor("channel").with("id", chat.id()).with("title", chat.title());
        if (chat.isListed()) {
            channel.with("username", chat.name().value());
        }
        return channel.with("broadcast", broadcast)
                .with("megagroup", !broadcast)
                .with("forum", chat.isForum())
                .with("join_request", chat.asksForApproval())
                .with("left", !member)
                .with("date", World.BEGINNING.getEpochSecond())
                .with("participants_count", chat.audience() + scene.in(chat).people() + newMembers)
                .build();
    }

    static Tl.Obj peer(Scene scene, ChatKey key) {
        return switch (key) {
            case ChatKey.Public(var name) ->
                peer(scene.state().world().find(name).orElseThrow());
            case ChatKey.Direct(String _, long bot) -> peerUser(bot);
        };
    }

    private static Tl.Obj peer(Chat chat) {
        return Tl.constructor("peerChannel").with("channel_id", chat.id()).build();
    }

    static Tl.Obj peerUser(long id) {
        return Tl.constructor("peerUser").with("user_id", id).build();
    }

    private static Optional<BotAccount> bot(Scene scene, ChatKey key) {
        return key instanceof ChatKey.Direct(String _, long bot) ? scene.state().bot(bot) : Optional.empty();
    }

    static Optional<Long> userId(Scene scene, Actor actor) {
        return switch (actor) {
            case Actor.Person(String name) ->
                name.equals(scene.account().name())
                        ? Optional.of(scene.account().userId())
                        : scene.state().account(name).map(Account::userId);
            case Actor.Bot(long id) -> Optional.of(id);
            case Actor.Network _, Actor.Operator _ -> Optional.empty();
        };
    }

    private static Stream<Tl.Obj> user(Scene scene, Actor actor) {
        return switch (actor) {
            case Actor.Person(String name) -> scene.state().account(name).map(Constructors::user).stream();
            case Actor.Bot(long id) -> scene.state().bot(id).map(Constructors::user).stream();
            case Actor.Network _, Actor.Operator _ -> Stream.empty();
        };
    }

    private static Tl.Obj user(Account account) {
        Tl.Builder user = Tl.constructor("user").with("id", account.userId()).with("first_name", account.firstName());
        String username = account.username();
        return (username == null ? user : user.with("username", username)).build();
    }

    private static Tl.Obj user(BotAccount bot) {
        return Tl.constructor("user")
                .with("id", bot.id())
                .with("bot", true)
                .with("first_name", bot.name())
                .with("username", bot.username())
                .build();
    }
}
