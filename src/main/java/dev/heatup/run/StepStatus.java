package dev.heatup.run;

import java.util.Locale;

/**
 * Where a step stands: {@code pending → acting → succeeded | failed | unknown}; {@code skipped} when its run ended first.
 */
public enum StepStatus {
    PENDING,
    ACTING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    /** It may have happened, nobody can tell, and it was not repeated. */
    UNKNOWN;

    /** As reports write it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
