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
public record ReportSummary(
        String runId,
        String status,
        String planSource,
        int successful,
        List<String> joined,
        List<Step> steps,
        double seconds,
        String json) {

    private static final Set<String> LIVE = Set.of("queued", "planning", "running");
    private static final int MAX_STEPS = 1000;
    private static final int MAX_SAID_LENGTH = 80;

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
            String message = ClientJson.text(error, "message", 200);
            return new Step(
                    ClientJson.text(node, "action", 40),
                    ClientJson.text(node, "channel_username", 64) + ClientJson.text(node, "bot_username", 64),
                    node.path("duration_seconds").asDouble(0),
                    ClientJson.text(node, "reason", 200),
                    ClientJson.text(node, "status", 20),
                    told(node.path("result")),
                    message.isEmpty() ? ClientJson.text(error, "code", 64) : message);
        }
    }

    private static String told(JsonNode result) {
        JsonNode turns = result.path("turns");
        if (turns.isArray()) {
            return items(turns).map(ReportSummary::turn).collect(Collectors.joining("; "));
        }
        return ClientJson.text(result, "emoji", 16) + turn(result);
    }

    private static String turn(JsonNode turn) {
        String said = ClientJson.text(turn, "text", MAX_SAID_LENGTH) + ClientJson.text(turn, "button", MAX_SAID_LENGTH);
        String reply = ClientJson.text(turn.path("reply"), "text", MAX_SAID_LENGTH);
        return (said.isEmpty() ? "" : "\"" + said + "\"") + (reply.isEmpty() ? "" : " -> \"" + reply + "\"");
    }

    public boolean isLive() {
        return LIVE.contains(status);
    }

    public boolean isCompleted() {
        return status.equals("completed");
    }

    static ReportSummary of(JsonNode node) {
        return new ReportSummary(
                ClientJson.text(node, "run_id", 64),
                ClientJson.text(node, "status", 20),
                ClientJson.text(node, "plan_source", 20),
                node.path("successful_actions").asInt(0),
                items(node.path("joined_channels"))
                        .map(n -> PlainText.of(n.asString(""), 64))
                        .toList(),
                items(node.path("actions")).map(Step::of).toList(),
                node.path("duration_seconds").asDouble(0),
                ClientJson.line(node));
    }

    private static java.util.stream.Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).limit(MAX_STEPS);
    }
}
