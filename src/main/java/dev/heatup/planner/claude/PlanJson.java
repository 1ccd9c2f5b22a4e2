package dev.heatup.planner.claude;

import dev.heatup.plan.Action;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as a model writes it. The shape is checked here, the rules by the validator: a plan a little out of bounds can be
 * repaired, while one that is far out or of another shape is not worth another question.
 */
final class PlanJson {

    private static final List<String> TEXTS =
            List.of("action", "channel_username", "bot_username", "intent", "emoji", "payload", "reason");

    private static final List<String> NUMBERS = List.of("duration_seconds", "max_turns");

    private static final String REPLY = "reply";

    /** These are always there; the others where an action has them. */
    private static final List<String> REQUIRED = List.of("action", "channel_username", "duration_seconds", "reason");

    private static final int MOST_ACTIONS = 2 * PlanRules.MOST_ACTIONS;
    private static final int MOST_CHARACTERS = 1000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanJson() {}

    /** Structured outputs know no ranges and patterns, so the validator's rules are not in here. */
    static String schema(Set<Action.Type> actions) {
        ObjectNode item = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = item.putObject("properties");
        for (String text : TEXTS) {
            properties.putObject(text).put("type", "string");
        }
        for (String number : NUMBERS) {
            properties.putObject(number).put("type", "integer");
        }
        properties.putObject(REPLY).put("type", "boolean");
        ArrayNode names = ((ObjectNode) properties.path("action")).putArray("enum");
        actions.forEach(action -> names.add(action.wireName()));
        ArrayNode required = item.putArray("required");
        REQUIRED.forEach(required::add);
        item.put("additionalProperties", false);
        ObjectNode root = JSON.createObjectNode().put("type", "object");
        root.putObject("properties").putObject("actions").put("type", "array").set("items", item);
        root.putArray("required").add("actions");
        return root.put("additionalProperties", false).toString();
    }

    sealed interface Reading {
        record Plan(ProposedPlan plan) implements Reading {}

        record Unreadable(String why) implements Reading {}
    }

    static Reading read(String text) {
        JsonNode actions;
        try {
            actions = JSON.readTree(text).path("actions");
        } catch (JacksonException e) {
            return new Reading.Unreadable("the model's plan is not JSON");
        }
        if (!actions.isArray()) {
            return new Reading.Unreadable("the model's plan has no list of actions");
        }
        if (actions.size() > MOST_ACTIONS) {
            return new Reading.Unreadable("the model's plan has " + actions.size() + " actions");
        }
        List<ProposedAction> plan = new ArrayList<>();
        for (JsonNode action : actions) {
            Optional<String> trouble = trouble(action);
            if (trouble.isPresent()) {
                return new Reading.Unreadable(
                        "the model's plan is malformed: actions[%d] %s".formatted(plan.size(), trouble.get()));
            }
            plan.add(ProposedAction.named(text(action, "action"))
                    .channel(text(action, "channel_username"))
                    .bot(text(action, "bot_username"))
                    .seconds(number(action, "duration_seconds"))
                    .intent(text(action, "intent"))
                    .emoji(text(action, "emoji"))
                    .reply(action.path(REPLY).isBoolean() ? action.path(REPLY).booleanValue() : null)
                    .payload(text(action, "payload"))
                    .maxTurns(number(action, "max_turns"))
                    .because(text(action, "reason")));
        }
        return new Reading.Plan(new ProposedPlan(plan));
    }

    /** As the model would have written it. */
    static String write(ProposedPlan plan) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode actions = root.putArray("actions");
        for (ProposedAction action : plan.actions()) {
            ObjectNode node = actions.addObject()
                    .put("action", action.action())
                    .put("channel_username", action.channelUsername())
                    .put("bot_username", action.botUsername())
                    .put("duration_seconds", action.durationSeconds())
                    .put("intent", action.intent())
                    .put("emoji", action.emoji())
                    .put(REPLY, action.reply())
                    .put("payload", action.payload())
                    .put("max_turns", action.maxTurns())
                    .put("reason", action.reason());
            node.removeIf(value -> value.isNull());
        }
        return JSON.writeValueAsString(root);
    }

    private static Optional<String> trouble(JsonNode action) {
        if (!action.isObject()) {
            return Optional.of("is not an object");
        }
        for (String field : TEXTS) {
            JsonNode value = action.path(field);
            if (!isAbsent(value) && !value.isString()) {
                return Optional.of("has a " + field + " that is not text");
            }
            if (value.isString() && value.stringValue().length() > MOST_CHARACTERS) {
                return Optional.of("has a " + field + " of more than " + MOST_CHARACTERS + " characters");
            }
        }
        for (String field : NUMBERS) {
            JsonNode value = action.path(field);
            if (!isAbsent(value) && !(value.isIntegralNumber() && value.canConvertToInt())) {
                return Optional.of("has a " + field + " that is not a whole number");
            }
        }
        JsonNode reply = action.path(REPLY);
        return isAbsent(reply) || reply.isBoolean()
                ? Optional.empty()
                : Optional.of("has a " + REPLY + " that is neither true nor false");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static @Nullable String text(JsonNode action, String field) {
        JsonNode value = action.path(field);
        return isAbsent(value) ? null : value.stringValue();
    }

    private static @Nullable Integer number(JsonNode action, String field) {
        JsonNode value = action.path(field);
        return isAbsent(value) ? null : Integer.valueOf(value.intValue());
    }
}
