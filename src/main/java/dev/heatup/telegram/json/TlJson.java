package dev.heatup.telegram.json;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads untrusted JSON into {@link Tl} and writes it again, keeping the order of fields.
 *
 * <p>Read are at most {@value #MAX_BYTES} bytes, {@value #MAX_DEPTH} levels and {@value #MAX_TOKENS} tokens, one document, every field once. A whole
 * number within 64 bits becomes {@link Tl.Int}, any other finite one {@link Tl.Decimal}. Stateless and thread-safe.
 */
public final class TlJson {

    /** A page of a hundred messages of the longest text, with room to spare. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    public static final int MAX_DEPTH = 32;

    /** Names, values and brackets; a hundred bytes each once they are read. */
    public static final int MAX_TOKENS = 400_000;

    private static final String UNREADABLE =
            "not a JSON document of at most %d bytes, %d levels, and %d names, values and brackets"
                    .formatted(MAX_BYTES, MAX_DEPTH, MAX_TOKENS);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .build();

    private TlJson() {}

    /** @throws UnreadableJsonException when this is no JSON document within the bounds */
    public static Tl read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new UnreadableJsonException("larger than " + MAX_BYTES + " bytes", null);
        }
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            Tl value = value(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableJsonException("more than one JSON document", null);
            }
            return value;
        } catch (JacksonException e) {
            // Jackson's message may quote the text, and names our classes.
            throw new UnreadableJsonException(UNREADABLE, e);
        }
    }

    private static Tl value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Tl.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> new Tl.Bool(true);
            case VALUE_FALSE -> new Tl.Bool(false);
            case VALUE_NULL -> new Tl.Null();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new UnreadableJsonException("no JSON value", null);
            case null -> throw new UnreadableJsonException("no JSON value", null);
        };
    }

    private static Tl object(JsonParser parser) {
        SequencedMap<String, Tl> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (fields.put(name, value(parser)) != null) {
                throw new UnreadableJsonException("a field that is there twice", null);
            }
        }
        return new Tl.Obj(fields);
    }

    private static Tl items(JsonParser parser) {
        List<Tl> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Tl.Items(items);
    }

    private static Tl number(JsonParser parser) {
        NumberType type = parser.getNumberType();
        if (type == NumberType.INT || type == NumberType.LONG) {
            return new Tl.Int(parser.getLongValue());
        }
        double value = parser.getNumberValue().doubleValue();
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
