package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.fuzz.HttpCall.Door;
import dev.heatup.sandbox.fuzz.Known.Ref;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;

/** Calls of whoever runs the sandbox. Nothing that holds time still, or makes every later call fail. */
final class ControlCalls {

    private final Dice dice;
    private final Values values;
    private int calls;

    ControlCalls(BotApiDocument document, Dice dice) {
        this.dice = dice;
        this.values = new Values(document, dice);
    }

    /** @param base {@code /sandbox}, or {@code /sandbox/worlds/<name>} */
    HttpCall next(String base, Known known, String person) {
        return switch (dice.between(0, 20)) {
            case 0 -> get("health", base + "/health");
            case 1 -> get("chats", base + "/chats");
            case 2 -> get("chat", base + "/chats/" + chat(known));
            case 3 ->
                get(
                        "messages",
                        base + "/chats/" + chat(known) + "/messages?limit=" + dice.of("1", "50", "0", "-1", "x"));
            case 4 ->
                get(
                        "direct",
                        base + "/chats/" + person + "/" + dice.of(List.of(1001L, 1002L, 0L, Long.MAX_VALUE))
                                + "/messages" + dice.of("", "?before=5", "?before=-1", "?limit=100000"));
            case 5 -> get("accounts", base + "/accounts?limit=" + dice.of("1", "100", "-5") + "&after=" + person);
            case 6 -> get("account", base + "/accounts/" + dice.of(person, "nobody", "%F0%9F%91%8D", "a%2Fb"));
            case 7 -> get("bots", base + "/bots");
            case 8 ->
                get(
                        "events",
                        base + "/events?limit=" + dice.between(0, 200) + "&after=" + dice.of("0", "100", "-1", "1e9")
                                + dice.of(
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
                        dice.of(
                                Tl.of(List.<Tl>of()),
                                Tl.of(List.<Tl>of(values.odd())),
                                Tl.of(List.<Tl>of(
                                        Tl.object().with("method", values.odd()).build())),
                                values.odd()));
            case 13 ->
                HttpCall.empty(
                        Door.CONTROL,
                        "standing",
                        "POST",
                        base + "/accounts/" + (dice.chance(0.5) ? "outlaw" : person)
                                + (dice.chance(0.5) ? "/restore" : "/" + dice.of("restore", "nothing")));
            case 14 ->
                HttpCall.empty(
                        Door.CONTROL,
                        "standing",
                        "POST",
                        base + "/accounts/outlaw/" + dice.of("restrict", "freeze", "ban"));
            case 20 -> dice.chance(0.3) ? get("worlds", "/sandbox/worlds") : world();
            default -> action(base, known, person);
        };
    }

    /** None that would be made. */
    private HttpCall world() {
        return HttpCall.json(
                Door.CONTROL,
                "worlds",
                dice.of("POST", "PUT"),
                dice.of("/sandbox/worlds", "/sandbox/world"),
                Tl.object()
                        .with("name", dice.of("", "A", "-", "a b"))
                        .with("world", values.odd())
                        .build());
    }

    private static HttpCall get(String name, String target) {
        return HttpCall.get(Door.CONTROL, name, target);
    }

    HttpCall action(String base, Known known, String person) {
        Optional<Ref> ref =
                known.message(dice, message -> known.username(message.chat()).isPresent());
        String chat = ref.flatMap(message -> known.username(message.chat())).orElse("hu_open_talk");
        long id = ref.map(Ref::id).orElse(1L);
        String bot = known.botNames.isEmpty() ? "hu_no_bot" : dice.of(List.copyOf(known.botNames.values()));
        String action = dice.of(
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
                body.with("chat", dice.chance(0.3) ? bot : chat).with("text", values.words());
                if (dice.chance(0.2)) {
                    body.with("reply_to", id);
                }
                if (dice.chance(0.1)) {
                    body.with("topic", dice.between(0, 4));
                }
            }
            case "edit" -> body.with("chat", chat).with("message_id", id).with("text", values.words());
            case "react" -> body.with("chat", chat).with("message_id", id).with("emoji", dice.of("👍", "🐍"));
            case "view" -> body.with("chat", chat).with("message_ids", List.of(Tl.of(id), Tl.of(1)));
            case "read" -> body.with("chat", chat);
            default -> body.with("bot", bot);
        }
        if (dice.chance(0.5)) {
            body.with("client_id", "a/" + ++calls);
        }
        if (dice.chance(0.1)) {
            body.with(dice.of("chat", "text", "bot", "message_id", "client_id", "action"), values.odd());
        }
        return HttpCall.json(Door.CONTROL, "actions", "POST", base + "/accounts/" + person + "/actions", body.build());
    }

    private String chat(Known known) {
        List<String> names =
                known.chats.values().stream().filter(name -> !name.isEmpty()).toList();
        return names.isEmpty() || dice.chance(0.1) ? dice.of("nowhere", "-1001", "%00") : dice.of(names);
    }
}
