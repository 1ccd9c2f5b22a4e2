package dev.heatup.run.jdbc;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
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
            switch (action) {
                case Action.JoinChannel join ->
                    node.put("channel", join.channel().value());
                case Action.ReadMessages read ->
                    node.put("channel", read.channel().value())
                            .put("seconds", read.duration().toSeconds());
                case Action.Idle idle -> node.put("seconds", idle.duration().toSeconds());
            }
            node.put("reason", action.reason());
        }
        return array.toString();
    }

    static Plan read(String text) {
        List<Action> actions = new ArrayList<>();
        for (JsonNode node : JSON.readTree(text)) {
            actions.add(action(node));
        }
        return Plan.recorded(actions);
    }

    private static Action action(JsonNode node) {
        String name = node.get("action").asString();
        String reason = node.get("reason").asString();
        for (Action.Type type : Action.Type.values()) {
            if (type.wireName().equals(name)) {
                return switch (type) {
                    case JOIN_CHANNEL -> new Action.JoinChannel(channel(node), reason);
                    case READ_MESSAGES -> new Action.ReadMessages(channel(node), seconds(node), reason);
                    case IDLE -> new Action.Idle(seconds(node), reason);
                };
            }
        }
        throw new IllegalStateException("a recorded plan has the unknown action '" + name + "'");
    }

    private static Username channel(JsonNode node) {
        return new Username(node.get("channel").asString());
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofSeconds(node.get("seconds").asLong());
    }
}
