package dev.heatup.run;

import java.util.List;

/**
 * Names a step's calls at the gateway: {@code run/step/turn}, which a gateway answers once.
 *
 * @param turn of a conversation, 0-based; 0 for every other step
 */
record StepKey(RunId run, int step, int turn) {

    /** The same under every claim: a repeat gets the first answer. */
    String once() {
        return name(turn);
    }

    /**
     * Another for other posts: a channel that is opened again has new ones, and a gateway refuses the old name for them. Not
     * by the claim, whose token a restored backup counts again.
     *
     * @param call 0 or 1
     */
    String about(List<Long> posts, int call) {
        return name(2L * (posts.hashCode() & Integer.MAX_VALUE) + 1 + call);
    }

    private String name(long number) {
        return run + "/" + step + "/" + number;
    }
}
