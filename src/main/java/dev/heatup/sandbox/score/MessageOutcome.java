package dev.heatup.sandbox.score;

import dev.heatup.text.EnumNames;

/** What became of a message, or of one that somebody meant to write. */
public enum MessageOutcome implements EnumNames {
    /** A bot deleted it. */
    DELETED,
    /** It stands, but it was the last word of its author before a bot banned, restricted or put them out. */
    AUTHOR_STOPPED,
    /** No bot did anything. */
    UNTOUCHED,
    /** It was never written, because a bot had taken the right to write from its author. */
    PREVENTED,
    /** The same of what should have stayed, by an author who also means harm: stopping them is right. */
    PREVENTED_OF_HARMFUL,
    /** Somebody else deleted it, so nothing can be said of the bots. */
    REMOVED_BY_OTHERS
}
