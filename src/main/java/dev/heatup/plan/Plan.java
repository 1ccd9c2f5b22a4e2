package dev.heatup.plan;

import java.time.Duration;
import java.util.List;

/** A visit that keeps every rule of {@link PlanRules}. Only the validator makes one. Immutable. */
public final class Plan {

    private final List<Action> actions;

    Plan(List<Action> actions) {
        this.actions = List.copyOf(actions);
    }

    /** For stores alone: the actions of a plan that the validator accepted when it was recorded. */
    public static Plan recorded(List<Action> actions) {
        return new Plan(actions);
    }

    public List<Action> actions() {
        return actions;
    }

    public int size() {
        return actions.size();
    }

    /** The sum of what its actions take in world time, pauses not counted. */
    public Duration duration() {
        return actions.stream().map(Action::duration).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plan plan && plan.actions.equals(actions);
    }

    @Override
    public int hashCode() {
        return actions.hashCode();
    }

    @Override
    public String toString() {
        return "Plan" + actions;
    }
}
