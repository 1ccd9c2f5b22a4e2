package dev.heatup.planner.offline;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.planner.PlanRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One visit as it unfolds: each step looks at what came before. A channel is joined only to be read next, idling happens
 * between two reads, and where to go next is a weighted draw of taste, language, topic at hand and memory. A visit of one
 * action reads where the session is a member already, and joins otherwise.
 */
final class VisitSketch {

    private static final double FOREIGN_LANGUAGE = 0.25;
    private static final double NO_INTEREST = 0.06;
    private static final double READ_IN_THIS_VISIT = 0.1;
    /** How strongly the channel that was read last draws somebody who comes back; the one before half as much. */
    private static final double COMING_BACK = 12;

    private final PlanRequest request;
    private final RandomGenerator random;
    private final Habits habits;
    private final Reasons reasons;
    private final List<Channel> places;
    private final int size;
    private final int mostSeconds;
    private final Set<Username> member;
    private final Set<Username> readHere = new HashSet<>();
    private final List<ProposedAction> actions = new ArrayList<>();
    /** The channel at hand: the last one joined or read. */
    private @Nullable Channel at;

    private boolean mayIdle;

    VisitSketch(PlanRequest request, RandomGenerator random) {
        this.request = request;
        this.random = random;
        this.habits = Habits.of(request.persona().temper());
        this.reasons = new Reasons(request.persona().language(), random);
        List<Channel> channels = request.pool().channels();
        this.places = channels.isEmpty() ? request.pool().groups() : channels;
        this.member = new HashSet<>(request.session().joined());
        this.size = size(request.rules(), random);
        // Even a visit of the longest actions stays within the total.
        this.mostSeconds = (int) Math.min(PlanRules.MAX_ACTION.toSeconds(), PlanRules.MAX_TOTAL.toSeconds() / size);
    }

    ProposedPlan plan() {
        while (left() > 0) {
            if (mayIdle && left() > 1 && random.nextDouble() < habits.idling()) {
                idle();
            } else {
                goSomewhere();
            }
        }
        return new ProposedPlan(actions);
    }

    /** The middle of what is allowed is more common than its ends. */
    private static int size(PlanRules rules, RandomGenerator random) {
        int choices = rules.maxActions() - rules.minActions() + 1;
        return rules.minActions() + (random.nextInt(choices) + random.nextInt(choices)) / 2;
    }

    private int left() {
        return size - actions.size();
    }

    private void goSomewhere() {
        Channel next = choose();
        if (next != null && !member.contains(next.username())) {
            join(next);
            if (left() > 0) {
                read(next, Reasons.Occasion.READ_NEW);
            }
        } else if (next != null) {
            read(next, occasion(next));
        } else if (mayIdle && left() > 1) {
            idle();
        } else if (at != null) {
            read(at, Reasons.Occasion.READ_ON);
        }
    }

    /** Another channel than the one at hand; null when there is none that could still be read. */
    private @Nullable Channel choose() {
        List<Channel> channels = places.stream()
                .filter(channel -> !channel.equals(at))
                .filter(channel -> at == null || left() > 1 || member.contains(channel.username()))
                .filter(channel -> size > 1 || member.contains(channel.username()) || !memberOfPool())
                .toList();
        return channels.isEmpty() ? null : WeightedChoice.weighted(channels, this::weight, random);
    }

    private boolean memberOfPool() {
        return places.stream().anyMatch(channel -> member.contains(channel.username()));
    }

    private double weight(Channel channel) {
        int rank = request.persona().interests().indexOf(channel.topic());
        double weight = rank < 0 ? NO_INTEREST : 1.0 / (rank + 1);
        if (!channel.language().equals(request.persona().language())) {
            weight *= FOREIGN_LANGUAGE;
        }
        if (!member.contains(channel.username())) {
            weight *= habits.curiosity();
        }
        if (at == null) {
            int memory = request.session().recentlyRead().indexOf(channel.username());
            weight *= memory < 0 || !member.contains(channel.username()) ? 1 : 1 + COMING_BACK / (memory + 1);
        } else if (channel.topic().equals(at.topic())) {
            weight *= habits.loyalty();
        }
        return readHere.contains(channel.username()) ? weight * READ_IN_THIS_VISIT : weight;
    }

    private Reasons.Occasion occasion(Channel next) {
        if (readHere.contains(next.username())) {
            return Reasons.Occasion.READ_AGAIN;
        }
        if (request.session().recentlyRead().contains(next.username())) {
            return Reasons.Occasion.READ_RETURN;
        }
        return sameTopic(next) ? Reasons.Occasion.READ_SAME_TOPIC : Reasons.Occasion.READ_KNOWN;
    }

    private boolean sameTopic(Channel next) {
        return at != null && at.topic().equals(next.topic());
    }

    private void join(Channel channel) {
        Reasons.Occasion occasion = at == null
                ? Reasons.Occasion.JOIN_FIRST
                : sameTopic(channel) ? Reasons.Occasion.JOIN_SAME_TOPIC : Reasons.Occasion.JOIN_OTHER_TOPIC;
        add(Action.Type.JOIN_CHANNEL, channel, null, reasons.why(occasion, channel));
        member.add(channel.username());
        at = channel;
        mayIdle = false;
    }

    private void read(Channel channel, Reasons.Occasion occasion) {
        add(Action.Type.READ_MESSAGES, channel, habits.reading(random, mostSeconds), reasons.why(occasion, channel));
        readHere.add(channel.username());
        at = channel;
        mayIdle = true;
    }

    private void idle() {
        add(Action.Type.IDLE, null, habits.idling(random, mostSeconds), reasons.whyIdle());
        mayIdle = false;
    }

    private void add(Action.Type type, @Nullable Channel channel, @Nullable Integer seconds, String reason) {
        String username = channel == null ? null : channel.username().value();
        actions.add(ProposedAction.of(type).channel(username).seconds(seconds).because(reason));
    }
}
