package dev.heatup.plan;

import java.util.List;

/** A plan as a model or a caller wrote it, before the validator saw it. */
public record ProposedPlan(List<ProposedAction> actions) {

    public ProposedPlan {
        actions = List.copyOf(actions);
    }
}
