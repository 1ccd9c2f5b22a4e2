package dev.heatup.sandbox.spec.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Paths like {@code channels[0].title}. Stateless. */
final class ValuePaths {

    private static final Pattern STEP = Pattern.compile("\\[([0-9]{1,9})]|([^.\\[\\]]+)");

    private ValuePaths() {}

    static String join(String outer, String inner) {
        return outer.isEmpty() || inner.isEmpty() || inner.startsWith("[") ? outer + inner : outer + "." + inner;
    }

    /** The first field of it. */
    static String first(String path) {
        Matcher step = STEP.matcher(path);
        return step.find() ? step.group() : "";
    }

    /** The node at {@code path}, or the last one on the way when the path leads on to something that is missing. */
    static Node find(Node from, String path) {
        Node at = from;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            String index = step.group(1);
            Optional<Node> next = index == null ? field(at, step.group(2)) : element(at, Integer.parseInt(index));
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        return at;
    }

    private static Optional<Node> field(Node of, String name) {
        if (!(of instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static Optional<Node> element(Node of, int index) {
        return of instanceof SequenceNode sequence
                        && index < sequence.getValue().size()
                ? Optional.of(sequence.getValue().get(index))
                : Optional.empty();
    }
}
