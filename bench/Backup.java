import dev.heatup.app.Evidence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code bench/backup.sh} ends with: whether the restored runs ended, and what happened twice or not at all. */
class Backup {

    public static void main(String[] arguments) throws Exception {
        Evidence evidence;
        try (Connection database = DriverManager.getConnection(arguments[0])) {
            evidence = Evidence.of(database, Path.of(arguments[1]));
        }
        Map<String, Integer> ends = new TreeMap<>();
        evidence.runs().values().forEach(run -> ends.merge(run.status(), 1, Integer::sum));
        Map<String, Integer> outcomes = new TreeMap<>();
        evidence.outcomes()
                .forEach(outcome -> outcomes.merge(
                        outcome.status() + (outcome.code() == null ? "" : " " + outcome.code()), 1, Integer::sum));
        Set<String> seen = new HashSet<>();
        List<String> doubled = evidence.once().filter(what -> !seen.add(what)).toList();
        Set<String> missingJoins = new HashSet<>(evidence.recordedJoins());
        evidence.joins().forEach(join -> missingJoins.remove(join.step()));
        List<String> lost = Stream.concat(evidence.stepsWithoutOutcome().stream(), missingJoins.stream()).toList();
        System.out.printf(
                "after: runs %d %s, steps %d %s, lost %d, doubled %d%n",
                evidence.runs().size(),
                ends,
                evidence.planned().size(),
                outcomes,
                lost.size(),
                doubled.size());
        Stream.concat(lost.stream().map(what -> "LOST " + what), doubled.stream().map(what -> "DOUBLED " + what))
                .limit(20)
                .forEach(System.out::println);
        boolean allEnded = Collections.disjoint(ends.keySet(), Set.of("queued", "planning", "running"));
        System.exit(allEnded && lost.isEmpty() && doubled.isEmpty() ? 0 : 1);
    }
}
