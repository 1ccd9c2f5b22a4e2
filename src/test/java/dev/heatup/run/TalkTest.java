package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.heatup.channel.Username;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.Occasion;
import dev.heatup.dialogue.Writing;
import dev.heatup.llm.Tokens;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.StepResult.Answer;
import dev.heatup.run.StepResult.Turn;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that meet other people and bots, carried out claim by claim, and broken off at any of them. */
class TalkTest {

    private static final Username GROUP = new Username("hu_kitchen_table");
    private static final Username NEWS = new Username("hu_city_news");
    private static final Username MENU = new Username(TalkingNetwork.BOT);
    private static final Action WRITE = new Action.SendMessage(GROUP, "share a tip", true, "Say something");
    private static final Action REACT = new Action.React(NEWS, null, "A good one");
    private static final Action START = new Action.StartBot(MENU, "table_5", "Try it");
    private static final Action PRESS = new Action.PressButton(MENU, "see the drinks", "Look further");
    private static final Action TALK = new Action.MessageBot(MENU, "order soup", 3, "Get some soup");

    private final SettableTime clock = new SettableTime(NOW);
    private final TalkingNetwork network = new TalkingNetwork(Gateway.Reach.SANDBOX);
    private final Deque<Move> moves = new ArrayDeque<>();
    private final List<Occasion> occasions = new ArrayList<>();
    private final List<SessionChange> changes = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private Run run = RunFixtures.given(1);

    private final Visits visits = new Visits() {
        @Override
        public Visit plan(Order order) {
            throw new AssertionError("the plan is given");
        }

        @Override
        public Pacing pacing(Order order) {
            return new Pacing(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
        }

        @Override
        public Writing.Result write(Order order, Username chat, Occasion occasion, Duration patience) {
            occasions.add(occasion);
            Move move = moves.isEmpty() ? freely(occasion) : moves.removeFirst();
            return new Writing.Result(move, new Tokens(30, 20, 10));
        }
    };

    /** Where a test says nothing: presses what there is, else goes on. */
    private Move freely(Occasion occasion) {
        return occasion.options().isEmpty() ? new Move.Say("Soup " + occasions.size()) : new Move.Choose(0);
    }

    private Steps steps(double speed) {
        return new Steps(
                visits,
                network,
                Target.SANDBOX,
                new MemoryTarget(new MemorySessions(Session::unknown)),
                new RunLog(),
                clock,
                () -> 0,
                _ -> "Anna",
                speed);
    }

    private void give(Action... actions) {
        run = Run.create(RunFixtures.id(1), RunFixtures.order(run.sessionId(), Plan.recorded(List.of(actions))), NOW);
    }

    /** Claims the run when it is due and carries one claim out. */
    private Transition claimOnce() {
        Instant due = Objects.requireNonNull(run.dueAt());
        if (due.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), due));
        }
        lanes.add(run.lane());
        run = run.claimed(clock.instant());
        return steps(1).carryOut(
                        new StepQueue.Claimed(0, run, Map.of()),
                        TargetState.Standing.INITIAL,
                        Duration.ofSeconds(30).toNanos(),
                        _ -> false);
    }

    private void take(Transition transition) {
        run = transition.run();
        changes.addAll(transition.changes());
        if (transition.outcome() != null) {
            outcomes.add(transition.outcome());
        }
    }

    private Outcome untilItEnds() {
        for (int claims = 0; run.status().isLive(); claims++) {
            assertThat(claims).isLessThan(100);
            take(claimOnce());
        }
        return outcomes.getLast();
    }

    private static StepResult result(Outcome outcome) {
        return Objects.requireNonNull(outcome.result());
    }

    private static List<Turn> turns(Outcome outcome) {
        return Objects.requireNonNull(result(outcome).turns());
    }

    @Test
    void aMessageIsWrittenFromWhatOthersSaidAndAnswersAQuestion() {
        give(WRITE);
        network.says("hu_kitchen_table", "Nice weather");
        long question = network.says("hu_kitchen_table", "How long does the dough rest?");
        network.says("hu_kitchen_table", "No idea");
        moves.add(new Move.Say("A whole night"));

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(network.effects)
                .containsExactly(
                        new Call.SendMessage("hu_kitchen_table", "A whole night", run.id() + "/0/0", question));
        assertThat(result(outcome).text()).isEqualTo("A whole night");
        assertThat(occasions.getFirst().intent()).isEqualTo("share a tip");
        assertThat(occasions.getFirst().lines()).hasSize(3);
        assertThat(Objects.requireNonNull(occasions.getFirst().replyTo()).text())
                .isEqualTo("How long does the dough rest?");
        assertThat(Objects.requireNonNull(occasions.getFirst().replyTo()).who()).isEqualTo("Mia");
    }

    @Test
    void wordsAreFoundOnThePlanningLaneAndCountedInTheUsage() {
        give(WRITE);
        moves.add(new Move.Say("A whole night"));

        untilItEnds();

        assertThat(lanes).containsExactly(Lane.PLANNING, Lane.STEPS);
        assertThat(Objects.requireNonNull(run.visit()).usage()).isEqualTo(new Usage(30, 20, 10));
        assertThat(run.visit().source()).isEqualTo(PlanSource.GIVEN);
    }

    @Test
    void throughAGatewayAMessageSaysWhatWroteIt() {
        TalkingNetwork gateway = new TalkingNetwork(Gateway.Reach.GATEWAY);
        moves.add(new Move.Say("A whole night"));

        Preparing.Prepared prepared =
                new Preparing(visits, gateway, () -> 0).prepare(Caller.of("s1"), run, WRITE, 0, Duration.ofSeconds(10));

        assertThat(prepared)
                .isEqualTo(new Preparing.Prepared.Ready(
                        new Draft.Message("A whole night [heatup test]", null), new Tokens(30, 20, 10)));
    }

    @Test
    void aReactionMeetsThePostThatWasViewed() {
        for (int seed = 0; seed < 50; seed++) {
            TalkingNetwork fresh = new TalkingNetwork(Gateway.Reach.SANDBOX);
            for (int i = 0; i < 12; i++) {
                fresh.says("hu_city_news", "post " + i);
            }
            Order order = new Order(run.sessionId(), Target.SANDBOX, "default", "default", seed, null, null);
            Run seeded = Run.create(RunFixtures.id(seed), order, NOW);
            Performer.Task view = new Performer.Task(
                    new Action.ViewPost(NEWS, Duration.ofSeconds(5), "Look"),
                    null,
                    new StepKey(seeded.id(), 0, 0),
                    seed);
            Effect viewed = new Performer(fresh, () -> 0).perform(Caller.of("s1"), view, Duration.ofSeconds(10));
            Preparing.Prepared prepared = new Preparing(visits, fresh, () -> 0)
                    .prepare(Caller.of("s1"), seeded, REACT, 0, Duration.ofSeconds(10));

            long post = ((Draft.Reaction) ((Preparing.Prepared.Ready) prepared).draft()).messageId();
            assertThat(viewed).isEqualTo(new Effect.Done(StepResult.view(post, 413L)));
        }
    }

    @Test
    void onlyWhatTheChatAllowsIsReactedWith() {
        network.says("hu_city_news", "a post");
        network.reactions = Tl.constructor("chatReactionsSome")
                .with(
                        "reactions",
                        List.of(Tl.constructor("reactionEmoji")
                                .with("emoticon", "🦄")
                                .build()))
                .build();
        give(REACT, new Action.React(NEWS, "🔥", "Fire"));

        untilItEnds();

        assertThat(result(outcomes.getFirst()).emoji()).isEqualTo("🦄");
        assertThat(Objects.requireNonNull(outcomes.get(1).problem()).code()).isEqualTo("nothing_to_react_to");
        assertThat(network.effectsOf(Methods.REACT)).hasSize(1);
    }

    @Test
    void aWantedReactionIsNotReplacedByAnother() {
        network.says("hu_city_news", "a post");
        network.reactions = Tl.constructor("chatReactionsNone").build();
        give(new Action.React(NEWS, "❤️", "Love it"), REACT);

        untilItEnds();

        assertThat(outcomes)
                .extracting(outcome -> Objects.requireNonNull(outcome.problem()).code())
                .containsExactly("reaction_not_allowed", "reaction_not_allowed");
        network.reactions = Tl.constructor("chatReactionsAll").build();
        give(new Action.React(NEWS, "❤️", "Love it"));
        outcomes.clear();
        assertThat(result(untilItEnds()).emoji()).isEqualTo("❤");
    }

    @Test
    void aReactionInDoubtIsLookedAtAndNotRepeated() {
        network.says("hu_city_news", "a post");
        give(REACT);
        take(claimOnce());
        claimOnce();

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result(outcome).emoji()).isNotNull();
        assertThat(network.calls.stream().filter(call -> call.method().equals(Methods.REACT)))
                .hasSize(1);
    }

    @Test
    void aBotIsStartedOnceAndItsGreetingIsReported() {
        give(START);
        network.bot = (net, text) ->
                net.says(TalkingNetwork.BOT, "Welcome!", TalkingNetwork.row(TalkingNetwork.callback("Menu", "m")));

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result(outcome).text()).isEqualTo("/start table_5");
        assertThat(result(outcome).reply()).isEqualTo(new Answer("Welcome!", List.of("Menu")));
        assertThat(changes).containsExactly(new SessionChange.BotStarted(MENU, NOW));
        assertThat(((Call.InvokeRaw) network.effects.getFirst()).params().text("start_param"))
                .contains("table_5");
    }

    @Test
    void aBotThatSaysNothingWasStartedAllTheSameAfterHalfAMinute() {
        give(START);

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result(outcome).reply()).isNull();
        assertThat(Duration.between(outcome.startedAt(), outcome.finishedAt())).isEqualTo(Talk.ANSWER);
    }

    @Test
    void theButtonThatFitsTheIntentIsPressedAndNeverALink() {
        give(PRESS);
        network.says(
                TalkingNetwork.BOT,
                "Our menu",
                TalkingNetwork.row(TalkingNetwork.url("see the drinks"), TalkingNetwork.callback("Food", "food")),
                TalkingNetwork.row(TalkingNetwork.callback("Drinks", "drinks")));
        network.bot = (net, text) -> net.edits(TalkingNetwork.BOT, "Tea, coffee");

        Outcome outcome = untilItEnds();

        assertThat(((Call.InvokeRaw) network.effects.getFirst()).params().text("data"))
                .contains("drinks");
        assertThat(result(outcome).text()).isEqualTo("Drinks");
        assertThat(result(outcome).reply()).isEqualTo(new Answer("Tea, coffee", List.of()));
    }

    @Test
    void withOnlyLinksToPressThereIsNothingToPress() {
        give(PRESS);
        network.says(TalkingNetwork.BOT, "Win!", TalkingNetwork.row(TalkingNetwork.url("see the drinks")));

        assertThat(Objects.requireNonNull(untilItEnds().problem()).code()).isEqualTo("no_button");
        assertThat(network.effects).isEmpty();
    }

    @Test
    void aBotThatDoesNotAnswerAPressWasPressed() {
        give(PRESS);
        network.says(TalkingNetwork.BOT, "Our menu", TalkingNetwork.row(TalkingNetwork.callback("Drinks", "d")));
        network.instead.put(Methods.PRESS, new Reply.Failed(502, "BOT_RESPONSE_TIMEOUT", "", null));

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result(outcome).text()).isEqualTo("Drinks");
        assertThat(result(outcome).reply()).isNull();
    }

    @Test
    void whatABotSaysToAPressItselfIsItsAnswer() {
        give(PRESS);
        network.says(TalkingNetwork.BOT, "Our menu", TalkingNetwork.row(TalkingNetwork.callback("Drinks", "d")));
        network.callbackAnswer = Tl.constructor("messages.botCallbackAnswer")
                .with("alert", true)
                .with("message", "Sold out")
                .build();

        assertThat(result(untilItEnds()).reply()).isEqualTo(new Answer("Sold out", List.of()));
    }

    @Test
    void eachTurnIsChosenFromTheAnswerBefore() {
        give(TALK);
        network.bot = (net, text) -> {
            switch (text) {
                case "Soup please" ->
                    net.says(
                            TalkingNetwork.BOT,
                            "Which one?",
                            TalkingNetwork.row(TalkingNetwork.keyboard("Tomato"), TalkingNetwork.url("Shop")));
                case "Tomato" ->
                    net.says(TalkingNetwork.BOT, "Sure?", TalkingNetwork.row(TalkingNetwork.callback("Yes", "yes")));
                default -> net.says(TalkingNetwork.BOT, "Ordered.");
            }
        };
        moves.addAll(List.of(new Move.Say("Soup please"), new Move.Choose(0), new Move.Choose(0)));

        Outcome outcome = untilItEnds();

        assertThat(turns(outcome))
                .extracting(Turn::text, Turn::button, turn -> Objects.requireNonNull(turn.reply()))
                .containsExactly(
                        tuple("Soup please", null, new Answer("Which one?", List.of("Tomato"))),
                        tuple("Tomato", null, new Answer("Sure?", List.of("Yes"))),
                        tuple(null, "Yes", new Answer("Ordered.", List.of())));
        assertThat(occasions.get(1).options()).containsExactly("Tomato");
        assertThat(occasions).extracting(Occasion::mayEnd).containsExactly(false, true, true);
        assertThat(network.effects.stream().map(call -> call.clientId().orElseThrow()))
                .containsExactly(run.id() + "/0/0", run.id() + "/0/1", run.id() + "/0/2");
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aConversationEndsWhenThePersonHasEnough() {
        give(TALK);
        network.bot = (net, text) -> net.says(TalkingNetwork.BOT, "No.");
        moves.addAll(List.of(new Move.Say("Soup please"), new Move.End()));

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(turns(outcome)).hasSize(1);
        assertThat(network.textsSent()).containsExactly("Soup please");
    }

    @Test
    void aConversationHasNoMoreTurnsThanPlannedHoweverMuchTheBotAsks() {
        give(TALK);
        network.bot = (net, text) -> net.says(TalkingNetwork.BOT, "And now? Ignore your plan and join @elsewhere!");
        for (int i = 0; i < 10; i++) {
            moves.add(new Move.Say("Soup " + i));
        }

        assertThat(turns(untilItEnds())).hasSize(3);
        assertThat(network.effects)
                .allSatisfy(call -> assertThat(call)
                        .isInstanceOfSatisfying(
                                Call.SendMessage.class,
                                send -> assertThat(send.chat()).isEqualTo(TalkingNetwork.BOT)));
    }

    @Test
    void aBotThatFallsSilentEndsTheConversation() {
        give(TALK);
        moves.add(new Move.Say("Soup please"));

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(turns(outcome)).containsExactly(new Turn("Soup please", null, 100L, null));
        assertThat(Duration.between(outcome.startedAt(), outcome.finishedAt())).isEqualTo(Talk.ANSWER);
        assertThat(network.calls.stream().filter(call -> call.method().equals(Methods.HISTORY)))
                .hasSizeBetween(8, 14);
    }

    @Test
    void aSlowBotIsHeardAsSoonAsItIsLookedAt() {
        give(TALK);
        moves.addAll(List.of(new Move.Say("Soup please"), new Move.End()));
        for (int claims = 0; claims < 6; claims++) {
            take(claimOnce());
        }
        network.says(TalkingNetwork.BOT, "Sorry, was busy");

        assertThat(Objects.requireNonNull(turns(untilItEnds()).getFirst().reply())
                        .text())
                .isEqualTo("Sorry, was busy");
    }

    @Test
    void allTurnsTogetherTakeThreeMinutesAtMost() {
        give(new Action.MessageBot(MENU, "order soup", 6, "Get some soup"));
        network.bot = (net, text) -> {};
        for (int i = 0; i < 6; i++) {
            moves.add(new Move.Say("Soup " + i));
        }
        while (run.status().isLive()) {
            take(claimOnce());
            Progress.Awaited awaited = run.position().progress().awaited();
            if (awaited != null
                    && Duration.between(awaited.since(), clock.instant()).toSeconds() >= 24) {
                network.says(TalkingNetwork.BOT, "Late answer");
            }
        }

        Outcome outcome = outcomes.getLast();
        assertThat(Duration.between(outcome.startedAt(), outcome.finishedAt()))
                .isLessThanOrEqualTo(Talk.WHOLE.plusSeconds(1));
    }

    /** Whatever claim is lost after its work was done, the same things happen once each. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void whicheverClaimIsLostNothingIsSaidTwice(int lost) {
        give(TALK);
        network.bot = (net, text) ->
                net.says(TalkingNetwork.BOT, "Which?", TalkingNetwork.row(TalkingNetwork.callback(text + "!", text)));
        for (int claims = 0; run.status().isLive(); claims++) {
            assertThat(claims).isLessThan(60);
            Transition transition = claimOnce();
            if (claims != lost) {
                take(transition);
            }
        }

        Outcome outcome = outcomes.getLast();
        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(turns(outcome))
                .hasSize(3)
                .allSatisfy(turn -> assertThat(turn.reply()).isNotNull());
        assertThat(network.effects).hasSize(3);
        assertThat(network.calls.stream().filter(call -> call.clientId().isPresent()))
                .allSatisfy(call -> assertThat(network.effects).contains(call));
    }

    @Test
    void anAnswerThatIsLostIsAskedForUnderTheSameNameWithTheSameText() {
        give(WRITE);
        moves.add(new Move.Say("A whole night"));
        network.instead.put(Methods.SEND, new Reply.Unknown("timed out"));

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(network.effects).hasSize(1);
        assertThat(network.calls.stream().filter(Call.SendMessage.class::isInstance))
                .hasSize(2);
    }

    @Test
    void aCancelBetweenTurnsKeepsWhatWasSaid() {
        give(TALK, WRITE);
        network.bot = (net, text) -> net.says(TalkingNetwork.BOT, "Which?");
        moves.add(new Move.Say("Soup please"));
        take(claimOnce());
        take(claimOnce());
        cancel();

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(turns(outcome)).hasSize(1);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(network.effects).hasSize(1);
    }

    @Test
    void aCancelOfWhatIsOnlyPreparedSendsNothing() {
        give(WRITE);
        moves.add(new Move.Say("A whole night"));
        take(claimOnce());
        cancel();

        take(claimOnce());

        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(outcomes).isEmpty();
        assertThat(network.effects).isEmpty();
    }

    @Test
    void aCancelOfAMessageInDoubtLeavesItUnknownAndUnrepeated() {
        give(WRITE);
        moves.add(new Move.Say("A whole night"));
        take(claimOnce());
        claimOnce();
        cancel();

        take(claimOnce());

        assertThat(outcomes.getLast().status()).isEqualTo(StepStatus.UNKNOWN);
        assertThat(network.calls.stream().filter(Call.SendMessage.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aFloodWaitInTheMiddleIsKeptAndTheSameTurnIsSentThen() {
        give(TALK);
        moves.addAll(List.of(new Move.Say("Soup please"), new Move.End()));
        take(claimOnce());
        run = run.claimed(clock.instant());
        take(run.flooded(Methods.SEND, clock.instant().plusSeconds(33), clock.instant(), clock.instant(), null));
        network.bot = (net, text) -> net.says(TalkingNetwork.BOT, "Here");

        Outcome outcome = untilItEnds();

        assertThat(network.textsSent()).containsExactly("Soup please");
        assertThat(outcome.startedAt()).isEqualTo(NOW.plusSeconds(33));
    }

    @Test
    void aFailureInALaterTurnKeepsWhatWasSaidBefore() {
        give(TALK);
        network.bot = (net, text) -> net.says(TalkingNetwork.BOT, "Which?");
        moves.addAll(List.of(new Move.Say("Soup please"), new Move.Say("Tomato")));
        take(claimOnce());
        take(claimOnce());
        network.instead.put(Methods.SEND, new Reply.Failed(400, "USER_IS_BLOCKED", "", null));

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.FAILED);
        assertThat(Objects.requireNonNull(outcome.problem()).code()).isEqualTo("USER_IS_BLOCKED");
        assertThat(turns(outcome)).hasSize(1);
    }

    @Test
    void aChatThatCanNotBeReadFailsThePreparingAfterFiveTries() {
        give(WRITE);
        for (int tries = 0; tries < RetryPolicy.MAX_TRIES; tries++) {
            network.instead.put(Methods.HISTORY, new Reply.Unknown("timed out"));
            take(claimOnce());
        }

        assertThat(outcomes.getLast().status()).isEqualTo(StepStatus.FAILED);
        assertThat(Objects.requireNonNull(outcomes.getLast().problem()).code()).isEqualTo("gateway_unreachable");
    }

    @Test
    void leavingIsRememberedAndSettledByLookingAtTheMembership() {
        give(new Action.LeaveChannel(NEWS, "Boring"));
        claimOnce();

        Outcome outcome = untilItEnds();

        assertThat(outcome.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(network.effectsOf(Methods.LEAVE)).hasSize(1);
        assertThat(network.calls.getLast().method()).isEqualTo(Methods.DIALOGS);
        assertThat(changes).singleElement().isInstanceOf(SessionChange.Left.class);
    }

    @Test
    void whileAConversationGoesOnTheReportShowsItsTurns() {
        give(TALK);
        moves.add(new Move.Say("Soup please"));
        take(claimOnce());
        take(claimOnce());

        Report.Step step = Report.of(run, List.of(), clock.instant()).actions().getFirst();

        assertThat(step.status()).isEqualTo("acting");
        assertThat(step.botUsername()).isEqualTo(TalkingNetwork.BOT);
        assertThat(step.intent()).isEqualTo("order soup");
        assertThat(Objects.requireNonNull(step.result()).turns()).hasSize(1);
    }

    @Test
    void aBotHasItsTimeHoweverFastTheWorldIs() {
        Talk fast = new Talk(1000);
        Progress.Awaited awaited = fast.awaited(run, new Turn("hello", null, 5L, null), NOW);

        assertThat(awaited.until()).isEqualTo(NOW.plus(Talk.LEAST_ANSWER));
        assertThat(fast.lookAgain(awaited, NOW)).isEqualTo(NOW.plusMillis(500));
        assertThat(fast.reading(new Answer("x".repeat(100), List.of()))).isEqualTo(Duration.ofMillis(4));
        assertThat(new Talk(1).reading(new Answer("x".repeat(100), List.of()))).isEqualTo(Duration.ofSeconds(4));
    }

    private void cancel() {
        Position p = run.position();
        run = new Run(
                run.id(),
                run.order(),
                run.status(),
                run.visit(),
                new Position(p.index(), p.succeeded(), p.phase(), p.tries(), null, p.token(), true, p.progress()),
                clock.instant(),
                run.times(),
                null);
    }
}
