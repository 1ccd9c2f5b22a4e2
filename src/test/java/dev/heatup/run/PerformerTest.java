package dev.heatup.run;

import static dev.heatup.run.Replies.DONE;
import static dev.heatup.run.Replies.FLOOD;
import static dev.heatup.run.Replies.INTERNAL;
import static dev.heatup.run.Replies.NOT_SENT;
import static dev.heatup.run.Replies.PRIVATE;
import static dev.heatup.run.Replies.RESTRICTED;
import static dev.heatup.run.Replies.UNKNOWN;
import static dev.heatup.run.Replies.dialogs;
import static dev.heatup.run.Replies.history;
import static dev.heatup.run.RunFixtures.IDLE;
import static dev.heatup.run.RunFixtures.JOIN;
import static dev.heatup.run.RunFixtures.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heatup.channel.Username;
import dev.heatup.gateway.ScriptedGateway;
import dev.heatup.plan.Action;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.Worlds;
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

class PerformerTest {

    private static final Caller CALLER = Caller.of("abc123xyz");
    private static final RunId RUN = new RunId("run_01m844af84gbv3jjg86v79jbqx");
    private static final StepKey KEY = new StepKey(RUN, 0, 0);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Effect ONE_DONE = new Effect.Done();
    private static final Call JOINING = new Call.JoinChat("hu_city_news", RUN + "/0/0");

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void joinsUnderTheNameOfItsStep() {
        ScriptedGateway gateway = ScriptedGateway.answering(DONE);

        assertThat(new Performer(gateway, nanos::get).perform(CALLER, task(JOIN, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls).containsExactly(JOINING);
        assertThat(gateway.patiences).containsExactly(PATIENCE);
    }

    private static Performer.Task task(Action action, StepKey key) {
        return new Performer.Task(action, null, key, 42);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                arguments(new Reply.Failed(400, "USER_ALREADY_PARTICIPANT", "", null), ONE_DONE),
                arguments(new Reply.Failed(400, "INVITE_REQUEST_SENT", "", null), ONE_DONE),
                arguments(NOT_SENT, new Effect.NotSent("connection refused")),
                arguments(UNKNOWN, new Effect.Unknown("timed out")),
                arguments(INTERNAL, new Effect.Unknown("INTERNAL")),
                arguments(PRIVATE, new Effect.Failed(new Problem("CHANNEL_PRIVATE", "no way in"))),
                arguments(RESTRICTED, new Effect.Restricted(new Problem("PEER_FLOOD", "too much"))),
                arguments(FLOOD, new Effect.FloodWait(Methods.JOIN, Duration.ofSeconds(33))));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void anAnswerHasItsEffect(Reply reply, Effect effect) {
        assertThat(perform(reply)).isEqualTo(effect);
    }

    private Effect perform(Reply reply) {
        return new Performer(ScriptedGateway.answering(reply), nanos::get).perform(CALLER, task(JOIN, KEY), PATIENCE);
    }

    @Test
    void readingThroughAGatewayCountsNoViews() {
        ScriptedGateway gateway = ScriptedGateway.answering(history(7, 9, 8), DONE);

        assertThat(new Performer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls.stream().map(Call::method)).containsExactly(Methods.HISTORY, Methods.READ);
        assertThat(((Call.InvokeRaw) gateway.calls.getLast()).params().integer("max_id"))
                .contains(9L);
    }

    @Test
    void readingInTheSandboxViewsTheLatestPostsFirst() {
        ScriptedGateway gateway = new ScriptedGateway(Gateway.Reach.SANDBOX, history(7, 9, 8), DONE, DONE);

        assertThat(new Performer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls.stream().map(Call::method))
                .containsExactly(Methods.HISTORY, Methods.VIEWS, Methods.READ);
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

        new Performer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE);

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

        assertThat(new Performer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(ONE_DONE);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void aReadingThatFailsHalfwayFails() {
        ScriptedGateway gateway = new ScriptedGateway(Gateway.Reach.SANDBOX, history(1), FLOOD);

        assertThat(new Performer(gateway, nanos::get).perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(new Effect.FloodWait(Methods.VIEWS, Duration.ofSeconds(33)));
    }

    @Test
    void idlingCallsNothing() {
        ScriptedGateway gateway = ScriptedGateway.answering();
        Performer performer = new Performer(gateway, nanos::get);

        assertThat(performer.perform(CALLER, task(IDLE, KEY), PATIENCE)).isEqualTo(ONE_DONE);
        assertThat(performer.reconcile(CALLER, task(IDLE, KEY), PATIENCE)).isEqualTo(ONE_DONE);
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void theCallsOfAStepShareOneDeadline() {
        ScriptedGateway gateway = ScriptedGateway.answering(history(1), DONE);
        AtomicLong looks = new AtomicLong();
        // Three seconds pass between two looks at the clock.
        Performer performer = new Performer(
                gateway, () -> looks.getAndIncrement() * Duration.ofSeconds(3).toNanos());

        performer.perform(CALLER, task(READ, KEY), PATIENCE);

        assertThat(gateway.patiences).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(4));
    }

    @Test
    void pastItsDeadlineAStepCallsNothingMore() {
        ScriptedGateway gateway = ScriptedGateway.answering(history(1));
        AtomicLong looks = new AtomicLong();
        Performer performer = new Performer(
                gateway, () -> looks.getAndIncrement() * Duration.ofSeconds(5).toNanos());

        assertThat(performer.perform(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(new Effect.Unknown("no time left for channels.readHistory"));
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
                arguments(UNKNOWN, new Effect.Unknown("timed out")),
                arguments(NOT_SENT, new Effect.Unknown("connection refused")),
                arguments(INTERNAL, new Effect.Unknown("INTERNAL")),
                arguments(PRIVATE, new Effect.Unknown("CHANNEL_PRIVATE: no way in")),
                arguments(RESTRICTED, new Effect.Restricted(new Problem("PEER_FLOOD", "too much"))),
                arguments(FLOOD, new Effect.FloodWait(Methods.DIALOGS, Duration.ofSeconds(33))));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void whatCanNotBeLookedUpStaysInDoubtAndIsNotRepeated(Reply reply, Effect effect) {
        ScriptedGateway gateway = ScriptedGateway.answering(reply);

        assertThat(reconcile(gateway)).isEqualTo(effect);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void aJoinThatCouldNotBeRepeatedStaysInDoubt() {
        assertThat(reconcile(ScriptedGateway.answering(dialogs(Stream.of()), NOT_SENT)))
                .isEqualTo(new Effect.Unknown("connection refused"));
    }

    @Test
    void aMessageWhoseRepeatIsRefusedStaysInDoubt() {
        Action say = new Action.SendMessage(new Username("hu_open_talk"), "greet", false, "why");
        Performer.Task again = new Performer.Task(say, new Draft.Message("Good morning", null), KEY, 42);

        assertThat(new Performer(ScriptedGateway.answering(PRIVATE), nanos::get).reconcile(CALLER, again, PATIENCE))
                .isEqualTo(new Effect.Unknown("CHANNEL_PRIVATE: no way in"));
    }

    @Test
    void aReadingWhoseRepeatIsRefusedFailed() {
        assertThat(new Performer(ScriptedGateway.answering(PRIVATE), nanos::get)
                        .reconcile(CALLER, task(READ, KEY), PATIENCE))
                .isEqualTo(new Effect.Failed(new Problem("CHANNEL_PRIVATE", "no way in")));
    }

    private Effect reconcile(ScriptedGateway gateway) {
        return new Performer(gateway, nanos::get).reconcile(CALLER, task(JOIN, KEY), PATIENCE);
    }

    /** With the real sandbox, whose posts go on appearing. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000})
    void readingTwiceIsReadingOnce(long hoursBetween, @TempDir Path folder) {
        SettableTime time = new SettableTime(Worlds.NOW);
        try (Sandbox sandbox =
                Sandbox.open(SqliteEventLog.open(folder, Worlds.SEED, () -> 0), List.of(Worlds.POOL), time, 1)) {
            Performer performer = new Performer(new InProcessGateway(sandbox), nanos::get);
            assertThat(performer.perform(CALLER, task(READ, KEY), PATIENCE)).isEqualTo(ONE_DONE);

            time.advance(Duration.ofHours(hoursBetween));

            // And after a restore, where nobody knows any more of the first time.
            assertThat(performer.perform(CALLER, task(READ, KEY), PATIENCE)).isEqualTo(ONE_DONE);
            assertThat(performer.reconcile(CALLER, task(READ, KEY), PATIENCE)).isEqualTo(ONE_DONE);
        }
    }

    @Test
    void joiningTwiceIsJoiningOnce(@TempDir Path folder) {
        try (Sandbox sandbox = Sandbox.open(
                SqliteEventLog.open(folder, Worlds.SEED, () -> 0),
                List.of(Worlds.POOL),
                new SettableTime(Worlds.NOW),
                1)) {
            List<Call> calls = new ArrayList<>();
            Performer performer = new Performer(listening(new InProcessGateway(sandbox), calls), nanos::get);
            assertThat(performer.perform(CALLER, task(JOIN, KEY), PATIENCE)).isEqualTo(ONE_DONE);
            int events = sandbox.events(0, 100).join().size();

            assertThat(performer.reconcile(CALLER, task(JOIN, KEY), PATIENCE)).isEqualTo(ONE_DONE);
            // The sandbox would forgive a second join; a gateway that does not must not be asked.
            assertThat(calls).containsExactly(JOINING, new Call.Dialogs(100, 0));
            assertThat(sandbox.events(0, 100).join()).hasSize(events);
        }
    }

    @Test
    void sayingTwiceIsSayingOnce(@TempDir Path folder) {
        Username talk = new Username("hu_open_talk");
        try (Sandbox sandbox = Sandbox.open(
                SqliteEventLog.open(folder, Worlds.SEED, () -> 0),
                List.of(Worlds.POOL),
                new SettableTime(Worlds.NOW),
                1)) {
            Performer performer = new Performer(new InProcessGateway(sandbox), nanos::get);
            performer.perform(CALLER, task(new Action.JoinChannel(talk, "why"), KEY), PATIENCE);
            Action say = new Action.SendMessage(talk, "greet", false, "why");
            Performer.Task greeting =
                    new Performer.Task(say, new Draft.Message("Good morning", null), new StepKey(RUN, 1, 0), 42);

            Effect said = performer.perform(CALLER, greeting, PATIENCE);
            int events = sandbox.events(0, 100).join().size();

            assertThat(said).isInstanceOf(Effect.Done.class);
            assertThat(performer.reconcile(CALLER, greeting, PATIENCE)).isEqualTo(said);
            assertThat(sandbox.events(0, 100).join()).hasSize(events);
            Effect left = performer.perform(
                    CALLER,
                    new Performer.Task(new Action.LeaveChannel(talk, "why"), null, new StepKey(RUN, 2, 0), 42),
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
