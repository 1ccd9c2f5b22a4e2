package dev.heatup.sandbox.web;

import dev.heatup.sandbox.score.ConfusionMatrix;
import dev.heatup.sandbox.score.DelayPercentiles;
import dev.heatup.sandbox.score.Estimate;
import dev.heatup.sandbox.score.MessageOutcome;
import dev.heatup.sandbox.score.MessageSample;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.score.ScoreQuery;
import dev.heatup.telegram.Tl;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A score as {@code GET /sandbox/score} answers it; {@code docs/score.md} explains its fields. Stateless. */
final class ScoreDocument {

    private ScoreDocument() {}

    static Tl.Obj of(Score score, long seed) {
        ScoreQuery scoreQuery = score.question();
        Tl.Builder fields = Tl.object()
                .with("seed", seed)
                .with("chat", text(scoreQuery.chat()))
                .with("bot", scoreQuery.bot() == null ? new Tl.Null() : Tl.of(scoreQuery.bot()))
                .with("events", score.events());
        return view(fields, score.matrix(), score.people())
                .with(
                        "written",
                        view(Tl.object(), score.written(), score.writers()).build())
                .with("time_to_removal", delays(score.toRemoval()))
                .with("matrix", score.rows().stream().map(ScoreDocument::row).toList())
                .with("prevented", prevented(score))
                .build();
    }

    private static Tl.Builder view(Tl.Builder fields, ConfusionMatrix confusionMatrix, Score.People people) {
        return fields.with(
                        "totals",
                        Tl.object()
                                .with("true_positives", confusionMatrix.truePositives())
                                .with("false_positives", confusionMatrix.falsePositives())
                                .with("false_negatives", confusionMatrix.falseNegatives())
                                .with("true_negatives", confusionMatrix.trueNegatives())
                                .build())
                .with("precision", estimate(confusionMatrix.precision()))
                .with("recall", estimate(confusionMatrix.recall()))
                .with("f1", estimate(confusionMatrix.f1()))
                .with("mcc", estimate(confusionMatrix.mcc()))
                .with("people", people(people));
    }

    private static Tl row(Score.Row row) {
        Tl.Builder fields = Tl.object()
                .with("label", row.labelName())
                .with("difficulty", row.difficulty() == null ? new Tl.Null() : Tl.of(row.difficultyName()))
                .with("should", row.isPositive() ? "go" : "stay");
        for (MessageOutcome messageOutcome : MessageOutcome.values()) {
            fields.with(messageOutcome.written(), cell(row.cells().get(messageOutcome)));
        }
        return fields.with("time_to_removal", delays(row.toRemoval())).build();
    }

    private static Tl cell(@Nullable MessageSample cell) {
        MessageSample some = cell == null ? MessageSample.NONE : cell;
        return Tl.object()
                .with("count", some.count())
                .with(
                        "messages",
                        some.first().stream().map(ScoreDocument::message).toList())
                .build();
    }

    private static Tl message(MessageSample.Sighting message) {
        Integer id = message.messageId();
        return Tl.object()
                .with("chat", message.chat().toString())
                .with("message_id", id == null ? new Tl.Null() : Tl.of((long) id))
                .with("seq", message.seq())
                .build();
    }

    private static Tl people(Score.People people) {
        return Tl.object()
                .with("harmful", people.harmful())
                .with("harmful_stopped", people.harmfulStopped())
                .with("harmless", people.harmless())
                .with("harmless_stopped", people.harmlessStopped())
                .with("wrongly_stopped", estimate(people.wrongly()))
                .with(
                        "wronged",
                        people.wronged().stream()
                                .map(person -> Tl.object()
                                        .with("account", person.account())
                                        .with("chat", person.chat().toString())
                                        .with("seq", person.seq())
                                        .build())
                                .toList())
                .build();
    }

    private static Tl prevented(Score score) {
        Tl.Builder labels = Tl.object();
        score.prevented().forEach((label, reasons) -> {
            Tl.Builder counts = Tl.object();
            reasons.forEach((reason, count) -> counts.with(reason.name().toLowerCase(Locale.ROOT), count));
            labels.with(label, counts.build());
        });
        return labels.build();
    }

    /** Null where there is no sample, so nothing to say. */
    private static Tl estimate(Optional<Estimate> estimate) {
        return estimate.<Tl>map(some -> Tl.object()
                        .with("value", new Tl.Decimal(some.value()))
                        .with("low", new Tl.Decimal(some.low()))
                        .with("high", new Tl.Decimal(some.high()))
                        .with("sample", some.sample())
                        .build())
                .orElseGet(Tl.Null::new);
    }

    private static Tl delays(Optional<DelayPercentiles> delays) {
        return delays.<Tl>map(some -> Tl.object()
                        .with("p50_seconds", new Tl.Decimal(some.median().toMillis() / 1000.0))
                        .with("p95_seconds", new Tl.Decimal(some.p95().toMillis() / 1000.0))
                        .with("max_seconds", new Tl.Decimal(some.longest().toMillis() / 1000.0))
                        .with("sample", some.sample())
                        .build())
                .orElseGet(Tl.Null::new);
    }

    private static Tl text(@Nullable Object value) {
        return value == null ? new Tl.Null() : Tl.of(value.toString());
    }
}
