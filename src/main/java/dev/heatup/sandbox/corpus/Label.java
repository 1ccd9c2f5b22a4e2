package dev.heatup.sandbox.corpus;

import dev.heatup.text.EnumNames;

/** What a message is, as a moderator who sees everything would say. */
public enum Label implements EnumNames {
    CLEAN,
    SPAM,
    /** Insults a person. */
    TOXIC,
    /** Noise: repetition, walls of characters, shouting without content. */
    FLOOD,
    /** Clean, and looks like one of the others: a quoted warning, news about crime, rough humour between friends. */
    HARD_NEGATIVE
}
