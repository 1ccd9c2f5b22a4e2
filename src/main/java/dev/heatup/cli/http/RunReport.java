package dev.heatup.cli.http;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A run's report as far as people want to see it. All text is bounded and printable.
 *
 * @param status as the service names it
 * @param json the whole report in one line
 */
public record RunReport(
        String runId,
        String status,
        String planSource,
        int successful,
        List<String> joined,
        List<Step> steps,
        double seconds,
        String json) {

    private static final Set<String> LIVE = Set.of("queued", "planning", "running");
    private static final int MOST_STEPS = 1000;
    private static final int LONGEST_SAID = 80;

    /**
     * @param place the channel, group or bot; empty without one
     * @param seconds as planned; zero for what is done at once
     * @param result what was said or done, and what was answered; empty when nothing came back
     * @param error empty without one
     */
    public record Step(
            String action, String place, double seconds, String reason, String status, String result, String error) {

        public boolean hasBegun() {
            return !status.equals("pending");
        }

        public boolean hasEnded() {
            return hasBegun() && !status.equals("acting");
        }

        private static Step of(JsonNode node) {
            JsonNode error = node.path("error");
            String message = Json.text(error, "message", 200);
            return new Step(
                    Json.text(node, "action", 40),
                    Json.text(node, "channel_username", 64) + Json.text(node, "bot_username", 64),
                    node.path("duration_seconds").asDouble(0),
                    Json.text(node, "reason", 200),
                    Json.text(node, "status", 20),
                    told(node.path("result")),
                    message.isEmpty() ? Json.text(error, "code", 64) : message);
        }
    }

    private static String told(JsonNode result) {
        JsonNode turns = result.path("turns");
        if (turns.isArray()) {
            return items(turns).map(RunReport::turn).collect(Collectors.joining("; "));
        }
        return Json.text(result, "emoji", 16) + turn(result);
    }

    private static String turn(JsonNode turn) {
        String said = Json.text(turn, "text", LONGEST_SAID) + Json.text(turn, "button", LONGEST_SAID);
        String reply = Json.text(turn.path("reply"), "text", LONGEST_SAID);
        return (said.isEmpty() ? "" : "\"" + said + "\"") + (reply.isEmpty() ? "" : " -> \"" + reply + "\"");
    }

    public boolean isLive() {
        return LIVE.contains(status);
    }

    public boolean isCompleted() {
        return status.equals("completed");
    }

    static RunReport of(JsonNode node) {
        return new RunReport(
                Json.text(node, "run_id", 64),
                Json.text(node, "status", 20),
                Json.text(node, "plan_source", 20),
                node.path("successful_actions").asInt(0),
                items(node.path("joined_channels"))
                        .map(n -> PlainText.of(n.asString(""), 64))
                        .toList(),
                items(node.path("actions")).map(Step::of).toList(),
                node.path("duration_seconds").asDouble(0),
                Json.line(node));
    }

    private static java.util.stream.Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).limit(MOST_STEPS);
    }
}
