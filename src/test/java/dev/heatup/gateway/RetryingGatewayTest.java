package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Call.Dialogs;
import dev.heatup.telegram.Call.InvokeRaw;
import dev.heatup.telegram.Call.JoinChat;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryingGatewayTest {

    private static final Caller CALLER = Caller.of("s1");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Call JOIN = new JoinChat("hu_city_news", "r/0/0");
    private static final Reply DONE = new Reply.Done(Tl.of(true));
    private static final Reply NOT_SENT = new Reply.NotSent("refused");
    private static final Reply UNKNOWN = new Reply.Unknown("reset");
    private static final Reply TRANSIENT = new Reply.Failed(500, "RPC_CALL_FAIL", "", null);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final List<Duration> slept = new ArrayList<>();

    static Stream<Reply> passing() {
        return Stream.of(NOT_SENT, UNKNOWN, TRANSIENT);
    }

    static Stream<Reply> answers() {
        return Stream.of(
                DONE,
                new Reply.Failed(420, "FLOOD_WAIT_X", "", Duration.ofSeconds(1)),
                new Reply.Failed(420, "SLOWMODE_WAIT_X", "", null),
                new Reply.Failed(400, "PEER_FLOOD", "", null),
                new Reply.Failed(400, "CHANNEL_PRIVATE", "", null),
                new Reply.Failed(400, "USER_ALREADY_PARTICIPANT", "", null),
                new Reply.Failed(403, LimitedGateway.REFUSED, "", null));
    }

    static Stream<Call> notRepeatable() {
        return Stream.of(
                new InvokeRaw("channels.leaveChannel", Tl.object().build(), null),
                new InvokeRaw("messages.sendReaction", Tl.object().build(), null),
                new InvokeRaw("messages.getMessagesViews", Tl.object().build(), null),
                new InvokeRaw(
                        "messages.getMessagesViews",
                        Tl.object().with("increment", true).build(),
                        null));
    }

    static Stream<Call> repeatable() {
        return Stream.of(
                JOIN,
                new Dialogs(100, 0),
                new InvokeRaw("help.getConfig", Tl.object().build(), null),
                new InvokeRaw("channels.leaveChannel", Tl.object().build(), "r/0/0"),
                new InvokeRaw(
                        "messages.getMessagesViews",
                        Tl.object().with("increment", false).build(),
                        null));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void passingTroubleIsTriedAgain(Reply trouble) {
        ScriptedGateway gateway = ScriptedGateway.answering(trouble, trouble, DONE);

        assertThat(retrying(gateway).call(CALLER, JOIN, PATIENCE)).isEqualTo(DONE);
        assertThat(gateway.calls).containsExactly(JOIN, JOIN, JOIN);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerGoesBackAtOnce(Reply answer) {
        ScriptedGateway gateway = ScriptedGateway.answering(answer);

        assertThat(retrying(gateway).call(CALLER, JOIN, PATIENCE)).isEqualTo(answer);
        assertThat(slept).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notRepeatable")
    void anEffectWithoutAClientIdIsNeverRepeated(Call call) {
        ScriptedGateway gateway = ScriptedGateway.answering(UNKNOWN);

        assertThat(retrying(gateway).call(CALLER, call, PATIENCE)).isEqualTo(UNKNOWN);
        assertThat(gateway.calls).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void readsAndEffectsWithAClientIdAreRepeated(Call call) {
        assertThat(retrying(ScriptedGateway.answering(UNKNOWN, DONE)).call(CALLER, call, PATIENCE))
                .isEqualTo(DONE);
    }

    @Test
    void allAttemptsTogetherStayWithinThePatience() {
        Gateway refusing = failing(Duration.ofMillis(700), NOT_SENT);
        long start = nanos.get();

        assertThat(retrying(refusing).call(CALLER, JOIN, PATIENCE)).isEqualTo(NOT_SENT);
        assertThat(Duration.ofNanos(nanos.get() - start)).isLessThanOrEqualTo(PATIENCE);
    }

    @Test
    void anAttemptGetsOnlyTheTimeThatIsLeft() {
        ScriptedGateway gateway = ScriptedGateway.answering(NOT_SENT, NOT_SENT, DONE);

        retrying(gateway).call(CALLER, JOIN, PATIENCE);

        Duration left = PATIENCE.minus(slept.getFirst());
        assertThat(gateway.patiences).containsExactly(PATIENCE, left, left.minus(slept.get(1)));
    }

    @Test
    void waitsGrowWithinTheirJitter() {
        Reply[] refusals = Stream.generate(() -> NOT_SENT).limit(7).toArray(Reply[]::new);
        ScriptedGateway gateway = ScriptedGateway.answering(refusals);

        retrying(gateway).call(CALLER, JOIN, Duration.ofSeconds(9));

        for (int i = 0; i < slept.size(); i++) {
            long most = Math.min(200L << i, 5_000);
            assertThat(slept.get(i).toMillis()).isBetween(most / 2, most);
        }
        assertThat(slept).hasSizeBetween(4, 6);
    }

    @Test
    void whenTimeRunsOutAnUnknownAttemptIsNotForgotten() {
        Gateway unknownOnce = new Gateway() {
            private boolean asked;

            @Override
            public Reply call(Caller caller, Call call, Duration patience) {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                Reply reply = asked ? NOT_SENT : UNKNOWN;
                asked = true;
                return reply;
            }

            @Override
            public Reach reach() {
                return Reach.GATEWAY;
            }
        };

        assertThat(retrying(unknownOnce).call(CALLER, JOIN, PATIENCE)).isEqualTo(UNKNOWN);
    }

    @Test
    void theNetworksOwnAnswerEndsTheDoubtOfAnEarlierAttempt() {
        Reply wait = new Reply.Failed(420, "FLOOD_WAIT_X", "", Duration.ofSeconds(30));

        assertThat(retrying(ScriptedGateway.answering(UNKNOWN, wait)).call(CALLER, JOIN, PATIENCE))
                .isEqualTo(wait);
    }

    @Test
    void passingTroubleThatNamesAWaitIsNotAskedEarlier() {
        Reply busy = new Reply.Failed(503, "WORKER_BUSY_TOO_LONG_RETRY", "", Duration.ofSeconds(4));

        assertThat(retrying(ScriptedGateway.answering(busy, DONE)).call(CALLER, JOIN, PATIENCE))
                .isEqualTo(DONE);
        assertThat(slept).containsExactly(Duration.ofSeconds(4));
        assertThat(retrying(ScriptedGateway.answering(busy)).call(CALLER, JOIN, Duration.ofSeconds(4)))
                .isEqualTo(busy);
    }

    @Test
    void anInterruptEndsTheAttemptsAndStaysToBeSeen() {
        ScriptedGateway gateway = ScriptedGateway.answering(NOT_SENT);
        Gateway retrying = new RetryingGateway(
                gateway,
                new SplittableRandom(1),
                duration -> {
                    throw new InterruptedException();
                },
                nanos::get);

        assertThat(retrying.call(CALLER, JOIN, PATIENCE)).isEqualTo(NOT_SENT);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Gateway retrying(Gateway gateway) {
        return new RetryingGateway(
                gateway,
                new SplittableRandom(1),
                duration -> {
                    slept.add(duration);
                    nanos.addAndGet(duration.toNanos());
                },
                nanos::get);
    }

    private Gateway failing(Duration each, Reply reply) {
        return new Gateway() {
            @Override
            public Reply call(Caller caller, Call call, Duration patience) {
                nanos.addAndGet(Math.min(each.toNanos(), patience.toNanos()));
                return reply;
            }

            @Override
            public Reach reach() {
                return Reach.GATEWAY;
            }
        };
    }
}
