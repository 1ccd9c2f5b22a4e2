package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CircuitGatewayTest {

    private static final Call JOIN = new Call.JoinChat("hu_city_news", "run/0/0");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Reply DONE = new Reply.Done(Tl.object().build());
    private static final Reply NO_ANSWER = new Reply.Unknown("timed out");

    private final List<String> heard = new ArrayList<>();
    private long nanos = Duration.ofHours(-3).toNanos();
    private Reply answer = DONE;
    private int sent;

    private final CircuitGateway circuit = new CircuitGateway(
            new Gateway() {
                @Override
                public Reply call(Caller caller, Call call, Duration patience) {
                    sent++;
                    if (answer.equals(BREAKS)) {
                        throw new IllegalStateException("broken");
                    }
                    return answer;
                }

                @Override
                public Reach reach() {
                    return Reach.GATEWAY;
                }
            },
            () -> nanos,
            new CircuitGateway.Listener() {
                @Override
                public void opened() {
                    heard.add("opened");
                }

                @Override
                public void closed() {
                    heard.add("closed");
                }
            });

    private static final Reply BREAKS = new Reply.NotSent("breaks");

    @Test
    void aGatewayThatFailsForAllIsSentNothing() {
        assertThat(fail("anna", "boris", "clara")).containsOnly(NO_ANSWER);
        sent = 0;

        assertThat(call("anna")).isEqualTo(new Reply.Shut(CircuitGateway.OPEN_FOR.plusMillis(1)));
        assertThat(sent).isZero();
        assertThat(circuit.shut()).contains(CircuitGateway.OPEN_FOR.plusMillis(1));
        assertThat(heard).containsExactly("opened");
    }

    @Test
    void oneFailingSessionAloneIsNotTheGatewaysTrouble() {
        for (int i = 0; i < 50; i++) {
            fail("anna", "boris");
        }

        assertThat(circuit.shut()).isEmpty();
        assertThat(sent).isEqualTo(100);
    }

    @Test
    void oneFailingSessionAmongOthersIsNotTheGatewaysTrouble() {
        for (String other : List.of("boris", "clara", "dora", "emil", "boris", "clara")) {
            fail("anna");
            succeed(other);
        }

        assertThat(circuit.shut()).isEmpty();
    }

    @Test
    void aSuccessInBetweenBeginsTheCountAnew() {
        fail("anna", "boris");
        succeed("clara");
        fail("anna", "boris");

        assertThat(circuit.shut()).isEmpty();
        fail("clara");
        assertThat(circuit.shut()).isPresent();
    }

    static List<Reply> answers() {
        return List.of(
                DONE,
                new Reply.Failed(420, "FLOOD_WAIT_X", "", Duration.ofSeconds(9)),
                new Reply.Failed(400, "PEER_FLOOD", "", null),
                new Reply.Failed(400, "CHANNEL_PRIVATE", "", null));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatTheNetworkAnswersIsNoFailure(Reply reply) {
        answer = reply;
        for (String session : List.of("anna", "boris", "clara", "dora")) {
            call(session);
        }

        assertThat(circuit.shut()).isEmpty();
    }

    static List<Reply> failures() {
        return List.of(NO_ANSWER, new Reply.NotSent("connection refused"), new Reply.Failed(500, "INTERNAL", "", null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void silenceAndTroubleInsideAreFailures(Reply reply) {
        answer = reply;
        for (String session : List.of("anna", "boris", "clara")) {
            call(session);
        }

        assertThat(circuit.shut()).isPresent();
    }

    @Test
    void afterAWhileItIsTriedAndGoesOn() {
        fail("anna", "boris", "clara");
        pass(CircuitGateway.OPEN_FOR.plusMillis(1));

        assertThat(circuit.shut()).contains(Duration.ZERO);
        assertThat(succeed("anna", "boris", "clara")).containsOnly(DONE);
        assertThat(circuit.shut()).isEmpty();
        assertThat(heard).containsExactly("opened", "closed");
    }

    @Test
    void whileItFailsOnItIsToldOnce() {
        fail("anna", "boris", "clara");
        for (int i = 0; i < 5; i++) {
            pass(CircuitGateway.OPEN_FOR.plusMillis(1));
            fail("anna", "boris", "clara");
        }

        assertThat(circuit.shut()).isPresent();
        assertThat(heard).containsExactly("opened");
    }

    @Test
    void oneFailingSessionDoesNotKeepItOpen() {
        fail("anna", "boris", "clara");
        pass(CircuitGateway.OPEN_FOR.plusMillis(1));

        fail("anna", "anna", "anna", "anna");
        succeed("boris", "clara");

        assertThat(circuit.shut()).isEmpty();
    }

    @Test
    void whoeverComesWhileItIsTriedLooksAgainSoon() {
        List<Reply> others = new ArrayList<>();
        CircuitGateway[] self = new CircuitGateway[1];
        self[0] = new CircuitGateway(
                new Gateway() {
                    @Override
                    public Reply call(Caller caller, Call call, Duration patience) {
                        // Everybody calls while the calls before are on their way.
                        int number = caller.sessionId().charAt(1) - '0';
                        if (number < 4 && answer.equals(DONE)) {
                            others.add(self[0].call(Caller.of("s" + (number + 1)), call, patience));
                        }
                        return answer;
                    }

                    @Override
                    public Reach reach() {
                        return Reach.GATEWAY;
                    }
                },
                () -> nanos,
                new CircuitLog());
        answer = NO_ANSWER;
        for (int i = 1; i <= 3; i++) {
            self[0].call(Caller.of("s" + i), JOIN, PATIENCE);
        }
        pass(CircuitGateway.OPEN_FOR.plusMillis(1));
        answer = DONE;

        self[0].call(Caller.of("s1"), JOIN, PATIENCE);

        assertThat(others).containsExactly(new Reply.Shut(CircuitGateway.OTHERS_WAIT), DONE, DONE);
        assertThat(self[0].shut()).isEmpty();
    }

    @Test
    void aCallThatBreaksTakesNobodysTurn() {
        fail("anna", "boris", "clara");
        pass(CircuitGateway.OPEN_FOR.plusMillis(1));
        answer = BREAKS;
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> call("anna")).hasMessage("broken");
        }

        assertThat(succeed("anna", "boris", "clara")).containsOnly(DONE);
    }

    private List<Reply> fail(String... sessions) {
        answer = NO_ANSWER;
        return calls(sessions);
    }

    private List<Reply> succeed(String... sessions) {
        answer = DONE;
        return calls(sessions);
    }

    private List<Reply> calls(String... sessions) {
        return List.of(sessions).stream().map(this::call).toList();
    }

    private Reply call(String session) {
        return circuit.call(Caller.of(session), JOIN, PATIENCE);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
