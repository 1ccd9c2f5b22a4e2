package dev.heatup.plan;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass over one proposal: where the person is and what was done changes as the plan goes on. Not thread-safe. */
final class PlanCheck {

    private final PlanRules rules;
    private final Pool pool;
    private final Set<Username> member;
    private final Set<Username> joinedHere = new HashSet<>();
    private final Set<Username> leftHere = new HashSet<>();
    private final Set<Username> started;
    private final Set<Username> startedHere = new HashSet<>();
    private final Map<Action.Type, Integer> counts = new EnumMap<>(Action.Type.class);
    private final List<Violation> violations = new ArrayList<>();
    private Duration total = Duration.ZERO;
    private int index = -1;

    PlanCheck(PlanRules rules, Pool pool, Session session) {
        this.rules = rules;
        this.pool = pool;
        this.member = new HashSet<>(session.joined());
        this.started = new HashSet<>(session.startedBots());
    }

    List<Violation> violations() {
        return violations;
    }

    /** The action, as far as it can be told; only worth something when there are no violations. */
    Optional<Action> action(ProposedAction proposed) {
        index++;
        ActionFields actionFields = new ActionFields(proposed, this::at);
        String reason = actionFields.line("reason", proposed.reason(), "an action needs", "a reason has");
        return type(proposed).flatMap(type -> {
            Action action = action(type, proposed, actionFields, reason);
            actionFields.onlyThoseOf(type);
            return Optional.ofNullable(action);
        });
    }

    private @Nullable Action action(
            Action.Type type, ProposedAction proposed, ActionFields actionFields, String reason) {
        return switch (type) {
            case JOIN_CHANNEL -> {
                Username channel = toJoin(proposed);
                yield channel == null ? null : new Action.JoinChannel(channel, reason);
            }
            case READ_MESSAGES -> {
                Username channel = whereOneIs(proposed, "before it is read");
                Duration duration = duration(actionFields, PlanRules.MIN_READ);
                yield channel == null ? null : new Action.ReadMessages(channel, duration, reason);
            }
            case IDLE -> new Action.Idle(duration(actionFields, PlanRules.MIN_IDLE), reason);
            case VIEW_POST -> {
                Username channel = ofKind(Channel.Kind.CHANNEL, whereOneIs(proposed, "before its posts are viewed"));
                Duration duration = duration(actionFields, PlanRules.MIN_READ);
                yield channel == null ? null : new Action.ViewPost(channel, duration, reason);
            }
            case REACT -> {
                Username channel = whereOneIs(proposed, "before one reacts there");
                String emoji = actionFields.emoji();
                yield channel == null ? null : new Action.React(channel, emoji, reason);
            }
            case SEND_MESSAGE -> {
                Username group = ofKind(Channel.Kind.GROUP, whereOneIs(proposed, "before one writes there"));
                String intent = actionFields.intent();
                atMost(PlanRules.MAX_MESSAGES, type, "too_many_messages");
                yield group == null
                        ? null
                        : new Action.SendMessage(group, intent, Boolean.TRUE.equals(proposed.reply()), reason);
            }
            case LEAVE_CHANNEL -> {
                Username channel = toLeave(proposed);
                yield channel == null ? null : new Action.LeaveChannel(channel, reason);
            }
            case START_BOT -> {
                Username bot = toStart(proposed);
                String payload = actionFields.payload();
                yield bot == null ? null : new Action.StartBot(bot, payload, reason);
            }
            case PRESS_BUTTON -> {
                Username bot = startedBot(proposed, "before its buttons are pressed");
                String intent = actionFields.intent();
                yield bot == null ? null : new Action.PressButton(bot, intent, reason);
            }
            case MESSAGE_BOT -> {
                Username bot = startedBot(proposed, "before one writes to it");
                String intent = actionFields.intent();
                int turns = actionFields.turns();
                atMost(PlanRules.MAX_CONVERSATIONS, type, "too_many_conversations");
                yield bot == null ? null : new Action.MessageBot(bot, intent, turns, reason);
            }
        };
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
        Optional<Action.Type> type = Action.Type.named(proposed.action());
        if (type.isEmpty()) {
            at("action", "action_type", "allowed are " + allowed() + ActionFields.found(proposed.action()));
        } else if (!rules.allow(type.get())) {
            at("action", "action_not_allowed", proposed.action() + " is not allowed here; allowed are " + allowed());
        }
        return type;
    }

    private String allowed() {
        return rules.actions().stream().map(Action.Type::wireName).collect(Collectors.joining(", "));
    }

    private @Nullable Username toJoin(ProposedAction proposed) {
        Username channel = channel(proposed);
        if (channel == null) {
            return null;
        }
        if (leftHere.contains(channel)) {
            at("channel_username", "left_here", channel.mention() + " is left earlier in this plan");
        } else if (joinedHere.contains(channel)) {
            at("channel_username", "joined_twice", channel.mention() + " is joined earlier in this plan");
        } else if (!member.add(channel)) {
            at("channel_username", "already_joined", channel.mention() + " was joined in an earlier visit");
        } else {
            joinedHere.add(channel);
        }
        return channel;
    }

    private @Nullable Username toLeave(ProposedAction proposed) {
        Username channel = whereOneIs(proposed, "before one leaves it");
        if (channel != null && member.remove(channel)) {
            leftHere.add(channel);
        }
        return channel;
    }

    private @Nullable Username whereOneIs(ProposedAction proposed, String what) {
        Username channel = channel(proposed);
        if (channel != null && leftHere.contains(channel)) {
            at("channel_username", "left_here", channel.mention() + " is left earlier in this plan");
        } else if (channel != null && !member.contains(channel)) {
            at("channel_username", "not_joined", channel.mention() + " must be joined " + what);
        }
        return channel;
    }

    private @Nullable Username ofKind(Channel.Kind kind, @Nullable Username channel) {
        boolean wrong = channel != null
                && pool.find(channel).filter(found -> found.kind() != kind).isPresent();
        if (wrong) {
            switch (kind) {
                case GROUP -> at("channel_username", "group_needed", "people write in groups; this is a channel");
                case CHANNEL -> at("channel_username", "channel_needed", "posts are in channels; this is a group");
            }
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
                    "only channels of the pool " + pool.name() + " are allowed" + ActionFields.found(text));
        }
        return channel.orElse(null);
    }

    private @Nullable Username toStart(ProposedAction proposed) {
        Username bot = bot(proposed);
        if (bot != null && !startedHere.add(bot)) {
            at("bot_username", "started_twice", bot.mention() + " is started earlier in this plan");
        }
        return bot;
    }

    /** Where no plan can start bots, writing to one is how it is started. */
    private @Nullable Username startedBot(ProposedAction proposed, String what) {
        Username bot = bot(proposed);
        if (bot != null && rules.allow(Action.Type.START_BOT) && !started.contains(bot) && !startedHere.contains(bot)) {
            at("bot_username", "not_started", bot.mention() + " must be started " + what);
        }
        return bot;
    }

    private @Nullable Username bot(ProposedAction proposed) {
        String text = proposed.botUsername();
        if (text == null) {
            at("bot_username", "bot_missing", proposed.action() + " needs a bot of the pool");
            return null;
        }
        Optional<Username> bot = Username.parse(text).flatMap(pool::bot).map(Bot::username);
        if (bot.isEmpty()) {
            at(
                    "bot_username",
                    "bot_unknown",
                    "only bots of the pool " + pool.name() + " are allowed" + ActionFields.found(text));
        }
        return bot.orElse(null);
    }

    private void atMost(int most, Action.Type type, String rule) {
        if (counts.merge(type, 1, Integer::sum) > most) {
            at("action", rule, "a plan has at most " + most + " " + type.wireName());
        }
    }

    private Duration duration(ActionFields actionFields, Duration least) {
        Duration duration = actionFields.duration(least);
        total = total.plus(duration);
        return duration;
    }

    private void at(String field, String rule, String message) {
        report("actions[%d].%s".formatted(index, field), rule, message);
    }

    void report(String path, String rule, String message) {
        violations.add(new Violation(path, rule, message));
    }
}
