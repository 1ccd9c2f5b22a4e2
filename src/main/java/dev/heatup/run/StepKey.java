package dev.heatup.run;

/**
 * Names a step's calls at the gateway: {@code run/step/turn}, which a gateway answers once.
 *
 * @param turn of a conversation, 0-based; 0 for every other step
 * @param claim the token of the claim under which the step is tried, 1 or more
 */
record StepKey(RunId run, int step, int turn, long claim) {

    /** The same under every claim: a repeat gets the first answer. */
    String once() {
        return name(turn);
    }

    /**
     * Another under every claim, for what is repeated with other contents: a channel that is opened again has new posts,
     * and a gateway refuses the old name for them.
     *
     * @param call 0 or 1
     */
    String perClaim(int call) {
        return name(2 * claim - 1 + call);
    }

    private String name(long number) {
        return run + "/" + step + "/" + number;
    }
}
