package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Gateway.Reach;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What wraps a gateway neither makes more of it nor hides what it says. */
class GatewayDecoratorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Call READ = new Call.Dialogs(10, 0);

    record Decorator(String name, UnaryOperator<Gateway> around) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Decorator> decorators() {
        return Stream.of(
                new Decorator("limits", gateway -> new LimitedGateway(gateway, () -> 0)),
                new Decorator("latch", gateway -> new LatchedGateway(gateway, () -> false, () -> 0)),
                new Decorator(
                        "retries", gateway -> new RetryingGateway(gateway, new SplittableRandom(1), _ -> {}, () -> 0)),
                new Decorator("circuit", gateway -> new CircuitGateway(gateway, () -> 0, new CircuitLog())));
    }

    @ParameterizedTest
    @MethodSource("decorators")
    void itsReachIsThatOfWhatItWraps(Decorator decorator) {
        for (Reach reach : Reach.values()) {
            assertThat(decorator.around().apply(new ScriptedGateway(reach)).reach())
                    .isEqualTo(reach);
        }
    }

    @ParameterizedTest
    @MethodSource("decorators")
    void whatIsShutStaysShut(Decorator decorator) {
        ScriptedGateway gateway = ScriptedGateway.answering();
        Gateway decorated = decorator.around().apply(gateway);

        assertThat(decorated.shut()).isEmpty();
        gateway.shut = Duration.ofSeconds(3);

        assertThat(decorated.shut()).contains(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @MethodSource("decorators")
    void aCallAndItsAnswerPassUnchanged(Decorator decorator) {
        Reply answer = new Reply.Failed(400, "CHANNEL_PRIVATE", "no way in", null);
        ScriptedGateway gateway = ScriptedGateway.answering(answer);

        assertThat(decorator.around().apply(gateway).call(Caller.of("s1"), READ, PATIENCE))
                .isEqualTo(answer);
        assertThat(gateway.calls).containsExactly(READ);
        assertThat(gateway.patiences).containsExactly(PATIENCE);
    }
}
