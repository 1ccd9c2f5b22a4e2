package dev.heatup.dialogue;

/** What a person does next in a chat. */
public sealed interface Move {

    /** Writes. */
    record Say(String text) implements Move {}

    /** @param option an index into the occasion's options */
    record Choose(int option) implements Move {}

    /** Leaves it at that. */
    record End() implements Move {}
}
