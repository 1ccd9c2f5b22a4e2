package dev.heatup.plan;

import java.time.Duration;

/**
 * The bounds of a plan.
 *
 * @param minActions fewest actions, 1 or more
 * @param maxActions most actions, at most {@value #MOST_ACTIONS}
 */
public record PlanRules(int minActions, int maxActions) {

    /** More than this is no short visit any more, whatever the settings say. */
    public static final int MOST_ACTIONS = 20;

    public static final Duration MIN_READ = Duration.ofSeconds(3);
    public static final Duration MIN_IDLE = Duration.ofSeconds(2);
    public static final Duration MAX_ACTION = Duration.ofSeconds(60);
    public static final Duration MAX_TOTAL = Duration.ofMinutes(15);
    public static final int MAX_REASON = 200;

    public static final PlanRules DEFAULT = new PlanRules(3, 7);

    public PlanRules {
        if (minActions < 1 || maxActions < minActions || maxActions > MOST_ACTIONS) {
            throw new IllegalArgumentException(
                    "a plan has 1 to " + MOST_ACTIONS + " actions, and at least as many at most as at least");
        }
    }

    /** The same rules with at most {@code limit} actions, and then possibly fewer at least. */
    public PlanRules atMost(int limit) {
        return new PlanRules(Math.min(minActions, limit), limit);
    }
}
