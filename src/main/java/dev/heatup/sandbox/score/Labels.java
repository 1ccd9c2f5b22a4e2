package dev.heatup.sandbox.score;

import dev.heatup.sandbox.corpus.Label;

/** What labels ask of a moderator. */
final class Labels {

    static final String UNLABELLED = "unlabelled";

    private Labels() {}

    static boolean isPositive(Label label) {
        return switch (label) {
            case SPAM, TOXIC, FLOOD -> true;
            case CLEAN, HARD_NEGATIVE -> false;
        };
    }
}
