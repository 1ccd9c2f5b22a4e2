package dev.heatup.sandbox.score;

import dev.heatup.sandbox.corpus.Label;

/** What labels ask of a moderator. */
final class LabelExpectations {

    static final String UNLABELLED = "unlabelled";

    private LabelExpectations() {}

    static boolean isPositive(Label label) {
        return switch (label) {
            case SPAM, TOXIC, FLOOD -> true;
            case CLEAN, HARD_NEGATIVE -> false;
        };
    }
}
