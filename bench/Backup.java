import dev.heatup.app.DatabaseEvidence;
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
        DatabaseEvidence databaseEvidence;
        try (Connection database = DriverManager.getConnection(arguments[0])) {
            databaseEvidence = DatabaseEvidence.of(database, Path.of(arguments[1]));
        }
        Map<String, Integer> ends = new TreeMap<>();
        databaseEvidence.runs().values().forEach(run -> ends.merge(run.status(), 1, Integer::sum));
        Map<String, Integer> outcomes = new TreeMap<>();
        databaseEvidence.outcomes()
                .forEach(outcome -> outcomes.merge(
                        outcome.status() + (outcome.code() == null ? "" : " " + outcome.code()), 1, Integer::sum));
        Set<String> seen = new HashSet<>();
        List<String> doubled = databaseEvidence.once().filter(what -> !seen.add(what)).toList();
        Set<String> missingJoins = new HashSet<>(databaseEvidence.recordedJoins());
        databaseEvidence.joins().forEach(join -> missingJoins.remove(join.step()));
        List<String> lost = Stream.concat(databaseEvidence.stepsWithoutOutcome().stream(), missingJoins.stream()).toList();
        System.out.printf(
                "after: runs %d %s, steps %d %s, lost %d, doubled %d%n",
                databaseEvidence.runs().size(),
                ends,
                databaseEvidence.planned().size(),
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
