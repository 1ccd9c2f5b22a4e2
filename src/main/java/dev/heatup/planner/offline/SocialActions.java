package dev.heatup.planner.offline;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.planner.PlanRequest;
import dev.heatup.planner.offline.ContactReasons.Contact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a visit has beyond reading: people react to what they have read, talk in groups after reading there, talk to bots
 * that they have started, and leave what bores them. It is added to a reader's visit as far as there is room, from chance
 * of its own, so that the visit stays the same where none of it is allowed.
 */
final class SocialActions {

    private static final double FOREIGN_LANGUAGE = 0.2;
    private static final double NO_INTEREST = 0.15;
    private static final double STRANGER = 0.5;
    private static final double AT_FIRST = 0.3;
    private static final double PRESSING = 0.25;
    private static final double REPLYING = 0.6;
    private static final double DEEP_LINK = 0.5;
    private static final double LOOKING_CLOSELY = 0.6;
    private static final int MIN_TURNS = 2;
    private static final int MAX_VIEW = 15;
    private static final int MAX_READ = 30;

    private final PlanRequest request;
    private final RandomGenerator random;
    private final Habits habits;
    private final ContactReasons contactReasons;
    private final List<ProposedAction> actions;
    private int secondsLeft;

    /** @param reading a valid visit that only joins, reads and idles */
    SocialActions(PlanRequest request, RandomGenerator random, ProposedPlan reading) {
        this.request = request;
        this.random = random;
        this.habits = Habits.of(request.persona().temper());
        this.contactReasons = new ContactReasons(request.persona().language(), random);
        this.actions = new ArrayList<>(reading.actions());
        this.secondsLeft = (int) PlanRules.MAX_TOTAL.toSeconds()
                - actions.stream()
                        .map(ProposedAction::durationSeconds)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    ProposedPlan plan() {
        insert(withABot());
        insert(inAGroup());
        react();
        leave();
        return new ProposedPlan(actions);
    }

    private int room() {
        return request.rules().maxActions() - actions.size();
    }

    private boolean may(Action.Type type) {
        return request.rules().allow(type);
    }

    private boolean draws(double share) {
        return random.nextDouble() < share;
    }

    private void insert(List<ProposedAction> some) {
        if (!some.isEmpty() && some.size() <= room()) {
            actions.addAll(draws(AT_FIRST) ? 0 : actions.size(), some);
        }
    }

    private List<ProposedAction> withABot() {
        List<Bot> bots = request.pool().bots();
        if (bots.isEmpty()
                || !may(Action.Type.MESSAGE_BOT)
                || !draws(habits.social().bots())) {
            return List.of();
        }
        Bot bot = bots.get(random.nextInt(bots.size()));
        List<ProposedAction> talk = new ArrayList<>();
        if (may(Action.Type.START_BOT) && !request.session().startedBots().contains(bot.username())) {
            talk.add(ProposedAction.of(Action.Type.START_BOT)
                    .bot(bot.username().value())
                    .payload(payload(bot))
                    .because(contactReasons.why(Contact.START, bot.title())));
        }
        if (may(Action.Type.PRESS_BUTTON) && draws(PRESSING)) {
            talk.add(ProposedAction.of(Action.Type.PRESS_BUTTON)
                    .bot(bot.username().value())
                    .intent(contactReasons.intent(Contact.PRESS))
                    .because(contactReasons.why(Contact.PRESS, bot.title())));
        } else {
            talk.add(ProposedAction.of(Action.Type.MESSAGE_BOT)
                    .bot(bot.username().value())
                    .intent(contactReasons.intent(Contact.TALK))
                    .maxTurns(random.nextInt(MIN_TURNS, PlanRules.MAX_TURNS + 1))
                    .because(contactReasons.why(Contact.TALK, bot.title())));
        }
        return talk;
    }

    private @Nullable String payload(Bot bot) {
        return bot.payloads().isEmpty() || !draws(DEEP_LINK)
                ? null
                : bot.payloads().get(random.nextInt(bot.payloads().size()));
    }

    /** Reads before writing, and joins before reading. */
    private List<ProposedAction> inAGroup() {
        Set<Username> joined = request.session().joined();
        List<Channel> groups = request.pool().groups().stream()
                .filter(group -> !isInPlan(group.username()))
                .toList();
        if (groups.isEmpty()
                || !may(Action.Type.SEND_MESSAGE)
                || !draws(habits.social().writing())) {
            return List.of();
        }
        Channel group = WeightedChoice.weighted(groups, chat -> weight(chat, joined), random);
        int seconds = habits.reading(random, MAX_READ);
        List<ProposedAction> talk = new ArrayList<>();
        if (!joined.contains(group.username())) {
            talk.add(in(Action.Type.JOIN_CHANNEL, group).because(contactReasons.why(Contact.JOIN, group.title())));
        }
        talk.add(in(Action.Type.READ_MESSAGES, group)
                .seconds(seconds)
                .because(contactReasons.why(Contact.READ, group.title())));
        talk.add(in(Action.Type.SEND_MESSAGE, group)
                .intent(contactReasons.intent(Contact.WRITE))
                .reply(draws(REPLYING))
                .because(contactReasons.why(Contact.WRITE, group.title())));
        if (talk.size() > room() || !spend(seconds)) {
            return List.of();
        }
        return talk;
    }

    private double weight(Channel group, Set<Username> joined) {
        int rank = request.persona().interests().indexOf(group.topic());
        return (rank < 0 ? NO_INTEREST : 1.0 / (rank + 1))
                * (group.language().equals(request.persona().language()) ? 1 : FOREIGN_LANGUAGE)
                * (joined.contains(group.username()) ? 1 : STRANGER);
    }

    /** Behind what was read, and after a closer look where there is room for one. */
    private void react() {
        if (!may(Action.Type.REACT)) {
            return;
        }
        for (int i = 0; i < actions.size(); i++) {
            Channel read = channelRead(actions.get(i));
            if (read == null || room() == 0 || !draws(habits.social().reacting())) {
                continue;
            }
            if (may(Action.Type.VIEW_POST) && room() > 1 && draws(LOOKING_CLOSELY)) {
                int seconds = habits.viewing(random, MAX_VIEW);
                if (spend(seconds)) {
                    actions.add(
                            ++i,
                            in(Action.Type.VIEW_POST, read)
                                    .seconds(seconds)
                                    .because(contactReasons.why(Contact.VIEW, read.title())));
                }
            }
            actions.add(++i, in(Action.Type.REACT, read).because(contactReasons.why(Contact.REACT, read.title())));
        }
    }

    private @Nullable Channel channelRead(ProposedAction action) {
        String name = action.channelUsername();
        return name != null && Action.Type.READ_MESSAGES.wireName().equals(action.action())
                ? request.pool()
                        .find(new Username(name))
                        .filter(chat -> chat.kind() == Channel.Kind.CHANNEL)
                        .orElse(null)
                : null;
    }

    /** Only what was joined in an earlier visit, is no interest, and has no part in this one. */
    private void leave() {
        if (room() == 0
                || !may(Action.Type.LEAVE_CHANNEL)
                || !draws(habits.social().leaving())) {
            return;
        }
        List<Channel> boring = request.pool().chats().stream()
                .filter(chat -> request.session().joined().contains(chat.username()))
                .filter(chat -> !request.persona().interests().contains(chat.topic()))
                .filter(chat -> !isInPlan(chat.username()))
                .toList();
        if (!boring.isEmpty()) {
            Channel chat = boring.get(random.nextInt(boring.size()));
            actions.add(in(Action.Type.LEAVE_CHANNEL, chat).because(contactReasons.why(Contact.LEAVE, chat.title())));
        }
    }

    private boolean isInPlan(Username chat) {
        return actions.stream().anyMatch(action -> chat.value().equals(action.channelUsername()));
    }

    private boolean spend(int seconds) {
        if (seconds > secondsLeft) {
            return false;
        }
        secondsLeft -= seconds;
        return true;
    }

    private static ProposedAction.Draft in(Action.Type type, Channel chat) {
        return ProposedAction.of(type).channel(chat.username().value());
    }
}
