package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a value is of the type that Telegram's documentation declares: for tests of what bots are told. Stricter than
 * any client: a field that the type neither has nor once had is a violation as well. Stateless.
 */
public final class BotApiTypes {

    private BotApiTypes() {}

    /**
     * Of a result of the method, which may have any of the types that it declares.
     *
     * @param method in any case
     */
    public static List<String> problemsOfResult(String method, Tl result) {
        return BotApi.get()
                .method(method)
                .map(known -> anyOf(known.returns(), result, "result"))
                .orElseGet(() -> List.of("no method " + method));
    }

    /**
     * All violations, each as a path and what is wrong there; none for a value of the type.
     *
     * @param typeName as the documentation writes it: {@code Message}, {@code Array of Update}
     */
    public static List<String> problems(String typeName, Tl value) {
        return of(BotApiType.parse(typeName), value, typeName);
    }

    /** Of several types the nearest counts: one whose constant fields fit, else the one with the fewest violations. */
    private static List<String> anyOf(List<BotApiType> types, Tl value, String path) {
        return types.stream()
                .filter(type -> BotApi.get().claims(type, value))
                .findFirst()
                .map(type -> of(type, value, path))
                .orElseGet(() -> types.stream()
                        .map(type -> of(type, value, path))
                        .min(Comparator.comparingInt(List::size))
                        .orElse(List.of()));
    }

    private static List<String> of(BotApiType type, Tl value, String path) {
        return switch (type) {
            case BotApiType.Array(BotApiType item) ->
                value instanceof Tl.Items(List<Tl> items) ? ofItems(item, items, path) : wrong(path, "an array");
            case BotApiType.Named(String name) -> ofNamed(name, value, path);
        };
    }

    private static List<String> ofNamed(String name, Tl value, String path) {
        return switch (name) {
            case "Integer" -> value instanceof Tl.Int ? List.of() : wrong(path, "an Integer");
            case "Float" -> value instanceof Tl.Decimal || value instanceof Tl.Int ? List.of() : wrong(path, "a Float");
            case "String" -> value instanceof Tl.Text ? List.of() : wrong(path, "a String");
            case "Boolean" -> value instanceof Tl.Bool ? List.of() : wrong(path, "a Boolean");
            default -> ofDeclared(name, value, path);
        };
    }

    private static List<String> ofItems(BotApiType item, List<Tl> items, String path) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            problems.addAll(of(item, items.get(i), path + "[" + i + "]"));
        }
        return problems;
    }

    private static List<String> ofDeclared(String name, Tl value, String path) {
        Optional<BotApi.Type> type = BotApi.get().type(name);
        if (type.isEmpty()) {
            return List.of(path + ": no type " + name);
        }
        return switch (type.get()) {
            case BotApi.Type.Union(List<BotApiType> of) -> anyOf(of, value, path);
            case BotApi.Type.Composed composed ->
                value instanceof Tl.Obj object ? ofFields(composed, object, path) : wrong(path, "a " + name);
        };
    }

    private static List<String> ofFields(BotApi.Type.Composed type, Tl.Obj object, String path) {
        Stream<String> missing = type.fields().entrySet().stream()
                .filter(field -> field.getValue().required()
                        && object.get(field.getKey()).isEmpty())
                .map(field -> path + "." + field.getKey() + ": missing");
        Stream<String> constants = type.always().entrySet().stream()
                .filter(constant -> object.text(constant.getKey())
                        .filter(text -> !text.equals(constant.getValue()))
                        .isPresent())
                .map(constant -> path + "." + constant.getKey() + ": always " + constant.getValue());
        Stream<String> fields = object.fields().entrySet().stream().flatMap(field -> ofField(type, field, path));
        return Stream.of(missing, constants, fields).flatMap(all -> all).toList();
    }

    private static Stream<String> ofField(BotApi.Type.Composed type, Map.Entry<String, Tl> field, String path) {
        String at = path + "." + field.getKey();
        BotApi.Field declared = type.fields().get(field.getKey());
        if (declared == null) {
            return LegacyNames.FIELDS.contains(field.getKey()) ? Stream.empty() : Stream.of(at + ": unknown");
        }
        return anyOf(declared.types(), field.getValue(), at).stream();
    }

    private static List<String> wrong(String path, String expected) {
        return List.of(path + ": not " + expected);
    }
}
