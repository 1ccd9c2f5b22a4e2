package dev.heatup.planner;

/** Where a run's plan came from. */
public enum PlanSource {
    CLAUDE,
    OFFLINE,
    /** The offline planner, because the one that was asked gave nothing usable. */
    FALLBACK,
    /** The caller's own. */
    GIVEN;

    /** As reports write it. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
