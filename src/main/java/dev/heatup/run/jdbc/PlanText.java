package dev.heatup.run.jdbc;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.ActionField;
import dev.heatup.plan.ActionValues;
import dev.heatup.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan as the {@code run.plan} column has it: the JSON that the API takes and gives. */
final class PlanText {

    private static final JsonMapper JSON = new JsonMapper();

    private PlanText() {}

    static String write(Plan plan) {
        ArrayNode array = JSON.createArrayNode();
        for (Action action : plan.actions()) {
            ObjectNode node = array.addObject().put("action", action.type().wireName());
            write(action, node);
            node.put("reason", action.reason());
        }
        return array.toString();
    }

    private static void write(Action action, ObjectNode node) {
        ActionValues values = action.values();
        for (ActionField field : action.type().fields()) {
            String name = field.storedName();
            switch (field) {
                case CHANNEL -> node.put(name, text(values.channel()));
                case BOT -> node.put(name, text(values.bot()));
                case DURATION -> node.put(name, values.duration().toSeconds());
                case INTENT -> node.put(name, values.intent());
                case EMOJI -> node.put(name, values.emoji());
                case REPLY -> node.put(name, values.reply());
                case PAYLOAD -> node.put(name, values.payload());
                case MAX_TURNS -> node.put(name, values.maxTurns());
            }
        }
    }

    private static @Nullable String text(@Nullable Username username) {
        return username == null ? null : username.value();
    }

    /** Token by token: every step of a run begins with it, and a tree would cost it twice. */
    static Plan read(String text) {
        List<Action> actions = new ArrayList<>();
        try (JsonParser tokens = JSON.createParser(text)) {
            tokens.nextToken();
            while (tokens.nextToken() == JsonToken.START_OBJECT) {
                actions.add(new Fields(fields(tokens)).action());
            }
        }
        return Plan.recorded(actions);
    }

    /** Those that have a value, whose text it is. */
    private static Map<String, String> fields(JsonParser tokens) {
        Map<String, String> fields = new HashMap<>();
        while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = tokens.currentName();
            if (tokens.nextToken() != JsonToken.VALUE_NULL) {
                fields.put(name, tokens.getString());
            }
        }
        return fields;
    }

    private record Fields(Map<String, String> byName) {

        Action action() {
            String name = text("action");
            Action.Type type = Action.Type.named(name)
                    .orElseThrow(
                            () -> new IllegalStateException("a recorded plan has the unknown action '" + name + "'"));
            return type.recorded(values(type.fields()), text("reason"));
        }

        private ActionValues values(Set<ActionField> fields) {
            return new ActionValues(
                    username(ActionField.CHANNEL),
                    username(ActionField.BOT),
                    Duration.ofSeconds(Long.parseLong(required(fields, ActionField.DURATION, "0"))),
                    byName.get(ActionField.INTENT.storedName()),
                    byName.get(ActionField.EMOJI.storedName()),
                    Boolean.parseBoolean(required(fields, ActionField.REPLY, "false")),
                    byName.get(ActionField.PAYLOAD.storedName()),
                    Integer.parseInt(required(fields, ActionField.MAX_TURNS, "0")));
        }

        private @Nullable Username username(ActionField field) {
            String text = byName.get(field.storedName());
            return text == null ? null : new Username(text);
        }

        /** @param absent for an action that does not have the field */
        private String required(Set<ActionField> fields, ActionField field, String absent) {
            return fields.contains(field) ? text(field.storedName()) : absent;
        }

        private String text(String field) {
            String text = byName.get(field);
            if (text == null) {
                throw new IllegalStateException("an action of a recorded plan has no " + field);
            }
            return text;
        }
    }
}
