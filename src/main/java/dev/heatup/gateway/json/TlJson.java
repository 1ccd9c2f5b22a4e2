package dev.heatup.gateway.json;

import dev.heatup.gateway.Tl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads untrusted JSON into {@link Tl} and writes it again, keeping the order of fields.
 *
 * <p>Read are at most {@value #MAX_BYTES} bytes and {@value #MAX_DEPTH} levels, one document, every field once. A whole
 * number within 64 bits becomes {@link Tl.Int}, any other finite one {@link Tl.Decimal}. Stateless and thread-safe.
 */
public final class TlJson {

    /** A page of a hundred messages of the longest text, with room to spare. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    public static final int MAX_DEPTH = 32;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxNumberLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TlJson() {}

    /** @throws UnreadableJsonException when this is no JSON document within the bounds */
    public static Tl read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new UnreadableJsonException("larger than " + MAX_BYTES + " bytes", null);
        }
        try {
            return fromNode(MAPPER.readTree(json));
        } catch (JacksonException e) {
            // Jackson's message may quote the text, and names our classes.
            throw new UnreadableJsonException("not a JSON document within the bounds", e);
        }
    }

    /** @throws UnreadableJsonException when it is empty, too deep, or holds what JSON can't write */
    public static Tl fromNode(JsonNode node) {
        return fromNode(node, 0);
    }

    private static Tl fromNode(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new UnreadableJsonException("deeper than " + MAX_DEPTH + " levels", null);
        }
        return switch (node.getNodeType()) {
            case OBJECT -> object(node, depth);
            case ARRAY -> {
                List<Tl> items = new ArrayList<>(node.size());
                node.forEach(item -> items.add(fromNode(item, depth + 1)));
                yield new Tl.Items(items);
            }
            case STRING -> new Tl.Text(node.stringValue());
            case NUMBER -> number(node);
            case BOOLEAN -> new Tl.Bool(node.booleanValue());
            case NULL -> new Tl.Null();
            case BINARY, MISSING, POJO -> throw new UnreadableJsonException("no JSON value", null);
        };
    }

    private static Tl object(JsonNode node, int depth) {
        SequencedMap<String, Tl> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), fromNode(field.getValue(), depth + 1)));
        return new Tl.Obj(fields);
    }

    private static Tl number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new Tl.Int(node.longValue());
        }
        double value = node.numberValue().doubleValue();
        if (!Double.isFinite(value)) {
            throw new UnreadableJsonException("a number beyond what a double holds", null);
        }
        return new Tl.Decimal(value);
    }

    public static JsonNode toNode(Tl value) {
        return switch (value) {
            case Tl.Obj(SequencedMap<String, Tl> fields) -> {
                ObjectNode node = NODES.objectNode();
                fields.forEach((name, field) -> node.set(name, toNode(field)));
                yield node;
            }
            case Tl.Items(List<Tl> items) -> {
                ArrayNode node = NODES.arrayNode();
                items.forEach(item -> node.add(toNode(item)));
                yield node;
            }
            case Tl.Text(String text) -> NODES.stringNode(text);
            case Tl.Int(long number) -> NODES.numberNode(number);
            case Tl.Decimal(double number) -> NODES.numberNode(number);
            case Tl.Bool(boolean bool) -> NODES.booleanNode(bool);
            case Tl.Null() -> NODES.nullNode();
        };
    }

    /** UTF-8, without white space. */
    public static byte[] write(Tl value) {
        return MAPPER.writeValueAsBytes(toNode(value));
    }
}
