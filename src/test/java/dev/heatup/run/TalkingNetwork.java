package dev.heatup.run;

import dev.heatup.gateway.SampleConfigs;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A network of chats in memory, with a bot whose manners the test gives. As contract 1 has it, a repeat under its
 * {@code client_id} is answered with the first result, and another call under it is refused.
 */
final class TalkingNetwork implements Gateway {

    static final String BOT = "hu_menu_bot";

    private final Reach reach;
    private final Map<String, List<Tl.Obj>> chats = new HashMap<>();
    private final Map<String, Call> named = new HashMap<>();
    private final Map<String, Reply> answers = new HashMap<>();
    final List<Call> calls = new ArrayList<>();

    /** What had an effect, each once. */
    final List<Call> effects = new ArrayList<>();

    /** Instead of an answer to this method; the effect takes place all the same. */
    final Map<String, Reply> instead = new HashMap<>();

    /** What the bot does when it hears a text: {@code /start}, a message or {@code press DATA}. */
    BiConsumer<TalkingNetwork, String> bot = (_, _) -> {};

    Tl reactions = Tl.constructor("chatReactionsAll").build();
    Tl.Obj callbackAnswer = Tl.constructor("messages.botCallbackAnswer").build();
    private long nextId = 100;

    TalkingNetwork(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Reach reach() {
        return reach;
    }

    /** Somebody else writes. */
    long says(String chat, String text, Tl.Obj... rows) {
        return add(chat, text, false, rows);
    }

    private long add(String chat, String text, boolean own, Tl.Obj... rows) {
        Tl.Builder message = Tl.constructor("message")
                .with("id", nextId)
                .with("out", own)
                .with(
                        "from_id",
                        Tl.constructor("peerUser").with("user_id", own ? 1 : 2).build())
                .with("message", text);
        if (rows.length > 0) {
            message.with(
                    "reply_markup",
                    Tl.constructor("replyInlineMarkup")
                            .with("rows", List.of(rows))
                            .build());
        }
        messages(chat).add(message.build());
        return nextId++;
    }

    static Tl.Obj row(Tl.Obj... buttons) {
        return Tl.constructor("keyboardButtonRow")
                .with("buttons", List.of(buttons))
                .build();
    }

    static Tl.Obj callback(String text, String data) {
        return Tl.constructor("keyboardButtonCallback")
                .with("text", text)
                .with("data", data)
                .build();
    }

    static Tl.Obj keyboard(String text) {
        return Tl.constructor("keyboardButton").with("text", text).build();
    }

    static Tl.Obj url(String text) {
        return Tl.constructor("keyboardButtonUrl")
                .with("text", text)
                .with("url", "https://elsewhere.test")
                .build();
    }

    /** Replaces the newest message of a chat. */
    void edits(String chat, String text) {
        Tl.Obj last = messages(chat).removeLast();
        long id = last.integer("id").orElseThrow();
        messages(chat)
                .add(Tl.constructor("message")
                        .with("id", id)
                        .with("out", false)
                        .with("message", text)
                        .build());
    }

    List<Call> effectsOf(String method) {
        return effects.stream().filter(call -> call.method().equals(method)).toList();
    }

    List<String> textsSent() {
        return effects.stream()
                .flatMap(call -> call instanceof Call.SendMessage send ? Stream.of(send.text()) : Stream.empty())
                .toList();
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        calls.add(call);
        Reply reply = call.clientId().map(id -> once(id, call)).orElseGet(() -> read(call));
        Reply other = instead.remove(call.method());
        return other == null ? reply : other;
    }

    private Reply once(String id, Call call) {
        Call first = named.putIfAbsent(id, call);
        if (first != null && !first.equals(call)) {
            return new Reply.Failed(400, "CLIENT_ID_REUSED", id, null);
        }
        if (first == null) {
            effects.add(call);
            answers.put(id, effect(call));
        }
        return answers.getOrDefault(id, new Reply.Unknown("lost"));
    }

    private Reply effect(Call call) {
        return switch (call) {
            case Call.JoinChat _ ->
                new Reply.Done(Tl.object().with("status", "joined").build());
            case Call.SendMessage send -> {
                long id = add(send.chat(), send.text(), true);
                if (send.chat().equals(BOT)) {
                    bot.accept(this, send.text());
                }
                yield new Reply.Done(Tl.constructor("message").with("id", id).build());
            }
            case Call.Dialogs _ -> throw new AssertionError("dialogs have no client_id");
            case Call.InvokeRaw raw -> effect(raw);
        };
    }

    private Reply effect(Call.InvokeRaw raw) {
        return switch (raw.method()) {
            case ActionMethods.START -> {
                long id = add(BOT, "/start", true);
                bot.accept(this, "/start");
                Tl.Obj message = Tl.constructor("message").with("id", id).build();
                yield new Reply.Done(Tl.constructor("updates")
                        .with(
                                "updates",
                                List.of(Tl.constructor("updateNewMessage")
                                        .with("message", message)
                                        .build()))
                        .build());
            }
            case ActionMethods.PRESS -> {
                bot.accept(this, "press " + raw.params().text("data").orElseThrow());
                yield new Reply.Done(callbackAnswer);
            }
            case ActionMethods.REACT -> {
                react(raw.params());
                yield new Reply.Done(Tl.constructor("updates").build());
            }
            case ActionMethods.VIEWS ->
                new Reply.Done(Tl.constructor("messages.messageViews")
                        .with(
                                "views",
                                List.of(Tl.constructor("messageViews")
                                        .with("views", 413)
                                        .build()))
                        .build());
            default -> new Reply.Done(Tl.of(true));
        };
    }

    private void react(Tl.Obj params) {
        List<Tl.Obj> messages = messages(params.text("peer").orElseThrow());
        long id = params.integer("msg_id").orElseThrow();
        messages.replaceAll(message -> message.integer("id").orElseThrow() == id
                ? Tl.constructor("message")
                        .with("id", id)
                        .with("message", message.text("message").orElse(""))
                        .with(
                                "reactions",
                                Tl.constructor("messageReactions")
                                        .with(
                                                "results",
                                                List.of(Tl.constructor("reactionCount")
                                                        .with("chosen_order", 0)
                                                        .with(
                                                                "reaction",
                                                                params.list("reaction")
                                                                        .getFirst())
                                                        .build()))
                                        .build())
                        .build()
                : message);
    }

    private Reply read(Call call) {
        return switch (call) {
            case Call.Dialogs _ ->
                new Reply.Done(Tl.object().with("dialogs", List.of()).build());
            case Call.InvokeRaw raw when raw.method().equals("help.getConfig") -> new Reply.Done(SampleConfigs.test());
            case Call.InvokeRaw raw
            when raw.method().equals(ActionMethods.FULL_CHANNEL) ->
                new Reply.Done(Tl.constructor("messages.chatFull")
                        .with(
                                "full_chat",
                                Tl.constructor("channelFull")
                                        .with("available_reactions", reactions)
                                        .build())
                        .build());
            case Call.InvokeRaw raw when raw.method().equals(ActionMethods.HISTORY) -> history(raw.params());
            case Call.InvokeRaw _, Call.JoinChat _, Call.SendMessage _ ->
                throw new AssertionError(call + " needs a client_id");
        };
    }

    private Reply history(Tl.Obj params) {
        long minId = params.integer("min_id").orElse(0L);
        long offsetId = params.integer("offset_id").orElse(Long.MAX_VALUE);
        List<Tl.Obj> page = messages(params.text("peer").orElseThrow()).reversed().stream()
                .filter(message -> message.integer("id").orElseThrow() > minId
                        && message.integer("id").orElseThrow() < offsetId)
                .limit(params.integer("limit").orElse(100L))
                .toList();
        return new Reply.Done(Tl.constructor("messages.messagesSlice")
                .with("messages", page)
                .with(
                        "users",
                        List.of(Tl.constructor("user")
                                .with("id", 2)
                                .with("first_name", "Mia")
                                .build()))
                .build());
    }

    private List<Tl.Obj> messages(String chat) {
        return chats.computeIfAbsent(chat, _ -> new ArrayList<>());
    }
}
