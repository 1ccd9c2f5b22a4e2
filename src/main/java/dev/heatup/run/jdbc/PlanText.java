package dev.heatup.run.jdbc;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            write(action, node);
            node.put("reason", action.reason());
        }
        return array.toString();
    }

    private static void write(Action action, ObjectNode node) {
        switch (action) {
            case Action.InChat chat -> node.put("channel", chat.channel().value());
            case Action.WithBot bot -> node.put("bot", bot.bot().value());
            case Action.Idle _ -> {}
        }
        switch (action) {
            case Action.JoinChannel _, Action.LeaveChannel _ -> {}
            case Action.ReadMessages _, Action.Idle _, Action.ViewPost _ ->
                node.put("seconds", action.duration().toSeconds());
            case Action.React react -> node.put("emoji", react.emoji());
            case Action.SendMessage message ->
                node.put("intent", message.intent()).put("reply", message.reply());
            case Action.StartBot start -> node.put("payload", start.payload());
            case Action.PressButton press -> node.put("intent", press.intent());
            case Action.MessageBot talk -> node.put("intent", talk.intent()).put("turns", talk.maxTurns());
        }
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
                    case VIEW_POST -> new Action.ViewPost(channel(node), seconds(node), reason);
                    case REACT -> new Action.React(channel(node), optional(node, "emoji"), reason);
                    case SEND_MESSAGE ->
                        new Action.SendMessage(
                                channel(node), intent(node), node.get("reply").asBoolean(), reason);
                    case LEAVE_CHANNEL -> new Action.LeaveChannel(channel(node), reason);
                    case START_BOT -> new Action.StartBot(bot(node), optional(node, "payload"), reason);
                    case PRESS_BUTTON -> new Action.PressButton(bot(node), intent(node), reason);
                    case MESSAGE_BOT ->
                        new Action.MessageBot(
                                bot(node), intent(node), node.get("turns").asInt(), reason);
                };
            }
        }
        throw new IllegalStateException("a recorded plan has the unknown action '" + name + "'");
    }

    private static Username channel(JsonNode node) {
        return new Username(node.get("channel").asString());
    }

    private static Username bot(JsonNode node) {
        return new Username(node.get("bot").asString());
    }

    private static String intent(JsonNode node) {
        return node.get("intent").asString();
    }

    private static @Nullable String optional(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofSeconds(node.get("seconds").asLong());
    }
}
