package dev.heatup.sandbox.fuzz;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Telegram's description of the Bot API, read here once more so that the fuzz depends on nothing that it tests. */
final class BotApiDocument {

    /** @param types as the document writes them: {@code Integer}, {@code Array of MessageEntity} */
    record Field(String name, List<String> types, boolean required) {}

    private final Tl.Obj document;

    BotApiDocument() {
        try (InputStream json = Objects.requireNonNull(BotApiDocument.class.getResourceAsStream("/bot-api.json"))) {
            document = (Tl.Obj) TlJson.read(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, List<Field>> methods() {
        Map<String, List<Field>> methods = new LinkedHashMap<>();
        object(document, "methods").fields().forEach((name, method) -> methods.put(name, fields((Tl.Obj) method)));
        return methods;
    }

    /** Empty for a type that is one of several others. */
    List<Field> fieldsOfType(String type) {
        return fields(object(object(document, "types"), type));
    }

    List<String> subtypes(String type) {
        return texts(object(object(document, "types"), type).list("subtypes"));
    }

    /** Fields whose text is always the same. */
    Tl.Obj constants(String type) {
        return object(object(object(document, "types"), type), "always");
    }

    private static List<Field> fields(Tl.Obj of) {
        Set<String> required = new HashSet<>(texts(of.list("required")));
        Tl.Obj fields = object(of, "fields");
        return fields.fields().keySet().stream()
                .map(name -> new Field(name, texts(fields.list(name)), required.contains(name)))
                .toList();
    }

    private static Tl.Obj object(Tl.Obj of, String field) {
        return (Tl.Obj) of.get(field).orElseGet(() -> Tl.object().build());
    }

    private static List<String> texts(List<Tl> items) {
        return items.stream().map(item -> ((Tl.Text) item).value()).toList();
    }
}
