package dev.heatup.planner.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.PlanValidator;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.Validation;
import dev.heatup.session.Session;
import dev.heatup.session.SessionId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixedPlannerTest {

    private static final Session NOBODY = Session.unknown(new SessionId("s1"));
    private static final Channel NEWS = new Channel(new Username("hu_city_news"), "City News", "news", "en");
    private static final Channel MUSIC = new Channel(new Username("hu_new_records"), "New Records", "music", "en");
    private static final Channel TALK =
            new Channel(new Username("hu_kitchen_table"), "Kitchen Table", "cooking", "en", Channel.Kind.GROUP);
    private static final Bot BOT = new Bot(new Username("hu_menu_bot"), "Menu", "", List.of());
    private static final Pool ALL = new Pool("default", List.of(NEWS, MUSIC, TALK), List.of(BOT));

    static Stream<Pool> pools() {
        return Stream.of(
                ALL,
                new Pool("default", List.of(NEWS)),
                new Pool("default", List.of(TALK)),
                new Pool("default", List.of(TALK), List.of(BOT)),
                new Pool("default", List.of(NEWS), List.of(BOT)));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void thePlanIsValidUnderAllRules(Pool pool) {
        for (int least = 1; least <= PlanRules.MAX_ACTIONS; least++) {
            for (int most = least; most <= PlanRules.MAX_ACTIONS; most++) {
                PlanRules rules = new PlanRules(least, most, PlanRules.THROUGH_A_GATEWAY);

                assertThat(new PlanValidator().validate(FixedPlanner.plan(pool, rules, 7), rules, pool, NOBODY))
                        .isInstanceOf(Validation.Valid.class);
            }
        }
    }

    @Test
    void theVisitHasWhatIsAllowedThroughAGateway() {
        assertThat(actions(new PlanRules(3, 8), 7))
                .containsExactly(
                        "join_channel",
                        "read_messages",
                        "send_message",
                        "leave_channel",
                        "message_bot",
                        "join_channel",
                        "read_messages",
                        "leave_channel");
    }

    @Test
    void theSeedChoosesTheChatsAndNothingElse() {
        assertThat(LongStream.range(0, 50).mapToObj(seed -> actions(PlanRules.DEFAULT, seed)))
                .allMatch(actions(PlanRules.DEFAULT, 0)::equals);
        assertThat(LongStream.range(0, 50).boxed().flatMap(seed -> chats(seed).stream()))
                .contains("hu_city_news", "hu_new_records", "hu_kitchen_table");
        assertThat(FixedPlanner.plan(ALL, PlanRules.DEFAULT, 9))
                .isEqualTo(FixedPlanner.plan(ALL, PlanRules.DEFAULT, 9));
    }

    @Test
    void reasonsAndIntentsSayThatItIsATest() {
        assertThat(FixedPlanner.plan(ALL, new PlanRules(20, 20), 7).actions())
                .allSatisfy(action -> assertThat(action.reason()).startsWith("Test: "))
                .filteredOn(action -> action.intent() != null)
                .extracting(ProposedAction::intent)
                .containsOnly("Test");
    }

    @Test
    void whatTheRulesDemandBeyondTheVisitIsIdling() {
        assertThat(actions(new PlanRules(12, 12), 7).subList(8, 12))
                .containsExactlyElementsOf(IntStream.range(0, 4)
                        .mapToObj(_ -> Action.Type.IDLE.wireName())
                        .toList());
    }

    private static List<String> actions(PlanRules rules, long seed) {
        return FixedPlanner.plan(ALL, rules, seed).actions().stream()
                .map(action -> String.valueOf(action.action()))
                .toList();
    }

    private static List<String> chats(long seed) {
        return FixedPlanner.plan(ALL, PlanRules.DEFAULT, seed).actions().stream()
                .flatMap(action -> Stream.ofNullable(action.channelUsername()))
                .toList();
    }
}
