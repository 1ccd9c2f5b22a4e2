package dev.heatup.cli.http;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The little JSON that a client needs. Thread-safe. */
final class ClientJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ClientJson() {}

    static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String line(JsonNode node) {
        return PlainText.escaped(MAPPER.writeValueAsString(node));
    }

    static String pretty(JsonNode node) {
        return PlainText.escaped(
                MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node));
    }

    /** A text field, or the empty string. */
    static String text(JsonNode node, String field, int mostCharacters) {
        return PlainText.of(node.path(field).asString(""), mostCharacters);
    }
}
