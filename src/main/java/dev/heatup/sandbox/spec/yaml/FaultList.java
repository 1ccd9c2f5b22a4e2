package dev.heatup.sandbox.spec.yaml;

import dev.heatup.sandbox.spec.FaultSpec;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Faults apart from a world, with the fields that they have in a world file. */
public sealed interface FaultList {

    record Read(List<FaultSpec> faults) implements FaultList {
        public Read {
            faults = List.copyOf(faults);
        }
    }

    /** All mistakes at once; never empty. */
    record Invalid(List<WorldProblem> problems) implements FaultList {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** @param text a mapping with nothing but {@code faults} */
    static FaultList parse(String text) {
        ProblemCollector problemCollector = new ProblemCollector();
        MappingNode root = YamlDocument.read(text, YamlDocument.MAX_NODES, problemCollector)
                .orElse(null);
        if (root == null) {
            return new Invalid(problemCollector.inOrder());
        }
        List<FaultSpec> faults =
                new WorldParser(CorpusSource.none()).faults(new YamlFields(root, "", problemCollector));
        return problemCollector.isEmpty() ? new Read(faults) : new Invalid(problemCollector.inOrder());
    }

    /** Maps of texts, numbers and flags, as a world file has them. */
    static List<Map<String, Object>> write(List<FaultSpec> faults) {
        return faults.stream().map(WorldWriter::fault).toList();
    }
}
