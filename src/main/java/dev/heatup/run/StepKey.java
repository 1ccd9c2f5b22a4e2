package dev.heatup.run;

/**
 * Names a step's calls at the gateway: {@code run/step/turn}, which a gateway answers once.
 *
 * @param claim the token of the claim under which the step is tried, 1 or more
 */
record StepKey(RunId run, int step, long claim) {

    /** The same under every claim: a repeat gets the first answer. */
    String once() {
        return turn(0);
    }

    /**
     * Another under every claim, for what is repeated with other contents: a channel that is opened again has new posts,
     * and a gateway refuses the old name for them.
     *
     * @param call 0 or 1
     */
    String perClaim(int call) {
        return turn(2 * claim - 1 + call);
    }

    private String turn(long turn) {
        return run + "/" + step + "/" + turn;
    }
}
