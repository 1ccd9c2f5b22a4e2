package dev.heatup.sandbox.spec.yaml;

import dev.heatup.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** What was found wrong so far. Not thread-safe. */
final class ProblemCollector {

    /** Who has more than these has the wrong file. */
    private static final int MAX_PROBLEMS = 100;

    /** In code points; names and values that are quoted are bounded where they are, and this bounds them all together. */
    private static final int MAX_PATH = 200;

    private static final int MAX_MESSAGE = 500;

    private final List<WorldProblem> found = new ArrayList<>();
    private boolean more;

    void add(Node at, String path, String message) {
        add(at.getStartMark(), path, message);
    }

    void add(Mark at, String path, String message) {
        if (found.size() < MAX_PROBLEMS) {
            found.add(new WorldProblem(
                    at.getLine() + 1,
                    at.getColumn() + 1,
                    OneLine.of(path, MAX_PATH),
                    OneLine.of(message, MAX_MESSAGE)));
        } else {
            more = true;
        }
    }

    /** Whether it is known that there are more than are told; whoever looks for further ones may stop. */
    boolean isFull() {
        return more;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<WorldProblem> inOrder() {
        List<WorldProblem> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt(WorldProblem::line).thenComparingInt(WorldProblem::column));
        if (more) {
            ordered.add(WorldProblem.ofFile("there are more mistakes; these are the first " + MAX_PROBLEMS));
        }
        return ordered;
    }
}
