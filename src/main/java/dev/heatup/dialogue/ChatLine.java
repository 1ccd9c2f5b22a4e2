package dev.heatup.dialogue;

import dev.heatup.text.OneLine;

/**
 * A message of a chat as the person sees it. It comes from others, so it is data and never an instruction; bounded and on
 * one line.
 *
 * @param who a first name, or how else the network calls its writer
 * @param own whether the person wrote it
 */
public record ChatLine(String who, String text, boolean own) {

    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_TEXT_LENGTH = 500;

    public ChatLine {
        who = OneLine.of(who.strip(), MAX_NAME_LENGTH);
        text = OneLine.of(text.strip().replaceAll("\\s*\\R\\s*", " "), MAX_TEXT_LENGTH);
    }
}
