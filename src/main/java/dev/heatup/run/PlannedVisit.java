package dev.heatup.run;

import dev.heatup.plan.Plan;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A run's plan and where it came from.
 *
 * @param fallbackReason why the fallback planned, bounded and on one line; null when it did not
 */
public record PlannedVisit(
        Plan plan, PlanSource source, Usage usage, @Nullable String fallbackReason) {

    public PlannedVisit {
        fallbackReason = fallbackReason == null ? null : new StepProblem("", fallbackReason).message();
    }

    /** With what was spent since it was planned. */
    PlannedVisit spending(Usage more) {
        return new PlannedVisit(plan, source, usage.plus(more), fallbackReason);
    }
}
