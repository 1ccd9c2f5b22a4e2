package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.telegram.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives parameters the types that a method declares. What is inside of JSON is {@link NestedDecoder}' matter. */
final class ParameterDecoder {

    private static final Set<String> SCALARS = Set.of("Integer", "Float", "String", "Boolean", "InputFile");

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
    static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private ParameterDecoder() {}

    static boolean isScalar(String type) {
        return SCALARS.contains(type);
    }

    /** Null when the value counts as not given. */
    static @Nullable Tl parameter(String name, List<BotApiType> types, Tl value) throws Rejected {
        if (types.getFirst() instanceof BotApiType.Named(String type) && isScalar(type)) {
            return scalar(types, value);
        }
        ErrorTexts errorTexts = ErrorTexts.of(name, types.getFirst());
        Tl json = value instanceof Tl.Text(String text) ? json(name, text, errorTexts) : value;
        if (json == null || json.equals(Tl.object().build())) {
            return null;
        }
        boolean array = types.getFirst() instanceof BotApiType.Array;
        if (array ? !(json instanceof Tl.Items) : !(json instanceof Tl.Obj)) {
            if (IGNORED_WHEN_WRONG.contains(name)) {
                return null;
            }
            throw new Rejected(errorTexts.expected());
        }
        return name.equals("message_ids")
                ? messageIds((Tl.Items) json)
                : Rejected.within(errorTexts.within(), () -> NestedDecoder.structured(types, json));
    }

    private static @Nullable Tl json(String name, String text, ErrorTexts errorTexts) throws Rejected {
        try {
            return TlJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableJsonException _) {
            if (IGNORED_WHEN_WRONG.contains(name)) {
                return null;
            }
            throw new Rejected("Can't parse " + errorTexts.json() + " JSON object");
        }
    }

    /** A parameter of a plain type, which the official server reads from text, however it came. */
    static Tl scalar(List<BotApiType> types, Tl value) {
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

    static String text(Tl value) {
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
}
