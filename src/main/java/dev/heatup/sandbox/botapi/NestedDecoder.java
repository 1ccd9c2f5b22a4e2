package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Gives what is inside of JSON its declared types. Mistakes are told as the official server's JSON reader does. */
final class NestedDecoder {

    /** Read by {@link KeyboardParser} and {@link Formatting}, which have words of their own. */
    private static final Set<String> READ_ELSEWHERE =
            Set.of("MessageEntity", "InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply");

    private NestedDecoder() {}

    static Tl structured(List<BotApiType> types, Tl value) throws Rejected {
        if (value instanceof Tl.Items(List<Tl> items) && types.getFirst() instanceof BotApiType.Array) {
            List<BotApiType> itemTypes = types.stream()
                    .flatMap(type -> type instanceof BotApiType.Array(BotApiType of)
                            ? Optional.of(of).stream()
                            : Optional.<BotApiType>empty().stream())
                    .toList();
            List<Tl> read = new ArrayList<>();
            for (Tl item : items) {
                read.add(structured(itemTypes, item));
            }
            return Tl.of(read);
        }
        if (types.size() == 1 && types.getFirst() instanceof BotApiType.Named(String name)) {
            return named(name, value);
        }
        return oneOf(types, value);
    }

    private static Tl named(String name, Tl value) throws Rejected {
        if (READ_ELSEWHERE.contains(name)) {
            return value;
        }
        if (ParameterDecoder.isScalar(name)) {
            return nestedScalar(name, value, "Expected an Array of " + name);
        }
        return switch (BotApi.get().type(name).orElseThrow()) {
            case BotApi.Type.Union(List<BotApiType> of) -> oneOf(of, value);
            case BotApi.Type.Composed composed -> object(composed, value);
        };
    }

    private static Tl oneOf(List<BotApiType> types, Tl value) throws Rejected {
        if (types.stream()
                .anyMatch(type -> type instanceof BotApiType.Named(String name) && READ_ELSEWHERE.contains(name))) {
            return value;
        }
        Rejected first = null;
        for (BotApiType type : types) {
            if (BotApi.get().claims(type, value)) {
                return structured(List.of(type), value);
            }
        }
        if (types.stream().allMatch(BotApi.get()::hasConstants)) {
            throw unsupported(types, value);
        }
        for (BotApiType type : types) {
            try {
                return structured(List.of(type), value);
            } catch (Rejected rejected) {
                first = first == null ? rejected : first;
            }
        }
        throw first == null ? new Rejected("expected an Object") : first;
    }

    private static Rejected unsupported(List<BotApiType> types, Tl value) {
        if (!(value instanceof Tl.Obj object)) {
            return new Rejected("expected an Object");
        }
        String written = types.toString();
        if (object.get("type").isEmpty()) {
            return new Rejected("Can't find field \"type\"");
        }
        if (written.contains("ReactionType")) {
            return new Rejected("invalid reaction type specified");
        }
        return new Rejected(
                written.contains("BotCommandScope")
                        ? "Unsupported type specified"
                        : "type \"" + object.text("type").orElse("") + "\" is unsupported");
    }

    private static Tl object(BotApi.Type.Composed type, Tl value) throws Rejected {
        if (!(value instanceof Tl.Obj object)) {
            throw new Rejected("expected an Object");
        }
        SequencedMap<String, Tl> read = new LinkedHashMap<>();
        for (Map.Entry<String, BotApi.Field> field : type.fields().entrySet()) {
            Tl given = object.get(field.getKey()).orElse(null);
            if (given != null && !(given instanceof Tl.Null)) {
                read.put(field.getKey(), field(field.getKey(), field.getValue().types(), given));
            } else if (field.getValue().required()) {
                throw new Rejected("Can't find field \"" + field.getKey() + "\"");
            }
        }
        return new Tl.Obj(read);
    }

    private static Tl field(String name, List<BotApiType> types, Tl value) throws Rejected {
        return switch (types.getFirst()) {
            case BotApiType.Array _ -> {
                if (!(value instanceof Tl.Items)) {
                    throw new Rejected("Field \"" + name + "\" must be of type Array");
                }
                yield structured(types, value);
            }
            case BotApiType.Named(String type) -> {
                if (types.size() > 1 && ParameterDecoder.isScalar(type)) {
                    yield ParameterDecoder.scalar(types, nestedScalar("String", value, mustBe(name, "of type String")));
                }
                if (ParameterDecoder.isScalar(type)) {
                    yield nestedScalar(type, value, mustBe(name, requirement(type)));
                }
                if (!(value instanceof Tl.Obj) && !type.equals("RichText")) {
                    throw new Rejected(mustBe(name, "of type Object"));
                }
                yield structured(types, value);
            }
        };
    }

    private static String mustBe(String field, String what) {
        return "Field \"" + field + "\" must be " + what;
    }

    private static String requirement(String type) {
        return switch (type) {
            case "Integer" -> "a Number";
            case "Float" -> "of type Number";
            case "Boolean" -> "of type Boolean";
            default -> "of type String";
        };
    }

    /** Inside JSON, types count, but for numbers as text and the other way round. */
    private static Tl nestedScalar(String type, Tl value, String otherwise) throws Rejected {
        boolean number = value instanceof Tl.Int || value instanceof Tl.Decimal;
        if (type.equals("Boolean") && value instanceof Tl.Bool) {
            return value;
        }
        if (type.equals("Float") && number) {
            return value instanceof Tl.Int(long whole) ? new Tl.Decimal(whole) : value;
        }
        if (type.equals("Integer")
                && (value instanceof Tl.Int
                        || ParameterDecoder.NUMBER
                                .matcher(ParameterDecoder.text(value))
                                .matches())) {
            return Tl.of(Long.parseLong(ParameterDecoder.text(value)));
        }
        if (Set.of("String", "InputFile").contains(type) && (value instanceof Tl.Text || number)) {
            return Tl.of(ParameterDecoder.text(value));
        }
        throw new Rejected(otherwise);
    }
}
