package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.fuzz.HttpCall.Door;
import dev.heatup.sandbox.fuzz.KnownIds.Ref;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;

/** Calls of whoever runs the sandbox. Nothing that holds time still, or makes every later call fail. */
final class ControlCalls {

    private final SeededRandom seededRandom;
    private final RandomValues randomValues;
    private int calls;

    ControlCalls(BotApiDocument document, SeededRandom seededRandom) {
        this.seededRandom = seededRandom;
        this.randomValues = new RandomValues(document, seededRandom);
    }

    /** @param base {@code /sandbox}, or {@code /sandbox/worlds/<name>} */
    HttpCall next(String base, KnownIds knownIds, String person) {
        return switch (seededRandom.between(0, 20)) {
            case 0 -> get("health", base + "/health");
            case 1 -> get("chats", base + "/chats");
            case 2 -> get("chat", base + "/chats/" + chat(knownIds));
            case 3 ->
                get(
                        "messages",
                        base + "/chats/" + chat(knownIds) + "/messages?limit="
                                + seededRandom.of("1", "50", "0", "-1", "x"));
            case 4 ->
                get(
                        "direct",
                        base + "/chats/" + person + "/" + seededRandom.of(List.of(1001L, 1002L, 0L, Long.MAX_VALUE))
                                + "/messages" + seededRandom.of("", "?before=5", "?before=-1", "?limit=100000"));
            case 5 ->
                get("accounts", base + "/accounts?limit=" + seededRandom.of("1", "100", "-5") + "&after=" + person);
            case 6 -> get("account", base + "/accounts/" + seededRandom.of(person, "nobody", "%F0%9F%91%8D", "a%2Fb"));
            case 7 -> get("bots", base + "/bots");
            case 8 ->
                get(
                        "events",
                        base + "/events?limit=" + seededRandom.between(0, 200) + "&after="
                                + seededRandom.of("0", "100", "-1", "1e9")
                                + seededRandom.of(
                                        "",
                                        "&match=kind:message_sent",
                                        "&match=text:buy",
                                        "&match=nothing",
                                        "&wait=-1s"));
            case 9 -> get("score", base + "/score");
            case 10 -> get("faults", base + "/faults");
            case 11 -> get("snapshots", base + "/snapshots");
            case 12 ->
                HttpCall.json(
                        Door.CONTROL,
                        "faults",
                        "PUT",
                        base + "/faults",
                        seededRandom.of(
                                Tl.of(List.<Tl>of()),
                                Tl.of(List.<Tl>of(randomValues.odd())),
                                Tl.of(List.<Tl>of(Tl.object()
                                        .with("method", randomValues.odd())
                                        .build())),
                                randomValues.odd()));
            case 13 ->
                HttpCall.empty(
                        Door.CONTROL,
                        "standing",
                        "POST",
                        base + "/accounts/" + (seededRandom.chance(0.5) ? "outlaw" : person)
                                + (seededRandom.chance(0.5)
                                        ? "/restore"
                                        : "/" + seededRandom.of("restore", "nothing")));
            case 14 ->
                HttpCall.empty(
                        Door.CONTROL,
                        "standing",
                        "POST",
                        base + "/accounts/outlaw/" + seededRandom.of("restrict", "freeze", "ban"));
            case 20 -> seededRandom.chance(0.3) ? get("worlds", "/sandbox/worlds") : world();
            default -> action(base, knownIds, person);
        };
    }

    /** None that would be made. */
    private HttpCall world() {
        return HttpCall.json(
                Door.CONTROL,
                "worlds",
                seededRandom.of("POST", "PUT"),
                seededRandom.of("/sandbox/worlds", "/sandbox/world"),
                Tl.object()
                        .with("name", seededRandom.of("", "A", "-", "a b"))
                        .with("world", randomValues.odd())
                        .build());
    }

    private static HttpCall get(String name, String target) {
        return HttpCall.get(Door.CONTROL, name, target);
    }

    HttpCall action(String base, KnownIds knownIds, String person) {
        Optional<Ref> ref = knownIds.message(
                seededRandom, message -> knownIds.username(message.chat()).isPresent());
        String chat = ref.flatMap(message -> knownIds.username(message.chat())).orElse("hu_open_talk");
        long id = ref.map(Ref::id).orElse(1L);
        String bot =
                knownIds.botNames.isEmpty() ? "hu_no_bot" : seededRandom.of(List.copyOf(knownIds.botNames.values()));
        String action = seededRandom.of(
                "join",
                "leave",
                "send",
                "edit",
                "react",
                "view",
                "read",
                "start_bot",
                "block_bot",
                "unblock_bot",
                "other");
        Tl.Builder body = Tl.object().with("action", action);
        switch (action) {
            case "join", "leave" -> body.with("chat", chat);
            case "send" -> {
                body.with("chat", seededRandom.chance(0.3) ? bot : chat).with("text", randomValues.words());
                if (seededRandom.chance(0.2)) {
                    body.with("reply_to", id);
                }
                if (seededRandom.chance(0.1)) {
                    body.with("topic", seededRandom.between(0, 4));
                }
            }
            case "edit" -> body.with("chat", chat).with("message_id", id).with("text", randomValues.words());
            case "react" -> body.with("chat", chat).with("message_id", id).with("emoji", seededRandom.of("👍", "🐍"));
            case "view" -> body.with("chat", chat).with("message_ids", List.of(Tl.of(id), Tl.of(1)));
            case "read" -> body.with("chat", chat);
            default -> body.with("bot", bot);
        }
        if (seededRandom.chance(0.5)) {
            body.with("client_id", "a/" + ++calls);
        }
        if (seededRandom.chance(0.1)) {
            body.with(seededRandom.of("chat", "text", "bot", "message_id", "client_id", "action"), randomValues.odd());
        }
        return HttpCall.json(Door.CONTROL, "actions", "POST", base + "/accounts/" + person + "/actions", body.build());
    }

    private String chat(KnownIds knownIds) {
        List<String> names =
                knownIds.chats.values().stream().filter(name -> !name.isEmpty()).toList();
        return names.isEmpty() || seededRandom.chance(0.1)
                ? seededRandom.of("nowhere", "-1001", "%00")
                : seededRandom.of(names);
    }
}
