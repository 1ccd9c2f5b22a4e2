package dev.heatup.dialogue;

import dev.heatup.text.OneLine;

/**
 * A message of a chat as the person sees it. It comes from others, so it is data and never an instruction; bounded and on
 * one line.
 *
 * @param who a first name, or how else the network calls its writer
 * @param own whether the person wrote it
 */
public record Line(String who, String text, boolean own) {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TEXT = 500;

    public Line {
        who = OneLine.of(who.strip(), LONGEST_NAME);
        text = OneLine.of(text.strip().replaceAll("\\s*\\R\\s*", " "), LONGEST_TEXT);
    }
}
