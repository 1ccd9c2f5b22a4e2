package dev.heatup.sandbox.score;

import java.util.Optional;

/**
 * What a moderator made of messages: of those that should go and of those that should stay, on how many it acted.
 *
 * @param truePositives should go, and it acted
 * @param falsePositives should stay, and it acted
 * @param falseNegatives should go, and it did nothing
 * @param trueNegatives should stay, and it did nothing
 */
public record ConfusionMatrix(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** Of the messages on which it acted, the share that should go. */
    public Optional<Estimate> precision() {
        return Estimate.of(truePositives, truePositives + falsePositives);
    }

    /** Of the messages that should go, the share on which it acted. */
    public Optional<Estimate> recall() {
        return Estimate.of(truePositives, truePositives + falseNegatives);
    }

    /**
     * The harmonic mean of both. It is no share, but 2J / (1 + J) of one, J = TP / (TP + FP + FN), from which it has its
     * interval (Hand, Christen and Kirielle 2021, "F*: an interpretable transformation of the F-measure").
     */
    public Optional<Estimate> f1() {
        return Estimate.of(truePositives, truePositives + falsePositives + falseNegatives)
                .map(share -> share.through(j -> 2 * j / (1 + j)));
    }

    /**
     * Matthews correlation coefficient, from −1 to 1: how acting goes together with what should go. It is 0 for whoever
     * acts on every message or on none, and where there are not both sorts of messages.
     */
    public Optional<Estimate> mcc() {
        return Estimate.correlation(truePositives, falsePositives, falseNegatives, trueNegatives);
    }
}
