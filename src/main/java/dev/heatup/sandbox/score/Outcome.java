package dev.heatup.sandbox.score;

import dev.heatup.text.Named;

/** What became of a message. */
public enum Outcome implements Named {
    /** A bot deleted it. */
    DELETED,
    /** It stands, but it was the last word of its author before a bot banned, restricted or put them out. */
    AUTHOR_STOPPED,
    /** No bot did anything. */
    UNTOUCHED,
    /** Somebody else deleted it, so nothing can be said of the bots. */
    REMOVED_BY_OTHERS
}
