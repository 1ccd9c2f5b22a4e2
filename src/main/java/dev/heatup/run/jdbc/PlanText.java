package dev.heatup.run.jdbc;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan as the {@code run.plan} column has it: the JSON that the API takes and gives. */
final class PlanText {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Action.Type[] TYPES = Action.Type.values();

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
            String reason = text("reason");
            return switch (type()) {
                case JOIN_CHANNEL -> new Action.JoinChannel(channel(), reason);
                case READ_MESSAGES -> new Action.ReadMessages(channel(), seconds(), reason);
                case IDLE -> new Action.Idle(seconds(), reason);
                case VIEW_POST -> new Action.ViewPost(channel(), seconds(), reason);
                case REACT -> new Action.React(channel(), byName.get("emoji"), reason);
                case SEND_MESSAGE ->
                    new Action.SendMessage(channel(), text("intent"), Boolean.parseBoolean(text("reply")), reason);
                case LEAVE_CHANNEL -> new Action.LeaveChannel(channel(), reason);
                case START_BOT -> new Action.StartBot(bot(), byName.get("payload"), reason);
                case PRESS_BUTTON -> new Action.PressButton(bot(), text("intent"), reason);
                case MESSAGE_BOT ->
                    new Action.MessageBot(bot(), text("intent"), Integer.parseInt(text("turns")), reason);
            };
        }

        private Action.Type type() {
            String name = text("action");
            for (Action.Type type : TYPES) {
                if (type.wireName().equals(name)) {
                    return type;
                }
            }
            throw new IllegalStateException("a recorded plan has the unknown action '" + name + "'");
        }

        private Username channel() {
            return new Username(text("channel"));
        }

        private Username bot() {
            return new Username(text("bot"));
        }

        private Duration seconds() {
            return Duration.ofSeconds(Long.parseLong(text("seconds")));
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
