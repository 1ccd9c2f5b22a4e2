package dev.heatup.sandbox.botapi;

import dev.heatup.gateway.Tl;
import dev.heatup.gateway.json.TlJson;
import dev.heatup.gateway.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives values the types that a method declares. Nested mistakes are told as the official server's JSON reader does. */
final class Values {

    private static final Set<String> SCALARS = Set.of("Integer", "Float", "String", "Boolean", "InputFile");

    /** Read by {@link Keyboards} and {@link Formatting}, which have words of their own. */
    private static final Set<String> READ_ELSEWHERE =
            Set.of("MessageEntity", "InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply");

    /** The official server goes on as if they were not there. */
    private static final Set<String> IGNORED_WHEN_WRONG = Set.of(
            "entities",
            "caption_entities",
            "explanation_entities",
            "question_entities",
            "text_entities",
            "allowed_updates");

    /** Those of {@code deleteMessages}, {@code forwardMessages} and {@code copyMessages}. */
    private static final int MAX_MESSAGE_IDS = 100;

    private static final Pattern LEADING_DIGITS = Pattern.compile("\\s*(-?[0-9]{1,18})");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private Values() {}

    static boolean isScalar(String type) {
        return SCALARS.contains(type);
    }

    /** Null when the value counts as not given. */
    static @Nullable Tl parameter(String name, List<BotApiType> types, Tl value) throws Rejected {
        if (types.getFirst() instanceof BotApiType.Named(String type) && isScalar(type)) {
            return scalar(types, value);
        }
        Wording wording = Wording.of(name, types.getFirst());
        Tl json = value instanceof Tl.Text(String text) ? json(name, text, wording) : value;
        if (json == null || json.equals(Tl.object().build())) {
            return null;
        }
        boolean array = types.getFirst() instanceof BotApiType.Array;
        if (array ? !(json instanceof Tl.Items) : !(json instanceof Tl.Obj)) {
            if (IGNORED_WHEN_WRONG.contains(name)) {
                return null;
            }
            throw new Rejected(wording.expected());
        }
        return name.equals("message_ids")
                ? messageIds((Tl.Items) json)
                : Rejected.within(wording.within(), () -> structured(types, json));
    }

    private static @Nullable Tl json(String name, String text, Wording wording) throws Rejected {
        try {
            return TlJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableJsonException _) {
            if (IGNORED_WHEN_WRONG.contains(name)) {
                return null;
            }
            throw new Rejected("Can't parse " + wording.json() + " JSON object");
        }
    }

    /** A parameter of a plain type, which the official server reads from text, however it came. */
    private static Tl scalar(List<BotApiType> types, Tl value) {
        String text = text(value);
        if (types.contains(new BotApiType.Named("String"))) {
            boolean number = types.contains(new BotApiType.Named("Integer"))
                    && NUMBER.matcher(text.strip()).matches();
            return number ? Tl.of(Long.parseLong(text.strip())) : Tl.of(text);
        }
        return switch (((BotApiType.Named) types.getFirst()).name()) {
            case "Integer" -> Tl.of(leadingInteger(text));
            case "Float" -> decimal(text);
            case "Boolean" ->
                Tl.of(Set.of("true", "yes", "1").contains(text.strip().toLowerCase(Locale.ROOT)));
            default -> Tl.of(text);
        };
    }

    private static String text(Tl value) {
        return value instanceof Tl.Text(String text) ? text : new String(TlJson.write(value), StandardCharsets.UTF_8);
    }

    private static long leadingInteger(String text) {
        Matcher digits = LEADING_DIGITS.matcher(text);
        return digits.lookingAt() ? Long.parseLong(digits.group(1)) : 0;
    }

    private static Tl decimal(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return new Tl.Decimal(Double.isFinite(value) ? value : 0);
        } catch (NumberFormatException _) {
            return new Tl.Decimal(0);
        }
    }

    private static Tl messageIds(Tl.Items given) throws Rejected {
        if (given.items().size() > MAX_MESSAGE_IDS) {
            throw new Rejected("Too many message identifiers specified");
        }
        List<Tl> ids = new ArrayList<>();
        for (Tl item : given.items()) {
            if (!(item instanceof Tl.Int) && !(item instanceof Tl.Text)) {
                throw new Rejected("Message identifier must be a Number");
            }
            if (!NUMBER.matcher(text(item)).matches()) {
                throw new Rejected("Can't parse message identifier as a Number");
            }
            long id = Long.parseLong(text(item));
            if (id <= 0 || id > Integer.MAX_VALUE) {
                throw new Rejected("Invalid message identifier specified");
            }
            ids.add(Tl.of(id));
        }
        return Tl.of(ids);
    }

    private static Tl structured(List<BotApiType> types, Tl value) throws Rejected {
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
        if (isScalar(name)) {
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
                if (types.size() > 1 && isScalar(type)) {
                    yield scalar(types, nestedScalar("String", value, mustBe(name, "of type String")));
                }
                if (isScalar(type)) {
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
                && (value instanceof Tl.Int || NUMBER.matcher(text(value)).matches())) {
            return Tl.of(Long.parseLong(text(value)));
        }
        if (Set.of("String", "InputFile").contains(type) && (value instanceof Tl.Text || number)) {
            return Tl.of(text(value));
        }
        throw new Rejected(otherwise);
    }
}
