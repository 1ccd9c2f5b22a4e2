package dev.heatup.sandbox.score;

import dev.heatup.sandbox.corpus.Difficulty;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What bots made of labelled messages. Spam, toxic messages and floods should go; clean ones and those that only look bad
 * should stay.
 *
 * @param events how many were looked at
 * @param rows one for each label and difficulty that was met, in their order
 * @param toRemoval from when a message became what its label says until a bot deleted it, of those that should go
 * @param prevented attempts to write that failed, by label and reason
 */
public record Score(
        Question question,
        long events,
        List<Row> rows,
        Optional<Delays> toRemoval,
        Map<String, Map<Reason, Long>> prevented,
        People people) {

    public Score {
        rows = List.copyOf(rows);
        prevented = Map.copyOf(prevented);
    }

    /**
     * @param label null for people's messages without one
     * @param difficulty null where there is no label
     * @param cells by what became of them
     */
    public record Row(
            @Nullable Label label,
            @Nullable Difficulty difficulty,
            Map<Outcome, Sightings> cells,
            Optional<Delays> toRemoval) {

        public Row {
            cells = Map.copyOf(cells);
        }

        /** Whether a moderator should do something. */
        public boolean isPositive() {
            return label != null && Labels.isPositive(label);
        }

        public String labelName() {
            return label == null ? Labels.UNLABELLED : label.written();
        }

        public String difficultyName() {
            return difficulty == null ? "-" : difficulty.written();
        }

        public long count(Outcome outcome) {
            Sightings cell = cells.get(outcome);
            return cell == null ? 0 : cell.count();
        }

        /** On which a bot acted. */
        public long acted() {
            return count(Outcome.DELETED) + count(Outcome.AUTHOR_STOPPED);
        }
    }

    /**
     * Who wrote, and whom bots banned, restricted or put out.
     *
     * @param harmful authors of at least one message that should go
     * @param harmless authors of none such
     * @param wronged the first of the harmless who were stopped
     */
    public record People(
            long harmful, long harmfulStopped, long harmless, long harmlessStopped, List<Wronged> wronged) {
        public People {
            wronged = List.copyOf(wronged);
        }

        /** The share of the harmless who were stopped. */
        public Optional<Estimate> wrongly() {
            return Estimate.of(harmlessStopped, harmless);
        }
    }

    /** @param seq of the event with which a bot stopped them first */
    public record Wronged(String account, ChatKey chat, long seq) {}

    public long truePositives() {
        return sum(true, true);
    }

    public long falsePositives() {
        return sum(false, true);
    }

    public long falseNegatives() {
        return sum(true, false);
    }

    public long trueNegatives() {
        return sum(false, false);
    }

    private long sum(boolean positive, boolean acted) {
        return rows.stream()
                .filter(row -> row.isPositive() == positive)
                .mapToLong(row -> acted ? row.acted() : row.count(Outcome.UNTOUCHED))
                .sum();
    }

    /** Of the messages on which bots acted, the share that should go. */
    public Optional<Estimate> precision() {
        return Estimate.of(truePositives(), truePositives() + falsePositives());
    }

    /** Of the messages that should go, the share on which bots acted. */
    public Optional<Estimate> recall() {
        return Estimate.of(truePositives(), truePositives() + falseNegatives());
    }

    /**
     * The harmonic mean of both. It is no share, but 2J / (1 + J) of one, J = TP / (TP + FP + FN), from which it has its
     * interval (Hand, Christen and Kirielle 2021, "F*: an interpretable transformation of the F-measure").
     */
    public Optional<Estimate> f1() {
        return Estimate.of(truePositives(), truePositives() + falsePositives() + falseNegatives())
                .map(share -> share.through(j -> 2 * j / (1 + j)));
    }
}
