package dev.heatup.cli;

import dev.heatup.cli.http.ReportSummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table at the end of {@code warmup}. */
final class WarmupSummary {

    /** More rows than this nobody reads; those with trouble come first. */
    private static final int MAX_ROWS = 20;

    private static final List<String> HEAD = List.of("SESSION", "RESULT", "STEPS", "JOINED", "PLAN", "TIME", "RUN");

    private WarmupSummary() {}

    static void print(List<FollowedVisit> visits, PrintStream out) {
        List<FollowedVisit> shown = visits.stream()
                .sorted(Comparator.comparing(FollowedVisit::isCompleted))
                .limit(visits.size() > MAX_ROWS ? MAX_ROWS : visits.size())
                .toList();
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        shown.forEach(followedVisit -> rows.add(row(followedVisit)));
        out.println();
        TextTable.lines(rows).forEach(out::println);
        if (shown.size() < visits.size()) {
            out.println("(and " + (visits.size() - shown.size()) + " more)");
        }
        for (FollowedVisit followedVisit : shown) {
            if (followedVisit.refusal() != null) {
                out.println(
                        followedVisit.session() + ": " + followedVisit.refusal().sentence());
            } else if (followedVisit.isLive()) {
                out.println(
                        followedVisit.session() + ": still going on; follow it at GET /runs/" + followedVisit.runId());
            }
        }
        if (visits.size() > 1) {
            out.println(totals(visits));
        }
    }

    private static List<String> row(FollowedVisit followedVisit) {
        ReportSummary report = followedVisit.report();
        return report == null
                ? List.of(followedVisit.session(), followedVisit.outcome(), "-", "-", "-", "-", followedVisit.runId())
                : List.of(
                        followedVisit.session(),
                        report.status(),
                        report.successful() + "/" + report.steps().size(),
                        report.joined().isEmpty() ? "-" : String.join(",", report.joined()),
                        report.planSource().isEmpty() ? "-" : report.planSource(),
                        String.format(Locale.ROOT, "%.1fs", report.seconds()),
                        followedVisit.runId());
    }

    private static String totals(List<FollowedVisit> visits) {
        Map<String, Long> counts = visits.stream()
                .collect(Collectors.groupingBy(FollowedVisit::outcome, TreeMap::new, Collectors.counting()));
        return visits.size() + " visits: "
                + counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
