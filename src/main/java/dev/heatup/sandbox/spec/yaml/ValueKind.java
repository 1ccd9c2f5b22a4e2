package dev.heatup.sandbox.spec.yaml;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.DurationFormat;
import dev.heatup.text.EnumNames;
import dev.heatup.text.OneLine;
import dev.heatup.text.SpellingSuggestion;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A sort of values, and how they are written. YAML's own idea of a value's type is not asked: {@code no} is a language,
 * and {@code 12:30} is no number.
 *
 * @param allowed for messages: "a text", "true or false"
 * @param names all there are, where they can be listed; a wrong one is told the nearest
 * @param placeholder keeps the rules, and stands in for a needed value that is wrong or missing, so that the rest is judged
 */
record ValueKind<T>(String allowed, List<String> names, T placeholder, Function<ScalarNode, Optional<T>> reader) {

    static final ValueKind<String> TEXT = new ValueKind<>("a text", "x", node -> Optional.of(node.getValue()));

    static final ValueKind<Username> USERNAME = new ValueKind<>(
            "a username of 5 to 32 of a-z, 0-9 and _, starting with a letter",
            new Username("missing"),
            node -> Username.parse(node.getValue()));

    static final ValueKind<Long> LONG =
            plain("a whole number", 1L, "-?[0-9]{1,19}", ValueKind::fitsLong, Long::valueOf);

    static final ValueKind<Integer> INT = plain("a whole number", 1, "-?[0-9]+", text -> true, ValueKind::nearestInt);

    static final ValueKind<Double> NUMBER = plain(
            "a number", 1.0, "-?[0-9]{1,18}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?", text -> true, Double::valueOf);

    static final ValueKind<Boolean> FLAG = plain("true or false", false, "true|false", text -> true, Boolean::valueOf);

    static final ValueKind<Duration> DURATION = new ValueKind<>(
            "a number and ms, s, m or h, like 30m",
            Duration.ofSeconds(1),
            node -> DurationFormat.parse(node.getValue()));

    static final ValueKind<Instant> INSTANT =
            new ValueKind<>("a time like 2026-03-02T09:00:00Z", Instant.EPOCH, node -> instant(node.getValue()));

    private static final int QUOTED = 40;

    /** Nine digits are an int, whatever they are. */
    private static final int MAX_INT_LENGTH = 9;

    ValueKind(String allowed, T placeholder, Function<ScalarNode, Optional<T>> reader) {
        this(allowed, List.of(), placeholder, reader);
    }

    static <E extends Enum<E> & EnumNames> ValueKind<E> of(Class<E> type) {
        List<String> names = EnumNames.all(type);
        return new ValueKind<>(
                "one of " + String.join(", ", names),
                names,
                type.getEnumConstants()[0],
                node -> EnumNames.find(type, node.getValue()));
    }

    Optional<T> read(Node node) {
        return node instanceof ScalarNode scalar ? reader.apply(scalar) : Optional.empty();
    }

    /** What to say of a node that {@link #read} made nothing of. */
    String wrong(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return "allowed is " + allowed;
        }
        String hint = SpellingSuggestion.to(scalar.getValue(), names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return "allowed is " + allowed + ", not '" + OneLine.of(scalar.getValue(), QUOTED) + "'" + hint;
    }

    /** Written without quotes. */
    private static <T> ValueKind<T> plain(
            String allowed, T placeholder, String pattern, Predicate<String> fits, Function<String, T> reader) {
        Pattern written = Pattern.compile(pattern);
        return new ValueKind<>(
                allowed,
                placeholder,
                node -> Optional.of(node.getValue())
                        .filter(text -> node.getScalarStyle() == ScalarStyle.PLAIN)
                        .filter(text -> written.matcher(text).matches())
                        .filter(fits)
                        .map(reader));
    }

    private static boolean fitsLong(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** No rule allows the greatest and the least int; so whoever wrote more is told what is allowed. */
    private static int nearestInt(String text) {
        if (text.length() <= MAX_INT_LENGTH) {
            return Integer.parseInt(text);
        }
        return text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
