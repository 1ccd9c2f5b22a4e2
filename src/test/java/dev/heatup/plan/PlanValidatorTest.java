package dev.heatup.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.plan.Action.Idle;
import dev.heatup.plan.Action.JoinChannel;
import dev.heatup.plan.Action.ReadMessages;
import dev.heatup.plan.ProposedAction.Draft;
import dev.heatup.session.Session;
import dev.heatup.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanValidatorTest {

    private static final Username NEWS = new Username("hu_news");
    private static final Username BOOKS = new Username("hu_books");
    private static final Pool POOL = new Pool(
            "small", List.of(new Channel(NEWS, "News", "news", "en"), new Channel(BOOKS, "Books", "books", "en")));
    private static final Session NOBODY = Session.unknown(new SessionId("nobody"));
    private static final PlanRules ANY = new PlanRules(1, 20);

    @Test
    void aGoodPlanBecomesItsActionsInOrder() {
        Plan plan = valid(join("hu_news"), read("hu_news", 12), idle(5), read("hu_news", 60));

        assertThat(plan.actions())
                .containsExactly(
                        new JoinChannel(NEWS, "why"),
                        new ReadMessages(NEWS, Duration.ofSeconds(12), "why"),
                        new Idle(Duration.ofSeconds(5), "why"),
                        new ReadMessages(NEWS, Duration.ofSeconds(60), "why"));
        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(77));
        assertThat(plan.size()).isEqualTo(4);
        assertThat(plan).isEqualTo(Plan.recorded(plan.actions())).hasSameHashCodeAs(Plan.recorded(plan.actions()));
        assertThat(plan).isNotEqualTo(Plan.recorded(List.of())).hasToString("Plan" + plan.actions());
        assertThat(plan.actions())
                .extracting(Action::type)
                .containsExactly(
                        Action.Type.JOIN_CHANNEL,
                        Action.Type.READ_MESSAGES,
                        Action.Type.IDLE,
                        Action.Type.READ_MESSAGES);
        assertThat(Action.Type.values())
                .extracting(Action.Type::wireName)
                .containsExactly(
                        "join_channel",
                        "read_messages",
                        "idle",
                        "view_post",
                        "react",
                        "send_message",
                        "leave_channel",
                        "start_bot",
                        "press_button",
                        "message_bot");
    }

    @Test
    void usernamesMayBeWrittenAsPeopleWriteThem() {
        assertThat(valid(join("@HU_News"), read(" https://t.me/hu_news ", 3)).actions())
                .containsExactly(new JoinChannel(NEWS, "why"), new ReadMessages(NEWS, Duration.ofSeconds(3), "why"));
    }

    @Test
    void tooFewAndTooManyActionsAreOneViolation() {
        assertThat(violations(List.of(idle(2), idle(2)), PlanRules.DEFAULT, Set.of()))
                .containsExactly(new Violation("actions", "action_count", "a plan has 3 to 7 actions, this one has 2"));
        assertThat(violations(Collections.nCopies(8, idle(2)), PlanRules.DEFAULT, Set.of()))
                .containsExactly(new Violation("actions", "action_count", "a plan has 3 to 7 actions, this one has 8"));
        assertThat(violations(List.of(), ANY, Set.of()))
                .containsExactly(
                        new Violation("actions", "action_count", "a plan has 1 to 20 actions, this one has 0"));
    }

    @Test
    void theEndsOfTheAllowedCountsAreAllowed() {
        for (int count : List.of(3, 7)) {
            assertThat(new PlanValidator()
                            .validate(
                                    new ProposedPlan(Collections.nCopies(count, idle(2))),
                                    PlanRules.DEFAULT,
                                    POOL,
                                    NOBODY))
                    .isInstanceOf(Validation.Valid.class);
        }
    }

    @Test
    void aProposalFarBeyondTheBoundGetsFewViolations() {
        List<Violation> violations =
                violations(Collections.nCopies(10_000, action("dance", null, null, "why")), ANY, Set.of());

        assertThat(violations).hasSize(21);
        assertThat(violations.getLast().path()).isEqualTo("actions[19].action");
    }

    @Test
    void onlyKnownActionsAreAllowedByTheirExactNames() {
        String allowed = "allowed are join_channel, read_messages, idle, view_post, react, send_message, leave_channel,"
                + " start_bot, press_button, message_bot; ";
        for (String name : List.of("invite", "IDLE", "", "idle ")) {
            assertThat(only(action(name, null, 5, "why")))
                    .isEqualTo(
                            new Violation("actions[0].action", "action_type", allowed + "'" + name + "' is not one"));
        }
        assertThat(only(action(null, null, 5, "why")).message()).isEqualTo(allowed + "none is given");
    }

    @Test
    void onlyChannelsOfThePoolAreAllowed() {
        assertThat(only(join("durov")))
                .isEqualTo(new Violation(
                        "actions[0].channel_username",
                        "channel_unknown",
                        "only channels of the pool small are allowed; 'durov' is not one"));
        assertThat(rules(read("not a name", 5))).containsExactly("channel_unknown");
        assertThat(rules(read("", 5))).containsExactly("channel_unknown");
    }

    @Test
    void joiningAndReadingNeedAChannel() {
        assertThat(only(join(null)))
                .isEqualTo(new Violation(
                        "actions[0].channel_username", "channel_missing", "join_channel needs a channel of the pool"));
        assertThat(only(read(null, 5)).message()).isEqualTo("read_messages needs a channel of the pool");
    }

    @Test
    void aChannelIsJoinedBeforeItIsReadInThisPlanOrAnEarlierVisit() {
        assertThat(only(read("hu_books", 5)))
                .isEqualTo(new Violation(
                        "actions[0].channel_username", "not_joined", "@hu_books must be joined before it is read"));
        assertThat(rules(read("hu_books", 5), join("hu_books"))).containsExactly("not_joined");
        assertThat(violations(List.of(read("hu_books", 5)), ANY, Set.of(BOOKS))).isEmpty();
    }

    @Test
    void aChannelIsJoinedOnce() {
        assertThat(violations(List.of(join("hu_news")), ANY, Set.of(NEWS)))
                .containsExactly(new Violation(
                        "actions[0].channel_username", "already_joined", "@hu_news was joined in an earlier visit"));
        assertThat(violations(List.of(join("hu_news"), join("@hu_news")), ANY, Set.of()))
                .containsExactly(new Violation(
                        "actions[1].channel_username", "joined_twice", "@hu_news is joined earlier in this plan"));
    }

    @Test
    void aReadTakesThreeToSixtySeconds() {
        assertThat(violations(List.of(read("hu_news", 3), read("hu_news", 60)), ANY, Set.of(NEWS)))
                .isEmpty();
        assertThat(only(Set.of(NEWS), read("hu_news", 2)))
                .isEqualTo(new Violation(
                        "actions[0].duration_seconds", "duration_range", "read_messages takes 3 to 60 s, 2 is given"));
        assertThat(only(Set.of(NEWS), read("hu_news", 61)).message()).endsWith("61 is given");
        assertThat(only(Set.of(NEWS), read("hu_news", null)).message()).endsWith("none is given");
    }

    @Test
    void idlingTakesTwoToSixtySecondsAndHasNoChannel() {
        assertThat(violations(List.of(idle(2), idle(60)), ANY, Set.of())).isEmpty();
        assertThat(only(idle(1)).message()).isEqualTo("idle takes 2 to 60 s, 1 is given");
        assertThat(only(idle(61)).rule()).isEqualTo("duration_range");
        assertThat(only(idle(-5)).rule()).isEqualTo("duration_range");
        assertThat(only(action("idle", "hu_news", 5, "why")))
                .isEqualTo(new Violation("actions[0].channel_username", "field_not_allowed", "idle has no channel"));
    }

    @Test
    void joiningTakesNoTime() {
        assertThat(only(action("join_channel", "hu_news", 5, "why")))
                .isEqualTo(new Violation(
                        "actions[0].duration_seconds", "field_not_allowed", "join_channel takes no time"));
    }

    @Test
    void aZeroOrAnEmptyTextMayFillAFieldThatDoesNotApply() {
        assertThat(violations(
                        List.of(action("join_channel", "hu_news", 0, "why"), action("idle", " ", 5, "why")),
                        ANY,
                        Set.of()))
                .isEmpty();
    }

    @Test
    void aVisitTakesAtMostFifteenMinutes() {
        assertThat(violations(Collections.nCopies(15, idle(60)), ANY, Set.of())).isEmpty();
        List<ProposedAction> longer = new ArrayList<>(Collections.nCopies(15, idle(60)));
        longer.add(idle(2));
        assertThat(violations(longer, ANY, Set.of()))
                .containsExactly(new Violation(
                        "actions", "total_duration", "a visit takes at most 900 s, this one takes 902 s"));
    }

    @Test
    void everyActionNeedsAReasonOfAtMost200CharactersOnOneLine() {
        assertThat(only(because(null)))
                .isEqualTo(new Violation(
                        "actions[0].reason", "reason_missing", "an action needs a reason of 1 to 200 characters"));
        assertThat(only(because("  ")).rule()).isEqualTo("reason_missing");
        assertThat(only(because("x".repeat(201))))
                .isEqualTo(new Violation("actions[0].reason", "reason_length", "a reason has at most 200 characters"));
        for (String character :
                List.of("\n", "\r", "\u0000", "\u0085", "\u2028", "\u2029", "\u202E", "\u200B", "\uD800")) {
            assertThat(only(because("a" + character + "b")))
                    .isEqualTo(new Violation(
                            "actions[0].reason",
                            "reason_characters",
                            "a reason has no control characters and no line breaks"));
        }
    }

    @Test
    void aReasonIsCountedInCharactersAndKeepsComposedEmoji() {
        String rockets = "\uD83D\uDE80".repeat(200);
        String family = "\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(valid(because(rockets)).actions().getFirst().reason()).isEqualTo(rockets);
        assertThat(valid(because("  " + family + " ")).actions().getFirst().reason())
                .isEqualTo(family);
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnceInTheOrderOfThePlan() {
        assertThat(violations(
                        List.of(
                                action("join_channel", "nowhere_at_all", 5, null),
                                action("fly", null, null, "why"),
                                action("read_messages", "hu_news", 2, "\n!")),
                        new PlanRules(1, 2),
                        Set.of()))
                .extracting(v -> v.path() + " " + v.rule())
                .containsExactly(
                        "actions action_count",
                        "actions[0].reason reason_missing",
                        "actions[0].channel_username channel_unknown",
                        "actions[0].duration_seconds field_not_allowed",
                        "actions[1].action action_type",
                        "actions[2].reason reason_characters",
                        "actions[2].channel_username not_joined",
                        "actions[2].duration_seconds duration_range");
    }

    @Test
    void untrustedTextIsQuotedShortAndOnOneLine() {
        assertThat(only(join("x\n" + "y".repeat(5000))).message())
                .isEqualTo("only channels of the pool small are allowed; 'x\uFFFD" + "y".repeat(38) + "' is not one");
        assertThat(only(action("a\u202Eb", null, null, "why")).message()).contains("'a\uFFFDb'");
    }

    @Test
    void rulesAllowOneToTwentyActions() {
        assertThat(new PlanRules(1, 20).maxActions()).isEqualTo(20);
        assertThat(new PlanRules(4, 4).minActions()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> new PlanRules(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new PlanRules(1, 21));
        assertThatIllegalArgumentException().isThrownBy(() -> new PlanRules(3, 2));
    }

    @Test
    void aLimitLowersTheFewestActionsOnlyWhenItMust() {
        assertThat(PlanRules.DEFAULT.atMost(5)).isEqualTo(new PlanRules(3, 5));
        assertThat(PlanRules.DEFAULT.atMost(1)).isEqualTo(new PlanRules(1, 1));
        assertThat(PlanRules.DEFAULT.atMost(20)).isEqualTo(new PlanRules(3, 20));
    }

    private static final Username TALK = new Username("hu_talk");
    private static final Username MENU = new Username("hu_menu_bot");
    private static final Username HELP = new Username("hu_help_bot");
    private static final Pool LIVELY = new Pool(
            "lively",
            List.of(
                    new Channel(NEWS, "News", "news", "en"),
                    new Channel(TALK, "Talk", "news", "en", Channel.Kind.GROUP)),
            List.of(new Bot(MENU, "Menu", "", List.of()), new Bot(HELP, "Help", "", List.of())));
    private static final Session REGULAR = new Session(
            new SessionId("regular"), Set.of(NEWS, TALK), Set.of(), List.of(), Set.of(HELP), Map.of(), null);

    private static Draft act(String action) {
        return ProposedAction.named(action);
    }

    private static List<String> lively(PlanRules rules, Session session, ProposedAction... actions) {
        return switch (new PlanValidator().validate(new ProposedPlan(List.of(actions)), rules, LIVELY, session)) {
            case Validation.Valid(Plan _) -> List.of();
            case Validation.Invalid(List<Violation> violations) ->
                violations.stream().map(v -> v.path() + " " + v.rule()).toList();
        };
    }

    private static List<String> regular(ProposedAction... actions) {
        return lively(ANY, REGULAR, actions);
    }

    private static List<String> newcomer(ProposedAction... actions) {
        return lively(ANY, NOBODY, actions);
    }

    private static Plan plan(ProposedAction... actions) {
        return ((Validation.Valid)
                        new PlanValidator().validate(new ProposedPlan(List.of(actions)), ANY, LIVELY, REGULAR))
                .plan();
    }

    @Test
    void everyActionBecomesWhatWasWritten() {
        assertThat(plan(
                                act("view_post").channel("hu_news").seconds(3).because("why"),
                                act("react")
                                        .channel("hu_news")
                                        .emoji("\u2764\uFE0F")
                                        .because("why"),
                                act("react").channel("hu_talk").because("why"),
                                act("send_message")
                                        .channel("@hu_talk")
                                        .intent(" say hi ")
                                        .reply(true)
                                        .because("why"),
                                act("send_message")
                                        .channel("hu_talk")
                                        .intent("ask")
                                        .because("why"),
                                act("start_bot")
                                        .bot("@HU_Menu_bot")
                                        .payload("table_5")
                                        .because("why"),
                                act("start_bot").bot("hu_help_bot").payload("").because("why"),
                                act("press_button")
                                        .bot("hu_menu_bot")
                                        .intent("go on")
                                        .because("why"),
                                act("message_bot")
                                        .bot("hu_help_bot")
                                        .intent("get help")
                                        .maxTurns(6)
                                        .because("why"),
                                act("message_bot")
                                        .bot("hu_menu_bot")
                                        .intent("order")
                                        .because("why"),
                                act("leave_channel").channel("hu_news").because("why"))
                        .actions())
                .containsExactly(
                        new Action.ViewPost(NEWS, Duration.ofSeconds(3), "why"),
                        new Action.React(NEWS, "\u2764\uFE0F", "why"),
                        new Action.React(TALK, null, "why"),
                        new Action.SendMessage(TALK, "say hi", true, "why"),
                        new Action.SendMessage(TALK, "ask", false, "why"),
                        new Action.StartBot(MENU, "table_5", "why"),
                        new Action.StartBot(HELP, null, "why"),
                        new Action.PressButton(MENU, "go on", "why"),
                        new Action.MessageBot(HELP, "get help", 6, "why"),
                        new Action.MessageBot(MENU, "order", 3, "why"),
                        new Action.LeaveChannel(NEWS, "why"));
        assertThat(plan(act("view_post").channel("hu_news").seconds(9).because("why"))
                        .duration())
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(plan(act("react").channel("hu_news").because("why")).duration())
                .isZero();
    }

    @Test
    void onlyWhereOneIsOneReadsViewsReactsWritesOrLeaves() {
        assertThat(newcomer(
                        act("read_messages").channel("hu_news").seconds(5).because("why"),
                        act("view_post").channel("hu_news").seconds(5).because("why"),
                        act("react").channel("hu_news").because("why"),
                        act("send_message").channel("hu_talk").intent("hi").because("why"),
                        act("leave_channel").channel("hu_news").because("why")))
                .containsExactly(
                        "actions[0].channel_username not_joined",
                        "actions[1].channel_username not_joined",
                        "actions[2].channel_username not_joined",
                        "actions[3].channel_username not_joined",
                        "actions[4].channel_username not_joined");
        assertThat(newcomer(
                        act("join_channel").channel("hu_talk").because("why"),
                        act("send_message").channel("hu_talk").intent("hi").because("why"),
                        act("leave_channel").channel("hu_talk").because("why")))
                .isEmpty();
    }

    @Test
    void afterLeavingNothingHappensThereAnyMore() {
        assertThat(regular(
                        act("leave_channel").channel("hu_talk").because("why"),
                        act("read_messages").channel("hu_talk").seconds(5).because("why"),
                        act("send_message").channel("hu_talk").intent("hi").because("why"),
                        act("react").channel("hu_talk").because("why"),
                        act("leave_channel").channel("hu_talk").because("why"),
                        act("join_channel").channel("hu_talk").because("why")))
                .containsExactly(
                        "actions[1].channel_username left_here",
                        "actions[2].channel_username left_here",
                        "actions[3].channel_username left_here",
                        "actions[4].channel_username left_here",
                        "actions[5].channel_username left_here");
    }

    @Test
    void peopleWriteInGroupsAndViewPostsOfChannels() {
        assertThat(regular(
                        act("send_message").channel("hu_news").intent("hi").because("why"),
                        act("view_post").channel("hu_talk").seconds(5).because("why")))
                .containsExactly(
                        "actions[0].channel_username group_needed", "actions[1].channel_username channel_needed");
    }

    @Test
    void aBotIsStartedOnceAndBeforeAnythingElse() {
        ProposedAction start = act("start_bot").bot("hu_menu_bot").because("why");
        ProposedAction press =
                act("press_button").bot("hu_menu_bot").intent("go on").because("why");
        ProposedAction talk =
                act("message_bot").bot("hu_menu_bot").intent("order").because("why");

        assertThat(regular(press, talk, start, press, talk, start))
                .containsExactly(
                        "actions[0].bot_username not_started",
                        "actions[1].bot_username not_started",
                        "actions[5].bot_username started_twice");
        assertThat(regular(act("message_bot").bot("hu_help_bot").intent("order").because("why")))
                .isEmpty();
    }

    @Test
    void onlyBotsOfThePoolAreAllowed() {
        assertThat(regular(
                        act("start_bot").because("why"),
                        act("start_bot").bot("BotFather").because("why"),
                        act("message_bot").bot("hu_news").intent("hi").because("why"),
                        act("press_button").bot("not a name").intent("hi").because("why")))
                .containsExactly(
                        "actions[0].bot_username bot_missing",
                        "actions[1].bot_username bot_unknown",
                        "actions[2].bot_username bot_unknown",
                        "actions[3].bot_username bot_unknown");
    }

    @Test
    void aPlanHasThreeMessagesAndTwoConversationsAtMost() {
        ProposedAction message =
                act("send_message").channel("hu_talk").intent("hi").because("why");
        ProposedAction talk = act("message_bot").bot("hu_help_bot").intent("hi").because("why");

        assertThat(regular(message, message, message, talk, talk)).isEmpty();
        assertThat(regular(message, message, message, message, talk, talk, talk))
                .containsExactly("actions[3].action too_many_messages", "actions[6].action too_many_conversations");
    }

    @Test
    void anIntentIsOneLineOfAtMost200Characters() {
        assertThat(regular(
                        act("send_message").channel("hu_talk").because("why"),
                        act("message_bot").bot("hu_help_bot").intent(" ").because("why"),
                        act("press_button")
                                .bot("hu_help_bot")
                                .intent("x".repeat(201))
                                .because("why"),
                        act("send_message").channel("hu_talk").intent("a\nb").because("why"),
                        act("send_message")
                                .channel("hu_talk")
                                .intent("x".repeat(200))
                                .because("why")))
                .containsExactly(
                        "actions[0].intent intent_missing",
                        "actions[1].intent intent_missing",
                        "actions[2].intent intent_length",
                        "actions[3].intent intent_characters");
    }

    @Test
    void emojiPayloadsAndTurnsHaveTheirForms() {
        for (String emoji :
                List.of("x", "hello", "5", "\uD83D\uDD25a", "\uD83D\uDD25 \uD83D\uDD25", "\uD83D\uDD25".repeat(9))) {
            assertThat(regular(act("react").channel("hu_news").emoji(emoji).because("why")))
                    .as(emoji)
                    .containsExactly("actions[0].emoji emoji_form");
        }
        for (String payload : List.of("a b", "a/b", "x".repeat(65), "\u0444")) {
            assertThat(regular(
                            act("start_bot").bot("hu_menu_bot").payload(payload).because("why")))
                    .containsExactly("actions[0].payload payload_form");
        }
        assertThat(regular(act("start_bot")
                        .bot("hu_menu_bot")
                        .payload("x".repeat(64))
                        .because("why")))
                .isEmpty();
        for (int turns : List.of(-1, 0, 7)) {
            assertThat(regular(act("message_bot")
                            .bot("hu_help_bot")
                            .intent("hi")
                            .maxTurns(turns)
                            .because("why")))
                    .containsExactly("actions[0].max_turns turns_range");
        }
        assertThat(regular(act("message_bot")
                        .bot("hu_help_bot")
                        .intent("hi")
                        .maxTurns(1)
                        .because("why")))
                .isEmpty();
    }

    @Test
    void eachActionHasItsOwnFieldsAlone() {
        assertThat(regular(ProposedAction.named("idle")
                        .channel("hu_news")
                        .bot("hu_help_bot")
                        .seconds(5)
                        .intent("hi")
                        .emoji("\uD83D\uDD25")
                        .reply(true)
                        .payload("p")
                        .maxTurns(2)
                        .because("why")))
                .containsExactly(
                        "actions[0].channel_username field_not_allowed",
                        "actions[0].bot_username field_not_allowed",
                        "actions[0].intent field_not_allowed",
                        "actions[0].emoji field_not_allowed",
                        "actions[0].reply field_not_allowed",
                        "actions[0].payload field_not_allowed",
                        "actions[0].max_turns field_not_allowed");
        assertThat(regular(ProposedAction.named("idle")
                        .channel("")
                        .bot(" ")
                        .seconds(5)
                        .intent("")
                        .emoji("")
                        .reply(false)
                        .payload("")
                        .maxTurns(0)
                        .because("why")))
                .isEmpty();
        for (String quick : List.of("join_channel", "react", "send_message", "leave_channel")) {
            assertThat(regular(act(quick)
                            .channel("hu_talk")
                            .intent("hi")
                            .seconds(5)
                            .because("why")))
                    .contains("actions[0].duration_seconds field_not_allowed");
        }
        for (String withBot : List.of("start_bot", "press_button", "message_bot")) {
            assertThat(regular(act(withBot)
                            .bot("hu_help_bot")
                            .intent("hi")
                            .channel("hu_news")
                            .seconds(1)
                            .because("why")))
                    .contains(
                            "actions[0].channel_username field_not_allowed",
                            "actions[0].duration_seconds field_not_allowed");
        }
    }

    @Test
    void throughAGatewayOnlySixActionsAreAllowedWhateverElseIsSet() {
        assertThat(PlanRules.THROUGH_A_GATEWAY)
                .extracting(Action.Type::wireName)
                .containsExactlyInAnyOrder(
                        "join_channel", "leave_channel", "read_messages", "idle", "send_message", "message_bot");
        PlanRules rules = ANY.only(PlanRules.THROUGH_A_GATEWAY);
        assertThat(lively(
                        rules.atMost(15),
                        REGULAR,
                        act("view_post").channel("hu_news").seconds(5).because("why"),
                        act("react").channel("hu_news").because("why"),
                        act("start_bot").bot("hu_menu_bot").because("why"),
                        act("press_button").bot("hu_help_bot").intent("hi").because("why")))
                .containsExactly(
                        "actions[0].action action_not_allowed",
                        "actions[1].action action_not_allowed",
                        "actions[2].action action_not_allowed",
                        "actions[3].action action_not_allowed");
        assertThat(lively(
                        rules,
                        REGULAR,
                        act("message_bot").bot("hu_menu_bot").intent("hi").because("why"),
                        act("send_message").channel("hu_talk").intent("hi").because("why"),
                        act("leave_channel").channel("hu_news").because("why")))
                .isEmpty();
    }

    private static Session member(Set<Username> joined) {
        return new Session(new SessionId("somebody"), joined, Set.of(), List.of(), Set.of(), Map.of(), null);
    }

    private static ProposedAction action(
            @Nullable String action, @Nullable String channel, @Nullable Integer seconds, @Nullable String reason) {
        return ProposedAction.named(action).channel(channel).seconds(seconds).because(reason);
    }

    private static ProposedAction join(@Nullable String channel) {
        return action("join_channel", channel, null, "why");
    }

    private static ProposedAction read(@Nullable String channel, @Nullable Integer seconds) {
        return action("read_messages", channel, seconds, "why");
    }

    private static ProposedAction idle(int seconds) {
        return action("idle", null, seconds, "why");
    }

    private static ProposedAction because(@Nullable String reason) {
        return action("idle", null, 5, reason);
    }

    private static Plan valid(ProposedAction... actions) {
        Validation validation = new PlanValidator().validate(new ProposedPlan(List.of(actions)), ANY, POOL, NOBODY);
        assertThat(validation).isInstanceOf(Validation.Valid.class);
        return ((Validation.Valid) validation).plan();
    }

    private static Violation only(ProposedAction action) {
        return only(Set.of(), action);
    }

    private static Violation only(Set<Username> joined, ProposedAction action) {
        List<Violation> violations = violations(List.of(action), ANY, joined);
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }

    private static List<String> rules(ProposedAction... actions) {
        return violations(List.of(actions), ANY, Set.of()).stream()
                .map(Violation::rule)
                .toList();
    }

    private static List<Violation> violations(List<ProposedAction> actions, PlanRules rules, Set<Username> joined) {
        return switch (new PlanValidator().validate(new ProposedPlan(actions), rules, POOL, member(joined))) {
            case Validation.Valid(Plan _) -> List.of();
            case Validation.Invalid(List<Violation> violations) -> violations;
        };
    }
}
