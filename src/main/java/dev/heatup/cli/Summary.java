package dev.heatup.cli;

import dev.heatup.cli.http.RunReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table at the end of {@code warmup}. */
final class Summary {

    /** More rows than this nobody reads; those with trouble come first. */
    private static final int MOST_ROWS = 20;

    private static final List<String> HEAD = List.of("SESSION", "RESULT", "STEPS", "JOINED", "PLAN", "TIME", "RUN");

    private Summary() {}

    static void print(List<Visit> visits, PrintStream out) {
        List<Visit> shown = visits.stream()
                .sorted(Comparator.comparing(Visit::isCompleted))
                .limit(visits.size() > MOST_ROWS ? MOST_ROWS : visits.size())
                .toList();
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        shown.forEach(visit -> rows.add(row(visit)));
        out.println();
        Table.lines(rows).forEach(out::println);
        if (shown.size() < visits.size()) {
            out.println("(and " + (visits.size() - shown.size()) + " more)");
        }
        for (Visit visit : shown) {
            if (visit.refusal() != null) {
                out.println(visit.session() + ": " + visit.refusal().sentence());
            } else if (visit.isLive()) {
                out.println(visit.session() + ": still going on; follow it at GET /runs/" + visit.runId());
            }
        }
        if (visits.size() > 1) {
            out.println(totals(visits));
        }
    }

    private static List<String> row(Visit visit) {
        RunReport report = visit.report();
        return report == null
                ? List.of(visit.session(), visit.outcome(), "-", "-", "-", "-", visit.runId())
                : List.of(
                        visit.session(),
                        report.status(),
                        report.successful() + "/" + report.steps().size(),
                        report.joined().isEmpty() ? "-" : String.join(",", report.joined()),
                        report.planSource().isEmpty() ? "-" : report.planSource(),
                        String.format(Locale.ROOT, "%.1fs", report.seconds()),
                        visit.runId());
    }

    private static String totals(List<Visit> visits) {
        Map<String, Long> counts =
                visits.stream().collect(Collectors.groupingBy(Visit::outcome, TreeMap::new, Collectors.counting()));
        return visits.size() + " visits: "
                + counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
