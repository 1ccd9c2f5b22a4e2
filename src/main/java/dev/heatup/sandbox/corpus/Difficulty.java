package dev.heatup.sandbox.corpus;

import dev.heatup.text.EnumNames;

/** How hard a message is to judge for a moderator who sees the text alone. */
public enum Difficulty implements EnumNames {
    EASY,
    MEDIUM,
    HARD
}
