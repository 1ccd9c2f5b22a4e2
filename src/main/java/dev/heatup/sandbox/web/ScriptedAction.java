package dev.heatup.sandbox.web;

import static java.util.Map.entry;

import dev.heatup.sandbox.WorldControl;
import dev.heatup.sandbox.user.KeyboardButton;
import dev.heatup.sandbox.user.TelegramMethod;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import dev.heatup.web.ApiProblem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One step that somebody wrote down, as a call of Telegram's API. Strict: a field that an action lacks is an error. */
record ScriptedAction(String name, Tl.Obj fields) {

    private static final Map<String, Set<String>> FIELDS = new TreeMap<>(Map.ofEntries(
            entry("join", Set.of("chat")),
            entry("leave", Set.of("chat")),
            entry("send", Set.of("chat", "text", "reply_to", "topic")),
            entry("edit", Set.of("chat", "message_id", "text")),
            entry("react", Set.of("chat", "message_id", "emoji")),
            entry("view", Set.of("chat", "message_ids")),
            entry("read", Set.of("chat", "max_id")),
            entry("start_bot", Set.of("bot", "payload")),
            entry("press_button", Set.of("chat", "message_id", "data", "text")),
            entry("block_bot", Set.of("bot")),
            entry("unblock_bot", Set.of("bot"))));

    /** What every action may have: under the same one, a repeat does nothing and is answered as the first was. */
    private static final Set<String> ALWAYS = Set.of("action", "client_id");

    static ScriptedAction of(Tl.Obj body) {
        String name = body.text("action").orElse("");
        Set<String> allowed = FIELDS.get(name);
        if (allowed == null) {
            throw invalid("action is one of " + String.join(", ", FIELDS.keySet()));
        }
        Set<String> unknown = body.fields().keySet().stream()
                .filter(field -> !ALWAYS.contains(field) && !allowed.contains(field))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            throw invalid(name + " has the fields " + String.join(", ", new TreeSet<>(allowed)) + " and client_id");
        }
        return new ScriptedAction(name, body);
    }

    /** @param worldControl to look up a button by what is written on it */
    Call call(WorldControl worldControl, String account) {
        return switch (name) {
            case "join" -> raw(TelegramMethod.JOIN, Tl.object().with("channel", text("chat")));
            case "leave" -> raw(TelegramMethod.LEAVE, Tl.object().with("channel", text("chat")));
            case "send" -> send();
            case "edit" ->
                raw(
                        TelegramMethod.EDIT,
                        Tl.object()
                                .with("peer", text("chat"))
                                .with("id", number("message_id"))
                                .with("message", text("text")));
            case "react" ->
                raw(
                        TelegramMethod.REACT,
                        Tl.object()
                                .with("peer", text("chat"))
                                .with("msg_id", number("message_id"))
                                .with("reaction", reaction()));
            case "view" ->
                raw(
                        TelegramMethod.VIEWS,
                        Tl.object()
                                .with("peer", text("chat"))
                                .with("id", fields.list("message_ids"))
                                .with("increment", true));
            case "read" ->
                raw(
                        TelegramMethod.READ_DIRECT,
                        Tl.object()
                                .with("peer", text("chat"))
                                .with("max_id", isThere("max_id") ? number("max_id") : 0));
            case "start_bot" ->
                raw(
                        TelegramMethod.START_BOT,
                        Tl.object()
                                .with("bot", text("bot"))
                                .with("start_param", isThere("payload") ? text("payload") : ""));
            case "press_button" -> press(worldControl, account);
            case "block_bot" -> raw(TelegramMethod.BLOCK, Tl.object().with("id", text("bot")));
            case "unblock_bot" -> raw(TelegramMethod.UNBLOCK, Tl.object().with("id", text("bot")));
            default -> throw new IllegalStateException("an action without a call: " + name);
        };
    }

    private Call send() {
        Tl.Builder params = Tl.object().with("peer", text("chat")).with("message", text("text"));
        if (isThere("reply_to") || isThere("topic")) {
            Tl.Builder to = Tl.constructor("inputReplyToMessage");
            if (isThere("reply_to")) {
                to.with("reply_to_msg_id", number("reply_to"));
            }
            if (isThere("topic")) {
                to.with("top_msg_id", number("topic"));
            }
            params.with("reply_to", to.build());
        }
        return raw(TelegramMethod.SEND, params);
    }

    /** A button under a message by its data or label; one of a reply keyboard is what a person writes. */
    private Call press(WorldControl worldControl, String account) {
        String chat = text("chat");
        long id = number("message_id");
        if (isThere("data") == isThere("text")) {
            throw invalid("press_button needs exactly one of data and text");
        }
        if (isThere("data")) {
            return pressed(chat, id, text("data"));
        }
        String label = text("text");
        Optional<KeyboardButton> found = ControlResponses.of(
                worldControl.look(worldView -> KeyboardButton.find(worldView.state(), account, chat, id, label)));
        return switch (found.orElseThrow(() ->
                new ApiProblem(404, "unknown_button", "the message is not there, or has no button with this label"))) {
            case KeyboardButton.Callback(String data) -> pressed(chat, id, data);
            case KeyboardButton.Writing(String text) ->
                raw(TelegramMethod.SEND, Tl.object().with("peer", chat).with("message", text));
            case KeyboardButton.Link _ ->
                throw new ApiProblem(422, "button_is_a_link", "the button leads to a page and tells no bot anything");
        };
    }

    private Call pressed(String chat, long id, String data) {
        return raw(
                TelegramMethod.PRESS,
                Tl.object().with("peer", chat).with("msg_id", id).with("data", data));
    }

    /** None to take a reaction back. */
    private List<Tl> reaction() {
        return isThere("emoji")
                ? List.of(Tl.constructor("reactionEmoji")
                        .with("emoticon", text("emoji"))
                        .build())
                : Collections.emptyList();
    }

    private Call raw(String method, Tl.Builder params) {
        return new Call.InvokeRaw(method, params.build(), isThere("client_id") ? text("client_id") : null);
    }

    private boolean isThere(String field) {
        return fields.get(field).filter(value -> !(value instanceof Tl.Null)).isPresent();
    }

    private String text(String field) {
        return fields.text(field).orElseThrow(() -> invalid(name + " needs " + field + ", a text"));
    }

    private long number(String field) {
        return fields.integer(field).orElseThrow(() -> invalid(name + " needs " + field + ", a whole number"));
    }

    private static ApiProblem invalid(String detail) {
        return new ApiProblem(400, "invalid_action", detail);
    }
}
