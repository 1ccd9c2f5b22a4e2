package dev.heatup.sandbox.user;

import dev.heatup.sandbox.botapi.Keyboard;
import dev.heatup.sandbox.botapi.KeyboardParser;
import dev.heatup.sandbox.botapi.ParseResult;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Telegram's constructors of messages, their history and their views. Dates are Unix seconds. Stateless. */
final class TlMessages {

    private TlMessages() {}

    static Tl.Obj history(CallContext callContext, ChatState chat, List<Message> page) {
        List<Tl.Obj> writers = Stream.concat(page.stream().map(Message::author), ForwardHeaders.authors(page))
                .distinct()
                .flatMap(author -> TlPeers.user(callContext, author))
                .toList();
        boolean direct = chat.chat().isEmpty();
        return Tl.constructor(direct ? "messages.messagesSlice" : "messages.channelMessages")
                .with("pts", chat.size())
                .with("count", chat.size())
                .with(
                        "messages",
                        page.stream()
                                .map(message -> message(callContext, chat.key(), message))
                                .toList())
                .with("topics", List.of())
                .with(
                        "chats",
                        Stream.concat(chat.chat().stream(), ForwardHeaders.channels(callContext, page))
                                .distinct()
                                .map(described -> TlChats.channel(callContext, described))
                                .toList())
                .with("users", writers)
                .build();
    }

    static Tl.Obj noHistory(BotAccount bot) {
        return Tl.constructor("messages.messages")
                .with("messages", List.of())
                .with("topics", List.of())
                .with("chats", List.of())
                .with("users", List.of(TlPeers.user(bot)))
                .build();
    }

    static Tl.Obj message(CallContext callContext, ChatKey key, Message message) {
        Optional<ChatState> chat = callContext.state().chat(key);
        boolean service = message.content() instanceof Content.Service;
        Tl.Builder fields = Tl.constructor(service ? "messageService" : "message")
                .with("id", message.id())
                .with("peer_id", TlPeers.peer(callContext, key))
                .with("date", message.date().getEpochSecond());
        if (message.content() instanceof Content.Service note) {
            fields.with("action", action(callContext, note));
        } else {
            fields.with("message", message.content().text());
        }
        fields.with(
                "post",
                chat.flatMap(ChatState::chat)
                        .filter(c -> c.kind() == Kind.BROADCAST)
                        .isPresent());
        author(callContext, message, fields);
        Message.Forward forward = message.forward();
        if (forward != null) {
            fields.with("fwd_from", ForwardHeaders.header(callContext, forward));
        }
        chat.ifPresent(state -> traces(callContext, state, message, fields));
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
        return KeyboardParser.read(keyboard) instanceof ParseResult.Valid<Optional<Keyboard>>(Optional<Keyboard> read)
                ? read
                : Optional.empty();
    }

    private static void author(CallContext callContext, Message message, Tl.Builder fields) {
        switch (message.author()) {
            case Actor.Person(String name) -> {
                boolean own = name.equals(callContext.account().name());
                Account writer = own
                        ? callContext.account()
                        : callContext.state().account(name).orElseThrow();
                fields.with("out", own).with("from_id", TlPeers.peerUser(writer.userId()));
            }
            case Actor.Bot(long id) -> fields.with("out", false).with("from_id", TlPeers.peerUser(id));
            case Actor.Network _ ->
                ForwardHeaders.speaker(message)
                        .ifPresent(channel -> fields.with("from_id", TlPeers.peer(callContext, channel)));
            case Actor.Operator _ -> {}
        }
    }

    private static void traces(CallContext callContext, ChatState chat, Message message, Tl.Builder fields) {
        Long views = chat.views(message, callContext.worldTime());
        if (views != null) {
            fields.with("views", views).with("forwards", 0);
        }
        Map<Actor, List<String>> reactions = chat.reactions(message.id());
        if (!reactions.isEmpty()) {
            fields.with("reactions", TlReactions.reactions(reactions, callContext.actor()));
        }
    }

    private static Tl.Obj action(CallContext callContext, Content.Service note) {
        return switch (note) {
            case Content.Arrival(List<Actor> who) ->
                Tl.constructor("messageActionChatAddUser")
                        .with(
                                "users",
                                who.stream()
                                        .flatMap(actor -> TlPeers.userId(callContext, actor).stream())
                                        .map(Tl::of)
                                        .toList())
                        .build();
            case Content.Departure(Actor who) ->
                Tl.constructor("messageActionChatDeleteUser")
                        .with("user_id", TlPeers.userId(callContext, who).orElse(0L))
                        .build();
            case Content.Pin(int _) -> Tl.constructor("messageActionPinMessage").build();
            case Content.Topic(String name) ->
                Tl.constructor("messageActionTopicCreate")
                        .with("title", name)
                        .with("icon_color", Content.Topic.ICON_COLOR)
                        .build();
        };
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
}
