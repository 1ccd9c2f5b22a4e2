package dev.heatup.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The bounds of a plan.
 *
 * @param minActions fewest actions, 1 or more
 * @param maxActions most actions, at most {@value #MAX_ACTIONS}
 * @param actions the actions that may be there, in the order of {@link Action.Type}
 */
public record PlanRules(int minActions, int maxActions, Set<Action.Type> actions) {

    /** More than this is no short visit any more, whatever the settings say. */
    public static final int MAX_ACTIONS = 20;

    public static final Duration MIN_READ = Duration.ofSeconds(3);
    public static final Duration MIN_IDLE = Duration.ofSeconds(2);
    public static final Duration MAX_ACTION = Duration.ofSeconds(60);
    public static final Duration MAX_TOTAL = Duration.ofMinutes(15);

    /** Longest reason, and longest intent. */
    public static final int MAX_REASON = 200;

    public static final int MAX_MESSAGES = 3;
    public static final int MAX_CONVERSATIONS = 2;

    /** Most turns of one conversation with a bot, and how many there are when nobody says. */
    public static final int MAX_TURNS = 6;

    public static final int USUAL_TURNS = 3;

    /** Everything, which is for the sandbox. */
    public static final Set<Action.Type> ALL = Collections.unmodifiableSet(EnumSet.allOf(Action.Type.class));

    /**
     * What is done through a gateway. Fixed here on purpose: no reactions, no counted views, no bots started or buttons
     * pressed outside the sandbox, and no setting that widens it.
     */
    public static final Set<Action.Type> THROUGH_A_GATEWAY = Collections.unmodifiableSet(EnumSet.of(
            Action.Type.JOIN_CHANNEL,
            Action.Type.LEAVE_CHANNEL,
            Action.Type.READ_MESSAGES,
            Action.Type.IDLE,
            Action.Type.SEND_MESSAGE,
            Action.Type.MESSAGE_BOT));

    public static final PlanRules DEFAULT = new PlanRules(3, 7);

    public PlanRules {
        if (minActions < 1 || maxActions < minActions || maxActions > MAX_ACTIONS) {
            throw new IllegalArgumentException(
                    "a plan has 1 to " + MAX_ACTIONS + " actions, and at least as many at most as at least");
        }
        actions = Collections.unmodifiableSet(EnumSet.copyOf(actions));
    }

    /** With all actions. */
    public PlanRules(int minActions, int maxActions) {
        this(minActions, maxActions, ALL);
    }

    /** The same rules with at most {@code limit} actions, and then possibly fewer at least. */
    public PlanRules atMost(int limit) {
        return new PlanRules(Math.min(minActions, limit), limit, actions);
    }

    /** The same bounds with these actions alone. */
    public PlanRules only(Set<Action.Type> allowed) {
        return new PlanRules(minActions, maxActions, allowed);
    }

    public boolean allow(Action.Type type) {
        return actions.contains(type);
    }
}
