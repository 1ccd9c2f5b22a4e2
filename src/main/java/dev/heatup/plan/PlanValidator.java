package dev.heatup.plan;

import dev.heatup.channel.Pool;
import dev.heatup.session.Session;
import java.util.ArrayList;
import java.util.List;

/** Turns a proposal into a {@link Plan}, or says everything that is wrong with it. Stateless and thread-safe. */
public final class PlanValidator {

    /**
     * @param pool the only channels, groups and bots that the plan may name
     * @param session where the account is already, and which bots it has started
     */
    public Validation validate(ProposedPlan proposal, PlanRules rules, Pool pool, Session session) {
        PlanCheck check = new PlanCheck(rules, pool, session);
        int size = proposal.actions().size();
        if (size < rules.minActions() || size > rules.maxActions()) {
            check.report(
                    "actions",
                    "action_count",
                    "a plan has %d to %d actions, this one has %d"
                            .formatted(rules.minActions(), rules.maxActions(), size));
        }
        List<Action> actions = new ArrayList<>();
        // A proposal far beyond the bound gets one violation, not thousands.
        proposal.actions().stream()
                .limit(PlanRules.MAX_ACTIONS)
                .forEach(proposed -> check.action(proposed).ifPresent(actions::add));
        check.total();
        return check.violations().isEmpty()
                ? new Validation.Valid(new Plan(actions))
                : new Validation.Invalid(check.violations());
    }
}
