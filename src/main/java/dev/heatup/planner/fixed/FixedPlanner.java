package dev.heatup.planner.fixed;

import dev.heatup.chance.SeededDraw;
import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.plan.Action;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Proposes the same visit for everybody: a group is joined, read, written to and left, a bot is written to, a channel is
 * joined, read and left. Only which of the pool's chats they are comes from the seed. It knows of no person and no earlier
 * visit; whoever is in a chat already joins it again, which networks answer with what is so. Stateless and thread-safe.
 */
public final class FixedPlanner {

    private static final int READ_SECONDS = 5;
    private static final int IDLE_SECONDS = 5;
    private static final int TURNS = 2;
    private static final String INTENT = "Test";

    private FixedPlanner() {}

    /**
     * A valid plan for a session of which nothing is known. As many actions of the visit as the rules allow, and idling
     * when they demand more.
     */
    public static ProposedPlan plan(Pool pool, PlanRules rules, long seed) {
        List<ProposedAction> visit = Stream.of(
                        chosen(pool.groups(), seed, "group").stream().flatMap(FixedPlanner::inGroup),
                        chosen(pool.bots(), seed, "bot").stream().flatMap(FixedPlanner::withBot),
                        chosen(pool.channels(), seed, "channel").stream().flatMap(FixedPlanner::inChannel))
                .flatMap(part -> part)
                .limit(rules.maxActions())
                .toList();
        List<ProposedAction> actions = new ArrayList<>(visit);
        while (actions.size() < rules.minActions()) {
            actions.add(
                    ProposedAction.of(Action.Type.IDLE).seconds(IDLE_SECONDS).because("Test: idle"));
        }
        return new ProposedPlan(actions);
    }

    private static <T> List<T> chosen(List<T> all, long seed, String what) {
        return all.isEmpty() ? List.of() : List.of(all.get(SeededDraw.index(SeededDraw.of(seed, what), all.size())));
    }

    private static Stream<ProposedAction> inGroup(Channel group) {
        return Stream.of(
                in(Action.Type.JOIN_CHANNEL, group).because("Test: join a group"),
                in(Action.Type.READ_MESSAGES, group).seconds(READ_SECONDS).because("Test: read a group"),
                in(Action.Type.SEND_MESSAGE, group).intent(INTENT).because("Test: write in a group"),
                in(Action.Type.LEAVE_CHANNEL, group).because("Test: leave a group"));
    }

    private static Stream<ProposedAction> withBot(Bot bot) {
        return Stream.of(ProposedAction.of(Action.Type.MESSAGE_BOT)
                .bot(bot.username().value())
                .intent(INTENT)
                .maxTurns(TURNS)
                .because("Test: write to a bot"));
    }

    private static Stream<ProposedAction> inChannel(Channel channel) {
        return Stream.of(
                in(Action.Type.JOIN_CHANNEL, channel).because("Test: join a channel"),
                in(Action.Type.READ_MESSAGES, channel).seconds(READ_SECONDS).because("Test: read a channel"),
                in(Action.Type.LEAVE_CHANNEL, channel).because("Test: leave a channel"));
    }

    private static ProposedAction.Draft in(Action.Type type, Channel chat) {
        return ProposedAction.of(type).channel(chat.username().value());
    }
}
