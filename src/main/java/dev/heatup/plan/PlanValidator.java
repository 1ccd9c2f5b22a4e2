package dev.heatup.plan;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.plan.Action.Idle;
import dev.heatup.plan.Action.JoinChannel;
import dev.heatup.plan.Action.ReadMessages;
import dev.heatup.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a proposal into a {@link Plan}, or says everything that is wrong with it. Stateless and thread-safe. */
public final class PlanValidator {

    private static final int QUOTED = 40;

    /**
     * @param pool the only channels that the plan may name
     * @param joined channels that the session is in already; they need no join before they are read
     */
    public Validation validate(ProposedPlan proposal, PlanRules rules, Pool pool, Set<Username> joined) {
        Check check = new Check(pool, joined);
        int size = proposal.actions().size();
        if (size < rules.minActions() || size > rules.maxActions()) {
            check.report(
                    "actions",
                    "action_count",
                    "a plan has %d to %d actions, this one has %d"
                            .formatted(rules.minActions(), rules.maxActions(), size));
        }
        // A proposal far beyond the bound gets one violation, not thousands.
        proposal.actions().stream().limit(PlanRules.MOST_ACTIONS).forEach(check::action);
        check.total();
        return check.violations.isEmpty()
                ? new Validation.Valid(new Plan(check.actions))
                : new Validation.Invalid(check.violations);
    }

    /** One pass over one proposal. */
    private static final class Check {

        private final Pool pool;
        private final Set<Username> joined;
        private final Set<Username> joinedHere = new HashSet<>();
        private final List<Action> actions = new ArrayList<>();
        private final List<Violation> violations = new ArrayList<>();
        private Duration total = Duration.ZERO;
        private int index;

        Check(Pool pool, Set<Username> joined) {
            this.pool = pool;
            this.joined = joined;
        }

        void action(ProposedAction proposed) {
            String reason = reason(proposed);
            Optional<Action.Type> type = type(proposed);
            if (type.isPresent()) {
                switch (type.get()) {
                    case JOIN_CHANNEL -> {
                        Username channel = channelToJoin(proposed);
                        noDuration(proposed);
                        if (channel != null) {
                            actions.add(new JoinChannel(channel, reason));
                        }
                    }
                    case READ_MESSAGES -> {
                        Username channel = channelToRead(proposed);
                        Duration duration = duration(proposed, PlanRules.MIN_READ);
                        if (channel != null) {
                            actions.add(new ReadMessages(channel, duration, reason));
                        }
                    }
                    case IDLE -> {
                        noChannel(proposed);
                        actions.add(new Idle(duration(proposed, PlanRules.MIN_IDLE), reason));
                    }
                }
            }
            index++;
        }

        void total() {
            if (total.compareTo(PlanRules.MAX_TOTAL) > 0) {
                report(
                        "actions",
                        "total_duration",
                        "a visit takes at most %d s, this one takes %d s"
                                .formatted(PlanRules.MAX_TOTAL.toSeconds(), total.toSeconds()));
            }
        }

        private Optional<Action.Type> type(ProposedAction proposed) {
            for (Action.Type type : Action.Type.values()) {
                if (type.wireName().equals(proposed.action())) {
                    return Optional.of(type);
                }
            }
            at("action", "action_type", "allowed are join_channel, read_messages and idle" + found(proposed.action()));
            return Optional.empty();
        }

        private @Nullable Username channelToJoin(ProposedAction proposed) {
            Username channel = channel(proposed);
            if (channel == null) {
                return null;
            }
            if (joined.contains(channel)) {
                at("channel_username", "already_joined", channel.mention() + " was joined in an earlier visit");
            } else if (!joinedHere.add(channel)) {
                at("channel_username", "joined_twice", channel.mention() + " is joined earlier in this plan");
            }
            return channel;
        }

        private @Nullable Username channelToRead(ProposedAction proposed) {
            Username channel = channel(proposed);
            if (channel != null && !joined.contains(channel) && !joinedHere.contains(channel)) {
                at("channel_username", "not_joined", channel.mention() + " must be joined before it is read");
            }
            return channel;
        }

        private @Nullable Username channel(ProposedAction proposed) {
            String text = proposed.channelUsername();
            if (text == null) {
                at("channel_username", "channel_missing", proposed.action() + " needs a channel of the pool");
                return null;
            }
            Optional<Username> channel = Username.parse(text).filter(pool::contains);
            if (channel.isEmpty()) {
                at(
                        "channel_username",
                        "channel_unknown",
                        "only channels of the pool " + pool.name() + " are allowed" + found(text));
            }
            return channel.orElse(null);
        }

        private Duration duration(ProposedAction proposed, Duration least) {
            Integer seconds = proposed.durationSeconds();
            if (seconds == null || seconds < least.toSeconds() || seconds > PlanRules.MAX_ACTION.toSeconds()) {
                at(
                        "duration_seconds",
                        "duration_range",
                        "%s takes %d to %d s, %s"
                                .formatted(
                                        proposed.action(),
                                        least.toSeconds(),
                                        PlanRules.MAX_ACTION.toSeconds(),
                                        seconds == null ? "none is given" : seconds + " is given"));
                return least;
            }
            total = total.plusSeconds(seconds);
            return Duration.ofSeconds(seconds);
        }

        private String reason(ProposedAction proposed) {
            String reason = proposed.reason();
            if (reason == null || reason.isBlank()) {
                at(
                        "reason",
                        "reason_missing",
                        "an action needs a reason of 1 to " + PlanRules.MAX_REASON + " characters");
            } else if (reason.codePointCount(0, reason.length()) > PlanRules.MAX_REASON) {
                at("reason", "reason_length", "a reason has at most " + PlanRules.MAX_REASON + " characters");
            } else if (!OneLine.isOne(reason)) {
                at("reason", "reason_characters", "a reason has no control characters and no line breaks");
            } else {
                return reason.strip();
            }
            return "";
        }

        /** A zero or an empty text is how some writers say that a field does not apply. */
        private void noDuration(ProposedAction proposed) {
            if (proposed.durationSeconds() != null && proposed.durationSeconds() != 0) {
                at("duration_seconds", "field_not_allowed", "join_channel takes no time");
            }
        }

        private void noChannel(ProposedAction proposed) {
            if (proposed.channelUsername() != null
                    && !proposed.channelUsername().isBlank()) {
                at("channel_username", "field_not_allowed", "idle has no channel");
            }
        }

        private void at(String field, String rule, String message) {
            report("actions[%d].%s".formatted(index, field), rule, message);
        }

        private void report(String path, String rule, String message) {
            violations.add(new Violation(path, rule, message));
        }

        /** Quotes untrusted text: short, on one line. */
        private static String found(@Nullable String text) {
            return text == null ? "; none is given" : "; '" + OneLine.of(text, QUOTED) + "' is not one";
        }
    }
}
