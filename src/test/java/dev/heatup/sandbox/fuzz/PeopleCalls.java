package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.fuzz.HttpCall.Door;
import dev.heatup.sandbox.fuzz.KnownIds.Ref;
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

    private final SeededRandom seededRandom;
    private final RandomValues randomValues;
    private int calls;

    PeopleCalls(BotApiDocument document, SeededRandom seededRandom) {
        this.seededRandom = seededRandom;
        this.randomValues = new RandomValues(document, seededRandom);
    }

    /** @param path of the world */
    HttpCall next(String path, KnownIds knownIds, String person) {
        String base = path + "/gateway/sessions/" + person;
        int kind = seededRandom.between(0, 9);
        if (kind == 0) {
            return HttpCall.get(
                    Door.PEOPLE,
                    "get_dialogs",
                    base + "/dialogs"
                            + seededRandom.of(
                                    "", "?limit=10", "?offset=2&limit=1", "?limit=0", "?limit=x", "?page=%00"));
        }
        if (kind == 1) {
            return written(base + "/join_chat", "join_chat", body("chat", chat(knownIds), "client_id", id()));
        }
        if (kind == 2) {
            SequencedMap<String, Tl> body =
                    body("chat", chat(knownIds), "text", Tl.of(randomValues.words()), "client_id", id());
            if (seededRandom.chance(0.3)) {
                body.put("reply_to", Tl.of(seededRandom.between(1, 200)));
            }
            return written(base + "/send_message", "send_message", body);
        }
        return raw(path, person, seededRandom.of(METHODS), knownIds);
    }

    HttpCall raw(String path, String person, String method, KnownIds knownIds) {
        Optional<Ref> own = knownIds.message(
                seededRandom,
                message -> knownIds.accounts.containsKey(message.author())
                        && knownIds.username(message.chat()).isPresent());
        if (method.equals("messages.editMessage") && own.isPresent()) {
            Tl.Obj params = Tl.object()
                    .with("peer", knownIds.username(own.get().chat()).orElseThrow())
                    .with("id", own.get().id())
                    .with("message", randomValues.words())
                    .build();
            return invoke(path, knownIds.accounts.get(own.get().author()), method, params, seededRandom.chance(0.15));
        }
        return invoke(path, person, method, params(method, knownIds), seededRandom.chance(0.15));
    }

    /** Waits for its bot. */
    HttpCall press(String path, String person, String peer, KnownIds.Button button) {
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
            inner.put(seededRandom.of(List.copyOf(inner.keySet())), randomValues.odd());
        }
        SequencedMap<String, Tl> body = body("method", Tl.of(method), "params", new Tl.Obj(inner));
        if (seededRandom.chance(0.8)) {
            body.put("client_id", id());
        }
        return HttpCall.json(
                Door.PEOPLE, method, "POST", path + "/gateway/sessions/" + person + "/invoke_raw", new Tl.Obj(body));
    }

    private HttpCall written(String target, String name, SequencedMap<String, Tl> body) {
        if (seededRandom.chance(0.1)) {
            body.put(seededRandom.of(List.copyOf(body.keySet())), randomValues.odd());
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
        return Tl.of("f/" + (seededRandom.chance(0.05) ? calls : ++calls));
    }

    private Tl chat(KnownIds knownIds) {
        List<String> names =
                knownIds.chats.values().stream().filter(name -> !name.isEmpty()).toList();
        return Tl.of(
                !knownIds.links.isEmpty() && seededRandom.chance(0.2)
                        ? seededRandom.of(knownIds.links)
                        : names.isEmpty() ? "hu_open_talk" : seededRandom.of(names));
    }

    private Tl bot(KnownIds knownIds) {
        return Tl.of(
                knownIds.botNames.isEmpty() ? "hu_no_bot" : seededRandom.of(List.copyOf(knownIds.botNames.values())));
    }

    private Tl.Obj params(String method, KnownIds knownIds) {
        Optional<Ref> ref = knownIds.message(
                seededRandom, message -> knownIds.username(message.chat()).isPresent());
        Tl peer = ref.flatMap(message -> knownIds.username(message.chat()))
                .filter(_ -> seededRandom.chance(0.8))
                .<Tl>map(Tl::of)
                .orElseGet(() -> seededRandom.chance(0.5) ? chat(knownIds) : bot(knownIds));
        long id = ref.map(Ref::id).orElse(1L);
        Tl.Builder params = Tl.object();
        return switch (method) {
            case "contacts.resolveUsername" -> params.with("username", peer).build();
            case "contacts.block", "contacts.unblock" ->
                params.with("id", bot(knownIds)).build();
            case "channels.joinChannel", "channels.getFullChannel" ->
                params.with("channel", chat(knownIds)).build();
            case "channels.leaveChannel" ->
                params.with("channel", chat(knownIds)).build();
            case "channels.readHistory" ->
                params.with("channel", chat(knownIds)).with("max_id", id).build();
            case "messages.importChatInvite" ->
                params.with("hash", hash(knownIds)).build();
            case "messages.readHistory" ->
                params.with("peer", peer).with("max_id", id).build();
            case "messages.getHistory" ->
                params.with("peer", peer)
                        .with("limit", seededRandom.between(0, 110))
                        .with("offset_id", seededRandom.chance(0.5) ? 0 : id)
                        .with("add_offset", seededRandom.of(0, -5, 5, -100))
                        .build();
            case "messages.getMessagesViews" ->
                params.with("peer", peer)
                        .with("id", List.of(Tl.of(id), Tl.of(id + 1), Tl.of(1)))
                        .with("increment", seededRandom.chance(0.5))
                        .build();
            case "messages.getDialogs" ->
                params.with("limit", seededRandom.between(1, 100)).build();
            case "messages.sendMessage" -> {
                params.with("peer", peer).with("message", randomValues.words());
                if (seededRandom.chance(0.3)) {
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
                        .with("message", randomValues.words())
                        .build();
            case "messages.sendReaction" ->
                params.with("peer", peer)
                        .with("msg_id", id)
                        .with(
                                "reaction",
                                seededRandom.chance(0.2)
                                        ? List.<Tl>of()
                                        : List.<Tl>of(Tl.constructor("reactionEmoji")
                                                .with("emoticon", seededRandom.of("👍", "🔥"))
                                                .build()))
                        .build();
            case "messages.startBot" ->
                params.with("bot", bot(knownIds))
                        .with("start_param", seededRandom.of("", "ref_1", "a b"))
                        .build();
            default -> params.build();
        };
    }

    private Tl hash(KnownIds knownIds) {
        return Tl.of(
                knownIds.links.isEmpty()
                        ? "none"
                        : seededRandom.of(knownIds.links).substring("https://t.me/+".length()));
    }
}
