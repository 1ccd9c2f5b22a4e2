package dev.heatup.sandbox.score;

import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A score as people read it. Stateless. */
public final class ScoreTable {

    private static final List<String> HEAD = List.of(
            "LABEL",
            "DIFFICULTY",
            "SHOULD",
            "MESSAGES",
            "DELETED",
            "AUTHOR STOPPED",
            "PREVENTED",
            "UNTOUCHED",
            "P50",
            "P95",
            "MAX");

    /** The columns with words; the others hold numbers. */
    private static final int WORDS = 3;

    private ScoreTable() {}

    /** Lines, the last one ended too. */
    public static String of(Score score, long seed) {
        List<String> lines = new ArrayList<>();
        lines.add(subject(score.question()) + ", seed " + seed + ", " + score.events() + " events");
        lines.add("");
        if (score.rows().isEmpty()) {
            lines.add("There is no labelled message. They come from the world file's moderation part.");
        } else {
            lines.addAll(table(score.rows()));
            lines.add("");
            lines.addAll(summary(score));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String subject(ScoreQuery scoreQuery) {
        String bots = scoreQuery.bot() == null ? "All bots" : "Bot " + scoreQuery.bot();
        return bots + " in " + (scoreQuery.chat() == null ? "all groups" : scoreQuery.chat());
    }

    private static List<String> table(List<Score.Row> rows) {
        List<List<String>> cells = new ArrayList<>(List.of(HEAD));
        rows.forEach(row -> cells.add(cells(row)));
        return cells.stream().map(row -> line(row, cells)).toList();
    }

    private static List<String> cells(Score.Row row) {
        Optional<DelayPercentiles> delays = row.toRemoval();
        return List.of(
                row.labelName(),
                row.difficultyName(),
                row.isPositive() ? "go" : "stay",
                String.valueOf(row.judged()),
                String.valueOf(row.count(MessageOutcome.DELETED)),
                String.valueOf(row.count(MessageOutcome.AUTHOR_STOPPED)),
                String.valueOf(row.count(MessageOutcome.PREVENTED)),
                String.valueOf(row.count(MessageOutcome.UNTOUCHED)),
                delays.map(some -> seconds(some.median())).orElse("-"),
                delays.map(some -> seconds(some.p95())).orElse("-"),
                delays.map(some -> seconds(some.longest())).orElse("-"));
    }

    private static String line(List<String> row, List<List<String>> all) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int c = column;
            int width = all.stream().mapToInt(r -> r.get(c).length()).max().orElse(0);
            String gap = " ".repeat(width - row.get(c).length());
            line.append(c < WORDS ? row.get(c) + gap : gap + row.get(c)).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static List<String> summary(Score score) {
        List<String> lines = new ArrayList<>();
        ConfusionMatrix all = score.matrix();
        ConfusionMatrix written = score.written();
        lines.add(both("", "WRITTEN OR PREVENTED", "WRITTEN ALONE"));
        lines.add(both("Precision", share(all.precision()), share(written.precision())));
        lines.add(both("Recall", share(all.recall()), share(written.recall())));
        lines.add(both("F1", share(all.f1()), share(written.f1())));
        lines.add(both("MCC", share(all.mcc()), share(written.mcc())));
        Score.People people = score.people();
        lines.add(both(
                "Wrongly stopped",
                share(people.wrongly()),
                share(score.writers().wrongly())));
        if (!people.wronged().isEmpty()) {
            lines.add("Who that was     "
                    + people.wronged().stream().map(Score.Wronged::account).collect(Collectors.joining(", ")));
        }
        lines.add("Time to removal  "
                + score.toRemoval()
                        .map(some -> "median %s, 95 %% within %s, longest %s (n %d)"
                                .formatted(
                                        seconds(some.median()),
                                        seconds(some.p95()),
                                        seconds(some.longest()),
                                        some.sample()))
                        .orElse("- (nothing that should go was deleted)"));
        if (!score.prevented().isEmpty()) {
            lines.add("Never written    "
                    + score.prevented().entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + reasons(entry.getValue()))
                            .collect(Collectors.joining("; ")));
        }
        return lines;
    }

    private static String both(String name, String all, String written) {
        return "%-15s  %-44s  %s".formatted(name, all, written);
    }

    private static String reasons(Map<Reason, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static String share(Optional<Estimate> share) {
        return share.map(some -> String.format(
                        Locale.ROOT,
                        "%.3f (95 %%: %.3f to %.3f, n %d)",
                        some.value(),
                        some.low(),
                        some.high(),
                        some.sample()))
                .orElse("- (no sample)");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
    }
}
