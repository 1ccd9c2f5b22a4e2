package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LatchedGatewayTest {

    private static final Caller ANNA = Caller.of("anna");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Call JOIN = new Call.JoinChat("hu_city_news", "run/0/0");
    private static final Call QUESTION =
            new Call.InvokeRaw("help.getConfig", Tl.object().build(), null);
    private static final Reply DONE = new Reply.Done(Tl.object().build());
    private static final Reply UNKNOWN = new Reply.Unknown("timed out");

    private long nanos;
    private final AtomicBoolean latched = new AtomicBoolean();

    @Test
    void nothingIsSentWhileItIsLatchedButTheGuardsQuestion() {
        ScriptedGateway network = ScriptedGateway.answering(DONE, DONE);
        Gateway gateway = new LatchedGateway(network, latched::get, () -> nanos);

        assertThat(gateway.call(ANNA, JOIN, PATIENCE)).isEqualTo(DONE);
        latched.set(true);
        assertThat(gateway.call(ANNA, JOIN, PATIENCE)).isInstanceOf(Reply.Shut.class);
        assertThat(gateway.call(ANNA, QUESTION, PATIENCE)).isEqualTo(DONE);
        assertThat(network.calls).containsExactly(JOIN, QUESTION);
    }

    @Test
    void timeThatTheLookTookIsNoTimeToSend() {
        ScriptedGateway network = ScriptedGateway.answering(DONE);
        Gateway gateway = new LatchedGateway(
                network,
                () -> {
                    nanos += PATIENCE.toNanos();
                    return false;
                },
                () -> nanos);

        assertThat(gateway.call(ANNA, JOIN, PATIENCE)).isInstanceOf(Reply.NotSent.class);
        assertThat(network.calls).isEmpty();
    }

    @Test
    void aLatchBetweenTwoAttemptsStopsTheSecondAndLeavesTheFirstInDoubt() {
        ScriptedGateway network = ScriptedGateway.answering(UNKNOWN, DONE);
        Gateway gateway = new RetryingGateway(
                new LatchedGateway(network, latched::get, () -> nanos), new Random(1), _ -> latched.set(true), () -> 0);

        assertThat(gateway.call(ANNA, JOIN, PATIENCE)).isEqualTo(UNKNOWN);
        assertThat(network.calls).containsExactly(JOIN);
    }
}
