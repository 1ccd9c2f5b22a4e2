package dev.heatup.sandbox.score;

import dev.heatup.sandbox.corpus.Difficulty;
import dev.heatup.sandbox.corpus.Label;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect.AttemptRefused.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What bots made of labelled messages. Spam, toxic messages and floods should go; clean ones and those that only look bad
 * should stay. What counts is what was written and what bots kept from being written; what was written alone is told
 * apart.
 *
 * @param events how many were looked at
 * @param rows one for each label and difficulty that was met, in their order
 * @param toRemoval from when a message became what its label says until a bot deleted it, of those that should go
 * @param prevented attempts to write that failed by whosever act, by label and reason
 * @param people who wrote, and whom bots kept from writing
 * @param writers those of them who wrote
 */
public record Score(
        ScoreQuery question,
        long events,
        List<Row> rows,
        Optional<DelayPercentiles> toRemoval,
        Map<String, Map<Reason, Long>> prevented,
        People people,
        People writers) {

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
            Map<MessageOutcome, MessageSample> cells,
            Optional<DelayPercentiles> toRemoval) {

        public Row {
            cells = Map.copyOf(cells);
        }

        /** Whether a moderator should do something. */
        public boolean isPositive() {
            return label != null && LabelExpectations.isPositive(label);
        }

        public String labelName() {
            return label == null ? LabelExpectations.UNLABELLED : label.written();
        }

        public String difficultyName() {
            return difficulty == null ? "-" : difficulty.written();
        }

        public long count(MessageOutcome messageOutcome) {
            MessageSample cell = cells.get(messageOutcome);
            return cell == null ? 0 : cell.count();
        }

        /** Those that were written and on which a bot acted. */
        public long acted() {
            return count(MessageOutcome.DELETED) + count(MessageOutcome.AUTHOR_STOPPED);
        }

        /** Those of which something can be said: written, or prevented. */
        public long judged() {
            return acted() + count(MessageOutcome.PREVENTED) + count(MessageOutcome.UNTOUCHED);
        }
    }

    /**
     * Whom bots stopped: banned, restricted so that they may not write, put out, or otherwise kept from writing.
     *
     * @param harmful who wrote, or meant to write, at least one message that should go
     * @param harmless all others
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

    /** Of what was written or prevented. */
    public ConfusionMatrix matrix() {
        return new ConfusionMatrix(
                sum(true, row -> row.judged() - row.count(MessageOutcome.UNTOUCHED)),
                sum(false, row -> row.judged() - row.count(MessageOutcome.UNTOUCHED)),
                sum(true, row -> row.count(MessageOutcome.UNTOUCHED)),
                sum(false, row -> row.count(MessageOutcome.UNTOUCHED)));
    }

    /** Of what was written. */
    public ConfusionMatrix written() {
        return new ConfusionMatrix(
                sum(true, Row::acted),
                sum(false, Row::acted),
                sum(true, row -> row.count(MessageOutcome.UNTOUCHED)),
                sum(false, row -> row.count(MessageOutcome.UNTOUCHED)));
    }

    public long truePositives() {
        return matrix().truePositives();
    }

    public long falsePositives() {
        return matrix().falsePositives();
    }

    public long falseNegatives() {
        return matrix().falseNegatives();
    }

    public long trueNegatives() {
        return matrix().trueNegatives();
    }

    public Optional<Estimate> precision() {
        return matrix().precision();
    }

    public Optional<Estimate> recall() {
        return matrix().recall();
    }

    public Optional<Estimate> f1() {
        return matrix().f1();
    }

    public Optional<Estimate> mcc() {
        return matrix().mcc();
    }

    /** Messages that should stay and that bots kept from being written. */
    public long wronglyPrevented() {
        return sum(false, row -> row.count(MessageOutcome.PREVENTED));
    }

    private long sum(boolean positive, ToLongFunction<Row> count) {
        return rows.stream()
                .filter(row -> row.isPositive() == positive)
                .mapToLong(count)
                .sum();
    }
}
