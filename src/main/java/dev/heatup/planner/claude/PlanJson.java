package dev.heatup.planner.claude;

import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Structured outputs know no ranges and patterns, so the validator's rules are not in here. */
    static final String SCHEMA = """
            {
              "type": "object",
              "properties": {
                "actions": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "action": {"type": "string", "enum": ["join_channel", "read_messages", "idle"]},
                      "channel_username": {"type": "string"},
                      "duration_seconds": {"type": "integer"},
                      "reason": {"type": "string"}
                    },
                    "required": ["action", "channel_username", "duration_seconds", "reason"],
                    "additionalProperties": false
                  }
                }
              },
              "required": ["actions"],
              "additionalProperties": false
            }
            """;

    private static final int MOST_ACTIONS = 2 * PlanRules.MOST_ACTIONS;
    private static final int MOST_CHARACTERS = 1000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanJson() {}

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
            plan.add(new ProposedAction(
                    text(action, "action"), text(action, "channel_username"), seconds(action), text(action, "reason")));
        }
        return new Reading.Plan(new ProposedPlan(plan));
    }

    /** As the model would have written it. */
    static String write(ProposedPlan plan) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode actions = root.putArray("actions");
        for (ProposedAction action : plan.actions()) {
            actions.addObject()
                    .put("action", action.action())
                    .put("channel_username", action.channelUsername())
                    .put("duration_seconds", action.durationSeconds())
                    .put("reason", action.reason());
        }
        return JSON.writeValueAsString(root);
    }

    private static Optional<String> trouble(JsonNode action) {
        if (!action.isObject()) {
            return Optional.of("is not an object");
        }
        for (String field : List.of("action", "channel_username", "reason")) {
            JsonNode value = action.path(field);
            if (!isAbsent(value) && !value.isString()) {
                return Optional.of("has a " + field + " that is not text");
            }
            if (value.isString() && value.stringValue().length() > MOST_CHARACTERS) {
                return Optional.of("has a " + field + " of more than " + MOST_CHARACTERS + " characters");
            }
        }
        JsonNode seconds = action.path("duration_seconds");
        return isAbsent(seconds) || (seconds.isIntegralNumber() && seconds.canConvertToInt())
                ? Optional.empty()
                : Optional.of("has a duration_seconds that is not a whole number of seconds");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static @Nullable String text(JsonNode action, String field) {
        JsonNode value = action.path(field);
        return isAbsent(value) ? null : value.stringValue();
    }

    private static @Nullable Integer seconds(JsonNode action) {
        JsonNode value = action.path("duration_seconds");
        return isAbsent(value) ? null : Integer.valueOf(value.intValue());
    }
}
