package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.fuzz.HttpCall.Door;
import dev.heatup.sandbox.fuzz.Known.Ref;
import dev.heatup.telegram.Tl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Calls of people, over the gateway contract. */
final class PeopleCalls {

    static final List<String> METHODS = List.of(
            "help.getConfig",
            "contacts.resolveUsername",
            "contacts.block",
            "contacts.unblock",
            "channels.joinChannel",
            "channels.leaveChannel",
            "channels.readHistory",
            "channels.getFullChannel",
            "messages.importChatInvite",
            "messages.readHistory",
            "messages.getHistory",
            "messages.getMessagesViews",
            "messages.getDialogs",
            "messages.sendMessage",
            "messages.editMessage",
            "messages.sendReaction",
            "messages.startBot");

    static final String PRESS = "messages.getBotCallbackAnswer";

    private final Dice dice;
    private final Values values;
    private int calls;

    PeopleCalls(BotApiDocument document, Dice dice) {
        this.dice = dice;
        this.values = new Values(document, dice);
    }

    /** @param path of the world */
    HttpCall next(String path, Known known, String person) {
        String base = path + "/gateway/sessions/" + person;
        int kind = dice.between(0, 9);
        if (kind == 0) {
            return HttpCall.get(
                    Door.PEOPLE,
                    "get_dialogs",
                    base + "/dialogs"
                            + dice.of("", "?limit=10", "?offset=2&limit=1", "?limit=0", "?limit=x", "?page=%00"));
        }
        if (kind == 1) {
            return written(base + "/join_chat", "join_chat", body("chat", chat(known), "client_id", id()));
        }
        if (kind == 2) {
            SequencedMap<String, Tl> body = body("chat", chat(known), "text", Tl.of(values.words()), "client_id", id());
            if (dice.chance(0.3)) {
                body.put("reply_to", Tl.of(dice.between(1, 200)));
            }
            return written(base + "/send_message", "send_message", body);
        }
        return raw(path, person, dice.of(METHODS), known);
    }

    HttpCall raw(String path, String person, String method, Known known) {
        Optional<Ref> own = known.message(
                dice,
                message -> known.accounts.containsKey(message.author())
                        && known.username(message.chat()).isPresent());
        if (method.equals("messages.editMessage") && own.isPresent()) {
            Tl.Obj params = Tl.object()
                    .with("peer", known.username(own.get().chat()).orElseThrow())
                    .with("id", own.get().id())
                    .with("message", values.words())
                    .build();
            return invoke(path, known.accounts.get(own.get().author()), method, params, dice.chance(0.15));
        }
        return invoke(path, person, method, params(method, known), dice.chance(0.15));
    }

    /** Waits for its bot. */
    HttpCall press(String path, String person, String peer, Known.Button button) {
        return invoke(
                path,
                person,
                PRESS,
                Tl.object()
                        .with("peer", peer)
                        .with("msg_id", button.message())
                        .with("data", button.data())
                        .build(),
                false);
    }

    private HttpCall invoke(String path, String person, String method, Tl.Obj params, boolean spoilt) {
        SequencedMap<String, Tl> inner = new LinkedHashMap<>(params.fields());
        if (spoilt && !inner.isEmpty()) {
            inner.put(dice.of(List.copyOf(inner.keySet())), values.odd());
        }
        SequencedMap<String, Tl> body = body("method", Tl.of(method), "params", new Tl.Obj(inner));
        if (dice.chance(0.8)) {
            body.put("client_id", id());
        }
        return HttpCall.json(
                Door.PEOPLE, method, "POST", path + "/gateway/sessions/" + person + "/invoke_raw", new Tl.Obj(body));
    }

    private HttpCall written(String target, String name, SequencedMap<String, Tl> body) {
        if (dice.chance(0.1)) {
            body.put(dice.of(List.copyOf(body.keySet())), values.odd());
        }
        return HttpCall.json(Door.PEOPLE, name, "POST", target, new Tl.Obj(body));
    }

    private static SequencedMap<String, Tl> body(Object... pairs) {
        SequencedMap<String, Tl> body = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            body.put((String) pairs[i], (Tl) pairs[i + 1]);
        }
        return body;
    }

    private Tl id() {
        return Tl.of("f/" + (dice.chance(0.05) ? calls : ++calls));
    }

    private Tl chat(Known known) {
        List<String> names =
                known.chats.values().stream().filter(name -> !name.isEmpty()).toList();
        return Tl.of(
                !known.links.isEmpty() && dice.chance(0.2)
                        ? dice.of(known.links)
                        : names.isEmpty() ? "hu_open_talk" : dice.of(names));
    }

    private Tl bot(Known known) {
        return Tl.of(known.botNames.isEmpty() ? "hu_no_bot" : dice.of(List.copyOf(known.botNames.values())));
    }

    private Tl.Obj params(String method, Known known) {
        Optional<Ref> ref =
                known.message(dice, message -> known.username(message.chat()).isPresent());
        Tl peer = ref.flatMap(message -> known.username(message.chat()))
                .filter(_ -> dice.chance(0.8))
                .<Tl>map(Tl::of)
                .orElseGet(() -> dice.chance(0.5) ? chat(known) : bot(known));
        long id = ref.map(Ref::id).orElse(1L);
        Tl.Builder params = Tl.object();
        return switch (method) {
            case "contacts.resolveUsername" -> params.with("username", peer).build();
            case "contacts.block", "contacts.unblock" ->
                params.with("id", bot(known)).build();
            case "channels.joinChannel", "channels.getFullChannel" ->
                params.with("channel", chat(known)).build();
            case "channels.leaveChannel" -> params.with("channel", chat(known)).build();
            case "channels.readHistory" ->
                params.with("channel", chat(known)).with("max_id", id).build();
            case "messages.importChatInvite" -> params.with("hash", hash(known)).build();
            case "messages.readHistory" ->
                params.with("peer", peer).with("max_id", id).build();
            case "messages.getHistory" ->
                params.with("peer", peer)
                        .with("limit", dice.between(0, 110))
                        .with("offset_id", dice.chance(0.5) ? 0 : id)
                        .with("add_offset", dice.of(0, -5, 5, -100))
                        .build();
            case "messages.getMessagesViews" ->
                params.with("peer", peer)
                        .with("id", List.of(Tl.of(id), Tl.of(id + 1), Tl.of(1)))
                        .with("increment", dice.chance(0.5))
                        .build();
            case "messages.getDialogs" ->
                params.with("limit", dice.between(1, 100)).build();
            case "messages.sendMessage" -> {
                params.with("peer", peer).with("message", values.words());
                if (dice.chance(0.3)) {
                    params.with(
                            "reply_to",
                            Tl.constructor("inputReplyToMessage")
                                    .with("reply_to_msg_id", id)
                                    .build());
                }
                yield params.build();
            }
            case "messages.editMessage" ->
                params.with("peer", peer)
                        .with("id", id)
                        .with("message", values.words())
                        .build();
            case "messages.sendReaction" ->
                params.with("peer", peer)
                        .with("msg_id", id)
                        .with(
                                "reaction",
                                dice.chance(0.2)
                                        ? List.<Tl>of()
                                        : List.<Tl>of(Tl.constructor("reactionEmoji")
                                                .with("emoticon", dice.of("👍", "🔥"))
                                                .build()))
                        .build();
            case "messages.startBot" ->
                params.with("bot", bot(known))
                        .with("start_param", dice.of("", "ref_1", "a b"))
                        .build();
            default -> params.build();
        };
    }

    private Tl hash(Known known) {
        return Tl.of(known.links.isEmpty() ? "none" : dice.of(known.links).substring("https://t.me/+".length()));
    }
}
