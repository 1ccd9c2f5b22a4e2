package dev.heatup.planner.claude;

import dev.heatup.plan.Action;
import dev.heatup.plan.ActionField;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    private static final List<String> TEXTS = Stream.of(
                    Stream.of("action"), names(ActionField.Kind.TEXT), Stream.of("reason"))
            .flatMap(names -> names)
            .toList();

    private static final List<String> NUMBERS = names(ActionField.Kind.NUMBER).toList();

    private static final List<String> FLAGS = names(ActionField.Kind.FLAG).toList();

    /** These are always there; the others where an action has them. */
    private static final List<String> REQUIRED =
            List.of("action", ActionField.CHANNEL.wireName(), ActionField.DURATION.wireName(), "reason");

    private static final int MAX_ACTIONS = 2 * PlanRules.MAX_ACTIONS;
    private static final int MAX_LENGTH = 1000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanJson() {}

    private static Stream<String> names(ActionField.Kind kind) {
        return Stream.of(ActionField.values())
                .filter(field -> field.kind() == kind)
                .map(ActionField::wireName);
    }

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
        for (String flag : FLAGS) {
            properties.putObject(flag).put("type", "boolean");
        }
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
        if (actions.size() > MAX_ACTIONS) {
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
                    .channel(text(action, ActionField.CHANNEL.wireName()))
                    .bot(text(action, ActionField.BOT.wireName()))
                    .seconds(number(action, ActionField.DURATION.wireName()))
                    .intent(text(action, ActionField.INTENT.wireName()))
                    .emoji(text(action, ActionField.EMOJI.wireName()))
                    .reply(flag(action, ActionField.REPLY.wireName()))
                    .payload(text(action, ActionField.PAYLOAD.wireName()))
                    .maxTurns(number(action, ActionField.MAX_TURNS.wireName()))
                    .because(text(action, "reason")));
        }
        return new Reading.Plan(new ProposedPlan(plan));
    }

    /** As the model would have written it. */
    static String write(ProposedPlan plan) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode actions = root.putArray("actions");
        for (ProposedAction action : plan.actions()) {
            ObjectNode node = actions.addObject().put("action", action.action());
            for (ActionField field : ActionField.values()) {
                switch (action.value(field)) {
                    case String text -> node.put(field.wireName(), text);
                    case Integer number -> node.put(field.wireName(), number);
                    case Boolean flag -> node.put(field.wireName(), flag);
                    case null, default -> {}
                }
            }
            node.put("reason", action.reason());
            node.removeIf(JsonNode::isNull);
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
            if (value.isString() && value.stringValue().length() > MAX_LENGTH) {
                return Optional.of("has a " + field + " of more than " + MAX_LENGTH + " characters");
            }
        }
        for (String field : NUMBERS) {
            JsonNode value = action.path(field);
            if (!isAbsent(value) && !(value.isIntegralNumber() && value.canConvertToInt())) {
                return Optional.of("has a " + field + " that is not a whole number");
            }
        }
        for (String field : FLAGS) {
            JsonNode value = action.path(field);
            if (!isAbsent(value) && !value.isBoolean()) {
                return Optional.of("has a " + field + " that is neither true nor false");
            }
        }
        return Optional.empty();
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

    private static @Nullable Boolean flag(JsonNode action, String field) {
        JsonNode value = action.path(field);
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : null;
    }
}
