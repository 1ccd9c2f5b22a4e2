package dev.heatup.sandbox.score;

import dev.heatup.sandbox.score.Scores.Kind;
import dev.heatup.sandbox.score.Scores.Standing;
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
final class Tallies {

    private static final Comparator<Kind> ORDER = Comparator.comparing(
                    Kind::label, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Kind::difficulty, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<Kind, Tally> byKind = new TreeMap<>(ORDER);

    private record Tally(Map<Outcome, Sightings.Collector> cells, List<Long> removalMillis) {

        Score.Row row(Kind kind) {
            Map<Outcome, Sightings> collected = new EnumMap<>(Outcome.class);
            cells.forEach((outcome, cell) -> collected.put(outcome, cell.collected()));
            return new Score.Row(kind.label(), kind.difficulty(), collected, Delays.of(removalMillis));
        }
    }

    void add(Standing message, Outcome outcome) {
        add(message.kind, outcome, message.sighting());
    }

    void add(Kind kind, Outcome outcome, Sightings.Sighting sighting) {
        tally(kind)
                .cells()
                .computeIfAbsent(outcome, o -> new Sightings.Collector())
                .add(sighting);
    }

    void removed(Standing message, Instant at) {
        add(message, Outcome.DELETED);
        tally(message.kind)
                .removalMillis()
                .add(Duration.between(message.since, at).toMillis());
    }

    private Tally tally(Kind kind) {
        return byKind.computeIfAbsent(kind, k -> new Tally(new EnumMap<>(Outcome.class), new ArrayList<>()));
    }

    List<Score.Row> rows() {
        return byKind.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .toList();
    }

    Optional<Delays> toRemoval() {
        return Delays.of(byKind.entrySet().stream()
                .filter(entry -> entry.getKey().isPositive())
                .flatMap(entry -> entry.getValue().removalMillis().stream())
                .toList());
    }
}
