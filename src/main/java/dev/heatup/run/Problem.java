package dev.heatup.run;

import dev.heatup.text.OneLine;

/**
 * Why a step or a run went wrong.
 *
 * @param code stable: the network's own name ({@code CHANNEL_PRIVATE}) or ours ({@code outcome_unknown})
 * @param message for people; bounded and on one line
 */
public record Problem(String code, String message) {

    private static final int LONGEST = 300;

    public Problem {
        code = OneLine.of(code, LONGEST);
        message = OneLine.of(message.strip(), LONGEST);
    }
}
