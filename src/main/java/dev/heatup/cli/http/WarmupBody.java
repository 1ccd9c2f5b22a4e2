package dev.heatup.cli.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of {@code POST /warmup/{session_id}}; what is null is the service's to decide.
 *
 * @param plan a JSON array of actions
 */
public record WarmupBody(
        @Nullable Long seed,
        @Nullable String pool,
        @Nullable String strategy,
        @Nullable Integer maxActions,
        @Nullable String plan) {

    public static final WarmupBody DEFAULT = new WarmupBody(null, null, null, null, null);

    /** The array of actions in a plan's file: the document itself, or its field {@code plan} or {@code actions}. */
    public static Optional<String> planIn(String document) {
        return ClientJson.read(document)
                .map(node -> {
                    JsonNode inside = node.has("plan") ? node.path("plan") : node.path("actions");
                    return node.isObject() ? inside : node;
                })
                .filter(JsonNode::isArray)
                .map(JsonNode::toString);
    }

    public String toJson() {
        ObjectNode body = ClientJson.object();
        if (seed != null) {
            body.put("seed", seed);
        }
        if (pool != null) {
            body.put("pool", pool);
        }
        if (strategy != null) {
            body.put("strategy", strategy);
        }
        if (maxActions != null) {
            body.put("max_actions", maxActions);
        }
        if (plan != null) {
            ClientJson.read(plan).ifPresent(actions -> body.set("plan", actions));
        }
        return body.toString();
    }
}
