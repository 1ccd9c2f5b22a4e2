package dev.heatup.run.jdbc;

import dev.heatup.run.MessageDraft;
import dev.heatup.run.StepProgress;
import dev.heatup.run.StepProgress.Awaited;
import dev.heatup.run.StepResult;
import dev.heatup.run.StepResult.Answer;
import dev.heatup.run.StepResult.Turn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Progress and results as the columns {@code run.progress} and {@code outcome.result} have them. */
final class ProgressText {

    private static final JsonMapper JSON = new JsonMapper();

    private ProgressText() {}

    /** Null for what has not begun. */
    static @Nullable String write(StepProgress stepProgress) {
        if (stepProgress.equals(StepProgress.NONE)) {
            return null;
        }
        ObjectNode node = JSON.createObjectNode();
        if (stepProgress.draft() != null) {
            node.set("draft", draft(stepProgress.draft()));
        }
        node.set("turns", turns(stepProgress.turns()));
        put(node, "begun_at", stepProgress.begunAt());
        Awaited awaited = stepProgress.awaited();
        if (awaited != null) {
            ObjectNode object = node.putObject("awaited").put("after", awaited.afterId());
            object.put("seen", awaited.seen());
            put(object, "since", awaited.since());
            put(object, "until", awaited.until());
        }
        return node.toString();
    }

    static StepProgress read(@Nullable String text) {
        if (text == null) {
            return StepProgress.NONE;
        }
        JsonNode node = JSON.readTree(text);
        return new StepProgress(
                node.has("draft") ? draft(node.get("draft")) : null,
                turns(node.get("turns")),
                node.has("begun_at") ? instant(node, "begun_at") : null,
                node.has("awaited") ? awaited(node.get("awaited")) : null);
    }

    static @Nullable String write(@Nullable StepResult result) {
        if (result == null) {
            return null;
        }
        ObjectNode node = JSON.createObjectNode();
        node.put("text", result.text()).put("message", result.messageId()).put("emoji", result.emoji());
        node.put("views", result.views());
        if (result.reply() != null) {
            node.set("reply", answer(result.reply()));
        }
        if (result.turns() != null) {
            node.set("turns", turns(result.turns()));
        }
        return node.toString();
    }

    static @Nullable StepResult result(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode node = JSON.readTree(text);
        return new StepResult(
                string(node, "text"),
                number(node, "message"),
                node.has("reply") ? answer(node.get("reply")) : null,
                string(node, "emoji"),
                number(node, "views"),
                node.has("turns") ? turns(node.get("turns")) : null);
    }

    private static ObjectNode draft(MessageDraft messageDraft) {
        ObjectNode node = JSON.createObjectNode();
        return switch (messageDraft) {
            case MessageDraft.Message(String text, Long replyTo) ->
                node.put("text", text).put("reply_to", replyTo);
            case MessageDraft.Reaction(long id, String emoji) ->
                node.put("message", id).put("emoji", emoji);
            case MessageDraft.Press(long id, String label, String data, int seen) ->
                node.put("message", id).put("button", label).put("data", data).put("seen", seen);
        };
    }

    private static MessageDraft draft(JsonNode node) {
        if (node.has("emoji")) {
            return new MessageDraft.Reaction(
                    node.get("message").asLong(), node.get("emoji").asString());
        }
        if (node.has("button")) {
            return new MessageDraft.Press(
                    node.get("message").asLong(),
                    node.get("button").asString(),
                    node.get("data").asString(),
                    node.get("seen").asInt());
        }
        return new MessageDraft.Message(node.get("text").asString(), number(node, "reply_to"));
    }

    private static ArrayNode turns(List<Turn> turns) {
        ArrayNode array = JSON.createArrayNode();
        for (Turn turn : turns) {
            ObjectNode node = array.addObject().put("text", turn.text()).put("button", turn.button());
            node.put("message", turn.messageId());
            if (turn.reply() != null) {
                node.set("reply", answer(turn.reply()));
            }
        }
        return array;
    }

    private static List<Turn> turns(JsonNode array) {
        return array.valueStream()
                .map(node -> new Turn(
                        string(node, "text"),
                        string(node, "button"),
                        number(node, "message"),
                        node.has("reply") ? answer(node.get("reply")) : null))
                .toList();
    }

    private static ObjectNode answer(Answer answer) {
        ObjectNode node = JSON.createObjectNode().put("text", answer.text());
        ArrayNode buttons = node.putArray("buttons");
        answer.buttons().forEach(buttons::add);
        return node;
    }

    private static Answer answer(JsonNode node) {
        return new Answer(
                node.get("text").asString(),
                node.get("buttons").valueStream().map(JsonNode::asString).toList());
    }

    private static Awaited awaited(JsonNode node) {
        Long seen = number(node, "seen");
        return new Awaited(
                node.get("after").asLong(),
                seen == null ? null : Integer.valueOf(seen.intValue()),
                instant(node, "since"),
                instant(node, "until"));
    }

    private static void put(ObjectNode node, String field, @Nullable Instant instant) {
        if (instant != null) {
            node.put(field, instant.toEpochMilli());
        }
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.ofEpochMilli(node.get(field).asLong());
    }

    private static @Nullable String string(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() ? Long.valueOf(value.longValue()) : null;
    }
}
