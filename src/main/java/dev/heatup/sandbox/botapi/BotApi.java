package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The Bot API's methods and types, as {@code bot-api.json} declares them. Immutable. */
public final class BotApi {

    /** @param types one of which a value has */
    record Field(List<BotApiType> types, boolean required) {}

    /** @param fields in the order of Telegram's documentation */
    record Method(String name, SequencedMap<String, Field> fields, List<BotApiType> returns) {}

    sealed interface Type {

        /** @param always texts by field that tell this type from others */
        record Composed(SequencedMap<String, Field> fields, Map<String, String> always) implements Type {}

        record Union(List<BotApiType> of) implements Type {}
    }

    private final String version;
    private final SequencedMap<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, Method> byLowerCase = new HashMap<>();
    private final Map<String, Type> types = new HashMap<>();

    private BotApi(Tl.Obj document) {
        version = document.text("version").orElseThrow();
        object(document, "methods").fields().forEach((name, method) -> {
            Method read = new Method(name, fields((Tl.Obj) method), types((Tl.Obj) method, "returns"));
            methods.put(name, read);
            byLowerCase.put(name.toLowerCase(Locale.ROOT), read);
        });
        object(document, "types").fields().forEach((name, type) -> types.put(name, type((Tl.Obj) type)));
    }

    /** Read once, from the jar. */
    public static BotApi get() {
        return Loaded.BOT_API;
    }

    /** {@code 10.1} for instance. */
    public String version() {
        return version;
    }

    /** In their canonical spelling and the order of Telegram's documentation. */
    public Set<String> methodNames() {
        return Collections.unmodifiableSet(methods.keySet());
    }

    /** In any case, as clients write them; a former name will do, too. */
    Optional<Method> method(String name) {
        return Optional.ofNullable(byLowerCase.get(LegacyNames.method(name)));
    }

    Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Whether it is a type that fields of constant text tell from others. */
    boolean hasConstants(BotApiType type) {
        return type instanceof BotApiType.Named named
                && types.get(named.name()) instanceof Type.Composed composed
                && !composed.always().isEmpty();
    }

    /** Whether the constants of the type are in the value. */
    boolean claims(BotApiType type, Tl value) {
        return type instanceof BotApiType.Named named
                && value instanceof Tl.Obj object
                && types.get(named.name()) instanceof Type.Composed composed
                && !composed.always().isEmpty()
                && composed.always().entrySet().stream()
                        .allMatch(constant -> object.text(constant.getKey()).equals(Optional.of(constant.getValue())));
    }

    private static Type type(Tl.Obj type) {
        if (type.get("subtypes").isPresent()) {
            return new Type.Union(types(type, "subtypes"));
        }
        Map<String, String> always = new HashMap<>();
        object(type, "always")
                .fields()
                .keySet()
                .forEach(field ->
                        always.put(field, object(type, "always").text(field).orElseThrow()));
        return new Type.Composed(fields(type), Map.copyOf(always));
    }

    private static SequencedMap<String, Field> fields(Tl.Obj of) {
        Set<Tl> required = new HashSet<>(of.list("required"));
        Tl.Obj written = object(of, "fields");
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        written.fields()
                .keySet()
                .forEach(name -> fields.put(name, new Field(types(written, name), required.contains(Tl.of(name)))));
        return Collections.unmodifiableSequencedMap(fields);
    }

    private static List<BotApiType> types(Tl.Obj of, String field) {
        return of.list(field).stream()
                .map(type -> BotApiType.parse(((Tl.Text) type).value()))
                .toList();
    }

    private static Tl.Obj object(Tl.Obj of, String field) {
        return of.get(field).map(Tl.Obj.class::cast).orElseGet(() -> Tl.object().build());
    }

    private static final class Loaded {

        static final BotApi BOT_API = load();

        private static BotApi load() {
            try (InputStream json = BotApi.class.getResourceAsStream("/bot-api.json")) {
                if (json == null) {
                    throw new IllegalStateException("the jar lacks bot-api.json");
                }
                return new BotApi((Tl.Obj) TlJson.read(json.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
