package dev.heatup.sandbox.score;

import dev.heatup.sandbox.score.ScoreBuilder.Kind;
import dev.heatup.sandbox.score.ScoreBuilder.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what became of messages, by what they are. Not thread-safe. */
final class OutcomeCounts {

    private static final Comparator<Kind> ORDER = Comparator.comparing(
                    Kind::label, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Kind::difficulty, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<Kind, Tally> byKind = new TreeMap<>(ORDER);

    private record Tally(Map<MessageOutcome, MessageSample.Collector> cells, List<Long> removalMillis) {

        Score.Row row(Kind kind) {
            Map<MessageOutcome, MessageSample> collected = new EnumMap<>(MessageOutcome.class);
            cells.forEach((messageOutcome, cell) -> collected.put(messageOutcome, cell.collected()));
            return new Score.Row(kind.label(), kind.difficulty(), collected, DelayPercentiles.of(removalMillis));
        }
    }

    void add(Standing message, MessageOutcome messageOutcome) {
        add(message.kind, messageOutcome, message.sighting());
    }

    void add(Kind kind, MessageOutcome messageOutcome, MessageSample.Sighting sighting) {
        tally(kind)
                .cells()
                .computeIfAbsent(messageOutcome, o -> new MessageSample.Collector())
                .add(sighting);
    }

    void removed(Standing message, Instant at) {
        add(message, MessageOutcome.DELETED);
        tally(message.kind)
                .removalMillis()
                .add(Duration.between(message.since, at).toMillis());
    }

    private Tally tally(Kind kind) {
        return byKind.computeIfAbsent(kind, k -> new Tally(new EnumMap<>(MessageOutcome.class), new ArrayList<>()));
    }

    List<Score.Row> rows() {
        return byKind.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .toList();
    }

    Optional<DelayPercentiles> toRemoval() {
        return DelayPercentiles.of(byKind.entrySet().stream()
                .filter(entry -> entry.getKey().isPositive())
                .flatMap(entry -> entry.getValue().removalMillis().stream())
                .toList());
    }
}
