package dev.heatup.run;

import static dev.heatup.run.RunFixtures.IDLE;
import static dev.heatup.run.RunFixtures.JOIN;
import static dev.heatup.run.RunFixtures.READ;
import static dev.heatup.run.SampleReplies.DONE;
import static dev.heatup.run.SampleReplies.FLOOD;
import static dev.heatup.run.SampleReplies.INTERNAL;
import static dev.heatup.run.SampleReplies.NOT_SENT;
import static dev.heatup.run.SampleReplies.PRIVATE;
import static dev.heatup.run.SampleReplies.RESTRICTED;
import static dev.heatup.run.SampleReplies.UNKNOWN;
import static dev.heatup.run.SampleReplies.dialogs;
import static dev.heatup.run.SampleReplies.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heatup.channel.Username;
import dev.heatup.gateway.ScriptedGateway;
import dev.heatup.plan.Action;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionPerformerTest {

    private static final Caller CALLER = Caller.of("abc123xyz");
    private static final RunId RUN = new RunId("run_01m844af84gbv3jjg86v79jbqx");
    private static final StepKey KEY = new StepKey(RUN, 0, 0);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AttemptResult ONE_DONE = new AttemptResult.Done();
    private static final Call JOINING = new Call.JoinChat("hu_city_news", RUN + "/0/0");

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void joinsUnderTheNameOfItsStep() {
        ScriptedGateway gateway = ScriptedGateway.answering(DONE);

        assertThat(new ActionPerformer(gateway, nanos::get).perform(CALLER, task(JOIN, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls).containsExactly(JOINING);
        assertThat(gateway.patiences).containsExactly(PATIENCE);
    }

    private static ActionPerformer.Task task(Action action, StepKey key) {
        return new ActionPerformer.Task(action, null, key, 42);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                arguments(new Reply.Failed(400, "USER_ALREADY_PARTICIPANT", "", null), ONE_DONE),
                arguments(new Reply.Failed(400, "INVITE_REQUEST_SENT", "", null), ONE_DONE),
                arguments(NOT_SENT, new AttemptResult.NotSent("connection refused")),
                arguments(UNKNOWN, new AttemptResult.Unknown("timed out")),
                arguments(INTERNAL, new AttemptResult.Unknown("INTERNAL")),
                arguments(PRIVATE, new AttemptResult.Failed(new StepProblem("CHANNEL_PRIVATE", "no way in"))),
                arguments(RESTRICTED, new AttemptResult.Restricted(new StepProblem("PEER_FLOOD", "too much"))),
                arguments(FLOOD, new AttemptResult.FloodWait(ActionMethods.JOIN, Duration.ofSeconds(33))));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void anAnswerHasItsEffect(Reply reply, AttemptResult attemptResult) {
        assertThat(perform(reply)).isEqualTo(attemptResult);
    }

    private AttemptResult perform(Reply reply) {
        return new ActionPerformer(ScriptedGateway.answering(reply), nanos::get)
                .perform(CALLER, task(JOIN, KEY), PATIENCE);
    }

    @Test
    void readingThroughAGatewayCountsNoViews() {
        ScriptedGateway gateway = ScriptedGateway.answering(history(7, 9, 8), DONE);

        assertThat(new ActionPerformer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls.stream().map(Call::method)).containsExactly(ActionMethods.HISTORY, ActionMethods.READ);
        assertThat(((Call.InvokeRaw) gateway.calls.getLast()).params().integer("max_id"))
                .contains(9L);
    }

    @Test
    void readingInTheSandboxViewsTheLatestPostsFirst() {
        ScriptedGateway gateway = new ScriptedGateway(Gateway.Reach.SANDBOX, history(7, 9, 8), DONE, DONE);

        assertThat(new ActionPerformer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls.stream().map(Call::method))
                .containsExactly(ActionMethods.HISTORY, ActionMethods.VIEWS, ActionMethods.READ);
        Tl.Obj views = ((Call.InvokeRaw) gateway.calls.get(1)).params();
        assertThat(views.list("id")).containsExactly(Tl.of(9), Tl.of(8), Tl.of(7));
        assertThat(views.bool("increment")).contains(true);
        assertThat(gateway.calls.stream().flatMap(call -> call.clientId().stream()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith(RUN + "/0/"))
                .hasSize(2);
    }

    @Test
    void noMoreThanTwentyPostsAreViewedWhateverTheGatewaySends() {
        ScriptedGateway gateway = new ScriptedGateway(
                Gateway.Reach.SANDBOX,
                history(IntStream.rangeClosed(1, 500).asLongStream().toArray()),
                DONE,
                DONE);

        new ActionPerformer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE);

        assertThat(((Call.InvokeRaw) gateway.calls.get(1)).params().list("id"))
                .hasSize(20)
                .startsWith(Tl.of(500));
    }

    static Stream<Reply> nothingToRead() {
        return Stream.of(
                history(),
                DONE,
                new Reply.Done(Tl.of("no history")),
                new Reply.Done(Tl.object().with("messages", List.of(Tl.of(5))).build()));
    }

    @ParameterizedTest
    @MethodSource("nothingToRead")
    void anEmptyChannelIsReadByLookingAtIt(Reply history) {
        ScriptedGateway gateway = ScriptedGateway.answering(history);

        assertThat(new ActionPerformer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void aReadingThatFailsHalfwayFails() {
        ScriptedGateway gateway = new ScriptedGateway(Gateway.Reach.SANDBOX, history(1), FLOOD);

        assertThat(new ActionPerformer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(new AttemptResult.FloodWait(ActionMethods.VIEWS, Duration.ofSeconds(33)));
    }

    @Test
    void idlingCallsNothing() {
        ScriptedGateway gateway = ScriptedGateway.answering();
        ActionPerformer actionPerformer = new ActionPerformer(gateway, nanos::get);

        assertThat(actionPerformer.perform(CALLER, task(IDLE, KEY), PATIENCE)).isEqualTo(ONE_DONE);
        assertThat(actionPerformer.reconcile(CALLER, task(IDLE, KEY), PATIENCE)).isEqualTo(ONE_DONE);
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void theCallsOfAStepShareOneDeadline() {
        ScriptedGateway gateway = ScriptedGateway.answering(history(1), DONE);
        AtomicLong looks = new AtomicLong();
        // Three seconds pass between two looks at the clock.
        ActionPerformer actionPerformer = new ActionPerformer(
                gateway, () -> looks.getAndIncrement() * Duration.ofSeconds(3).toNanos());

        actionPerformer.perform(CALLER, task(READ, KEY), PATIENCE);

        assertThat(gateway.patiences).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(4));
    }

    @Test
    void pastItsDeadlineAStepCallsNothingMore() {
        ScriptedGateway gateway = ScriptedGateway.answering(history(1));
        AtomicLong looks = new AtomicLong();
        ActionPerformer actionPerformer = new ActionPerformer(
                gateway, () -> looks.getAndIncrement() * Duration.ofSeconds(5).toNanos());

        assertThat(actionPerformer.perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(new AttemptResult.Unknown("no time left for channels.readHistory"));
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void aMemberDoesNotJoinAgain() {
        ScriptedGateway gateway = ScriptedGateway.answering(dialogs(Stream.of("hu_borsch", "HU_City_News")));

        assertThat(reconcile(gateway)).isEqualTo(ONE_DONE);
        assertThat(gateway.calls).containsExactly(new Call.Dialogs(100, 0));
    }

    @Test
    void whoIsNoMemberJoins() {
        ScriptedGateway gateway = ScriptedGateway.answering(dialogs(Stream.of("hu_borsch")), DONE);

        assertThat(reconcile(gateway)).isEqualTo(ONE_DONE);
        assertThat(gateway.calls).containsExactly(new Call.Dialogs(100, 0), JOINING);
    }

    @Test
    void membershipIsLookedForOnAllPages() {
        ScriptedGateway gateway =
                ScriptedGateway.answering(page(), page(), dialogs(Stream.of("hu_borsch", "hu_city_news")));

        assertThat(reconcile(gateway)).isEqualTo(ONE_DONE);
        assertThat(gateway.calls)
                .containsExactly(new Call.Dialogs(100, 0), new Call.Dialogs(100, 100), new Call.Dialogs(100, 200));
    }

    @Test
    void theLookForMembershipEndsAfterAThousandDialogs() {
        Reply[] pages = Collections.nCopies(11, page()).toArray(Reply[]::new);
        pages[10] = DONE;
        ScriptedGateway gateway = ScriptedGateway.answering(pages);

        assertThat(reconcile(gateway)).isEqualTo(ONE_DONE);
        assertThat(gateway.calls).hasSize(11).endsWith(JOINING);
    }

    private static Reply page() {
        return dialogs(IntStream.range(0, 100).mapToObj(i -> "hu_many_" + i));
    }

    static Stream<Arguments> unclear() {
        return Stream.of(
                arguments(UNKNOWN, new AttemptResult.Unknown("timed out")),
                arguments(NOT_SENT, new AttemptResult.Unknown("connection refused")),
                arguments(INTERNAL, new AttemptResult.Unknown("INTERNAL")),
                arguments(PRIVATE, new AttemptResult.Unknown("CHANNEL_PRIVATE: no way in")),
                arguments(RESTRICTED, new AttemptResult.Restricted(new StepProblem("PEER_FLOOD", "too much"))),
                arguments(FLOOD, new AttemptResult.FloodWait(ActionMethods.DIALOGS, Duration.ofSeconds(33))));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void whatCanNotBeLookedUpStaysInDoubtAndIsNotRepeated(Reply reply, AttemptResult attemptResult) {
        ScriptedGateway gateway = ScriptedGateway.answering(reply);

        assertThat(reconcile(gateway)).isEqualTo(attemptResult);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void aJoinThatCouldNotBeRepeatedStaysInDoubt() {
        assertThat(reconcile(ScriptedGateway.answering(dialogs(Stream.of()), NOT_SENT)))
                .isEqualTo(new AttemptResult.Unknown("connection refused"));
    }

    @Test
    void aMessageWhoseRepeatIsRefusedStaysInDoubt() {
        Action say = new Action.SendMessage(new Username("hu_open_talk"), "greet", false, "why");
        ActionPerformer.Task again =
                new ActionPerformer.Task(say, new MessageDraft.Message("Good morning", null), KEY, 42);

        assertThat(new ActionPerformer(ScriptedGateway.answering(PRIVATE), nanos::get)
                        .reconcile(CALLER, again, PATIENCE))
                .isEqualTo(new AttemptResult.Unknown("CHANNEL_PRIVATE: no way in"));
    }

    @Test
    void aReadingWhoseRepeatIsRefusedFailed() {
        assertThat(new ActionPerformer(ScriptedGateway.answering(PRIVATE), nanos::get)
                        .reconcile(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(new AttemptResult.Failed(new StepProblem("CHANNEL_PRIVATE", "no way in")));
    }

    private AttemptResult reconcile(ScriptedGateway gateway) {
        return new ActionPerformer(gateway, nanos::get).reconcile(CALLER, task(JOIN, KEY), PATIENCE);
    }

    /** With the real sandbox, whose posts go on appearing. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000})
    void readingTwiceIsReadingOnce(long hoursBetween, @TempDir Path folder) {
        SettableTime time = new SettableTime(TestWorlds.NOW);
        try (Sandbox sandbox = Sandbox.open(
                SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0), List.of(TestWorlds.POOL), time, 1)) {
            ActionPerformer actionPerformer = new ActionPerformer(new InProcessGateway(sandbox), nanos::get);
            assertThat(actionPerformer.perform(CALLER, task(READ, KEY), PATIENCE))
                    .isEqualTo(ONE_DONE);

            time.advance(Duration.ofHours(hoursBetween));

            // And after a restore, where nobody knows any more of the first time.
            assertThat(actionPerformer.perform(CALLER, task(READ, KEY), PATIENCE))
                    .isEqualTo(ONE_DONE);
            assertThat(actionPerformer.reconcile(CALLER, task(READ, KEY), PATIENCE))
                    .isEqualTo(ONE_DONE);
        }
    }

    @Test
    void joiningTwiceIsJoiningOnce(@TempDir Path folder) {
        try (Sandbox sandbox = Sandbox.open(
                SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0),
                List.of(TestWorlds.POOL),
                new SettableTime(TestWorlds.NOW),
                1)) {
            List<Call> calls = new ArrayList<>();
            ActionPerformer actionPerformer =
                    new ActionPerformer(listening(new InProcessGateway(sandbox), calls), nanos::get);
            assertThat(actionPerformer.perform(CALLER, task(JOIN, KEY), PATIENCE))
                    .isEqualTo(ONE_DONE);
            int events = sandbox.events(0, 100).join().size();

            assertThat(actionPerformer.reconcile(CALLER, task(JOIN, KEY), PATIENCE))
                    .isEqualTo(ONE_DONE);
            // The sandbox would forgive a second join; a gateway that does not must not be asked.
            assertThat(calls).containsExactly(JOINING, new Call.Dialogs(100, 0));
            assertThat(sandbox.events(0, 100).join()).hasSize(events);
        }
    }

    @Test
    void sayingTwiceIsSayingOnce(@TempDir Path folder) {
        Username talk = new Username("hu_open_talk");
        try (Sandbox sandbox = Sandbox.open(
                SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0),
                List.of(TestWorlds.POOL),
                new SettableTime(TestWorlds.NOW),
                1)) {
            ActionPerformer actionPerformer = new ActionPerformer(new InProcessGateway(sandbox), nanos::get);
            actionPerformer.perform(CALLER, task(new Action.JoinChannel(talk, "why"), KEY), PATIENCE);
            Action say = new Action.SendMessage(talk, "greet", false, "why");
            ActionPerformer.Task greeting = new ActionPerformer.Task(
                    say, new MessageDraft.Message("Good morning", null), new StepKey(RUN, 1, 0), 42);

            AttemptResult said = actionPerformer.perform(CALLER, greeting, PATIENCE);
            int events = sandbox.events(0, 100).join().size();

            assertThat(said).isInstanceOf(AttemptResult.Done.class);
            assertThat(actionPerformer.reconcile(CALLER, greeting, PATIENCE)).isEqualTo(said);
            assertThat(sandbox.events(0, 100).join()).hasSize(events);
            AttemptResult left = actionPerformer.perform(
                    CALLER,
                    new ActionPerformer.Task(new Action.LeaveChannel(talk, "why"), null, new StepKey(RUN, 2, 0), 42),
                    PATIENCE);
            assertThat(left).isEqualTo(ONE_DONE);
        }
    }

    /** Writes down what goes by. */
    private static Gateway listening(Gateway gateway, List<Call> calls) {
        return new Gateway() {
            @Override
            public Reply call(Caller caller, Call call, Duration patience) {
                calls.add(call);
                return gateway.call(caller, call, patience);
            }

            @Override
            public Reach reach() {
                return gateway.reach();
            }
        };
    }
}
