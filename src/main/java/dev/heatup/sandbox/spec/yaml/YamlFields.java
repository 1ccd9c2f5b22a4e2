package dev.heatup.sandbox.spec.yaml;

import dev.heatup.sandbox.spec.InvalidSpecException;
import dev.heatup.sandbox.spec.SpecError;
import dev.heatup.text.OneLine;
import dev.heatup.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The fields of one mapping. Every getter answers with something that can be worked with and notes what is wrong; what
 * was asked for is what is allowed. A field without a value is as good as absent. Not thread-safe.
 */
final class YamlFields {

    private static final int QUOTED = 40;

    private final MappingNode node;
    private final String path;
    private final ProblemCollector problemCollector;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /** Those about which something was said; nothing more is said of them when the record is built. */
    private final Set<String> broken = new HashSet<>();

    YamlFields(MappingNode node, String path, ProblemCollector problemCollector) {
        this.node = node;
        this.path = path;
        this.problemCollector = problemCollector;
        node.getValue().forEach(this::take);
    }

    private void take(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            wrong("", entry.getKeyNode(), path, "the name of a field must be a word");
            return;
        }
        Node before = keys.putIfAbsent(key.getValue(), key);
        if (before == null) {
            values.put(key.getValue(), entry.getValueNode());
        } else {
            int line = before.getStartMark().getLine() + 1;
            wrong(key.getValue(), key, shown(key.getValue()), "is there twice; line " + line + " has it already");
        }
    }

    /** Whether nothing is wrong so far. */
    boolean isWhole() {
        return broken.isEmpty();
    }

    <T> T get(String name, ValueKind<T> valueKind, T byDefault) {
        return value(name).flatMap(value -> read(name, value, valueKind)).orElse(byDefault);
    }

    <T> @Nullable T find(String name, ValueKind<T> valueKind) {
        return value(name).flatMap(value -> read(name, value, valueKind)).orElse(null);
    }

    <T> T need(String name, ValueKind<T> valueKind) {
        Optional<Node> value = value(name);
        if (value.isEmpty()) {
            wrong(name, node, below(name), "is missing; needed is " + valueKind.allowed());
        }
        return value.flatMap(given -> read(name, given, valueKind)).orElse(valueKind.placeholder());
    }

    /** Without those elements that are wrong. */
    <T> List<T> list(String name, ValueKind<T> valueKind) {
        List<T> read = new ArrayList<>();
        elements(name, (element, at) -> {
            Optional<T> value = valueKind.read(element);
            value.ifPresentOrElse(read::add, () -> wrong(name, element, at, valueKind.wrong(element)));
        });
        return read;
    }

    /** Without those entries that are wrong; null when the field is absent. */
    <K, T> @Nullable Map<K, T> map(String name, ValueKind<K> names, ValueKind<T> valueKind) {
        Optional<Node> value = value(name);
        if (value.isEmpty()) {
            return null;
        }
        Map<K, T> read = new LinkedHashMap<>();
        child(name, value.get(), below(name)).ifPresent(entries -> {
            entries.values.forEach((key, element) -> {
                Node written = entries.keys.getOrDefault(key, element);
                Optional<K> found = names.read(written);
                if (problemCollector.isFull()) {
                    return;
                }
                if (found.isEmpty()) {
                    wrong(name, written, entries.shown(key), names.wrong(written));
                } else {
                    valueKind
                            .read(element)
                            .ifPresentOrElse(
                                    part -> read.put(found.get(), part),
                                    () -> wrong(name, element, entries.shown(key), valueKind.wrong(element)));
                }
            });
            noteIfBroken(name, entries);
        });
        return read;
    }

    /** Without the part when it is wrong or absent. */
    <T> @Nullable T part(String name, Function<YamlFields, @Nullable T> reader) {
        return value(name)
                .flatMap(value -> part(name, value, below(name), reader))
                .orElse(null);
    }

    /** Without those parts that are wrong. */
    <T> List<T> parts(String name, Function<YamlFields, @Nullable T> reader) {
        List<T> read = new ArrayList<>();
        elements(name, (element, at) -> part(name, element, at, reader).ifPresent(read::add));
        return read;
    }

    /** What is there, if it is more than nothing. */
    Optional<Node> value(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.getTag().equals(Tag.NULL));
    }

    /**
     * The record that the fields make; null when it breaks a rule or any field is wrong. Every field that is allowed
     * must have been asked for when {@code constructor} is done.
     */
    <T> @Nullable T build(Supplier<T> constructor) {
        Optional<T> built = attempt("", constructor);
        refuseOthers();
        return isWhole() ? built.orElse(null) : null;
    }

    /** Notes what is wrong with a value below {@code name}, or with the fields themselves when that is empty. */
    <T> Optional<T> attempt(String name, Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (InvalidSpecException e) {
            Set<String> known = Set.copyOf(broken);
            for (SpecError specError : e.mistakes()) {
                String inner = ValuePaths.join(name, specError.path());
                if (!known.contains(ValuePaths.first(inner))) {
                    wrong(ValuePaths.first(inner), ValuePaths.find(node, inner), below(inner), specError.message());
                }
            }
            return Optional.empty();
        }
    }

    /** Fields that nobody asked for are mistakes. */
    void refuseOthers() {
        for (Map.Entry<String, Node> entry : keys.entrySet()) {
            String name = entry.getKey();
            if (problemCollector.isFull()) {
                return;
            }
            if (!asked.contains(name) && !broken.contains(name)) {
                String hint = SpellingSuggestion.to(name, asked)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("allowed are " + String.join(", ", asked));
                wrong(name, entry.getValue(), shown(name), "there is no such field; " + hint);
            }
        }
    }

    /** @param field of this mapping, to which it belongs */
    void wrong(String field, Node at, String fullPath, String message) {
        broken.add(field);
        problemCollector.add(at, fullPath, message);
    }

    String below(String inner) {
        return ValuePaths.join(path, inner);
    }

    Node node() {
        return node;
    }

    private String shown(String name) {
        return below(OneLine.of(name, QUOTED));
    }

    private <T> Optional<T> read(String name, Node value, ValueKind<T> valueKind) {
        Optional<T> read = valueKind.read(value);
        if (read.isEmpty()) {
            wrong(name, value, below(name), valueKind.wrong(value));
        }
        return read;
    }

    private <T> Optional<T> part(String name, Node value, String at, Function<YamlFields, @Nullable T> reader) {
        return child(name, value, at).flatMap(yamlFields -> {
            Optional<T> read = Optional.ofNullable(reader.apply(yamlFields));
            noteIfBroken(name, yamlFields);
            return read;
        });
    }

    private void noteIfBroken(String name, YamlFields child) {
        if (!child.isWhole()) {
            broken.add(name);
        }
    }

    private Optional<YamlFields> child(String name, Node value, String at) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new YamlFields(mapping, at, problemCollector));
        }
        wrong(name, value, at, "allowed are fields, each a name, a colon and a value");
        return Optional.empty();
    }

    private void elements(String name, Elements reader) {
        Node value = value(name).orElse(null);
        if (value instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size() && !problemCollector.isFull(); i++) {
                reader.read(sequence.getValue().get(i), below(name) + "[" + i + "]");
            }
        } else if (value != null) {
            wrong(name, value, below(name), "allowed is a list");
        }
    }

    @FunctionalInterface
    private interface Elements {
        void read(Node element, String path);
    }
}
