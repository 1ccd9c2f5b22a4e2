package dev.heatup.run;

import dev.heatup.text.OneLine;

/**
 * Why a step or a run went wrong.
 *
 * @param code stable: the network's own name ({@code CHANNEL_PRIVATE}) or ours ({@code outcome_unknown})
 * @param message for people; bounded and on one line
 */
public record StepProblem(String code, String message) {

    private static final int MAX_LENGTH = 300;

    public StepProblem {
        code = OneLine.of(code, MAX_LENGTH);
        message = OneLine.of(message.strip(), MAX_LENGTH);
    }
}
