package dev.heatup.run;

import java.time.Duration;

/** The two queues, each with slots of its own. */
public enum Lane {
    /** Asking the guard, which has 4 s, and a planner, which has 15; the claim covers both. */
    PLANNING(0, Duration.ofSeconds(19)),
    /** Performing a step, which has 10 s over all attempts; the claim covers 15. */
    STEPS(1, Duration.ofSeconds(15));

    private final int code;
    private final Duration claim;

    Lane(int code, Duration claim) {
        this.code = code;
        this.claim = claim;
    }

    /** As stores write it. */
    public int code() {
        return code;
    }

    /** How long a claim keeps others away. */
    public Duration claim() {
        return claim;
    }
}
