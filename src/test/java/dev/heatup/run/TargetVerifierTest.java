package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.gateway.Guard;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.gateway.SampleConfigs;
import dev.heatup.gateway.ScriptedGateway;
import dev.heatup.run.TargetVerifier.Question;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TargetVerifierTest {

    private static final Caller ANNA = Caller.of("anna");
    private static final Reply TEST = new Reply.Done(SampleConfigs.test());
    private static final Reply PRODUCTION =
            new Reply.Done(Tl.constructor("config").with("test_mode", false).build());

    private final ScriptedGateway gateway =
            ScriptedGateway.answering(TEST, TEST, SampleReplies.UNKNOWN, PRODUCTION, TEST, TEST);
    private final MemoryTarget target = new MemoryTarget(new MemorySessions(Session::unknown));
    private final TargetVerifier targetVerifier = new TargetVerifier(new Guard(gateway), target, RunLog.ofSimulation());

    @Test
    void anAnswerServesTheRunForTenMinutes() {
        ask(ANNA, NOW, NOW);
        ask(ANNA, NOW, NOW.plus(Duration.ofMinutes(10)).minusMillis(1));

        assertThat(gateway.calls).hasSize(1);
        assertThat(gateway.patiences).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void afterTenMinutesTheGuardIsAskedAgain() {
        ask(ANNA, NOW, NOW);
        ask(ANNA, NOW, NOW.plus(Duration.ofMinutes(10)));

        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void anAnswerFromBeforeTheRunDoesNotCount() {
        ask(ANNA, NOW, NOW);
        ask(ANNA, NOW.plusMillis(1), NOW.plusMillis(1));

        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void anAnswerToOneSessionDoesNotCountForAnother() {
        ask(ANNA, NOW, NOW);
        ask(Caller.of("boris"), NOW, NOW);

        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void aBadAnswerIsNotRememberedAndEndsWhatWas() {
        Instant later = NOW.plus(Duration.ofMinutes(10));
        ask(ANNA, NOW, NOW);
        ask(ANNA, NOW, later);

        assertThat(ask(ANNA, later.plusMillis(1), later.plusMillis(1))).isInstanceOf(GuardVerdict.Unverified.class);
        // The answer of ten minutes ago would still be fresh for this run.
        assertThat(ask(ANNA, NOW, later.plusMillis(2))).isInstanceOf(GuardVerdict.Production.class);
        assertThat(ask(ANNA, NOW, later.plusMillis(3))).isInstanceOf(GuardVerdict.Test.class);
    }

    @Test
    void aRecheckAsksWhateverIsRemembered() {
        ask(ANNA, NOW, NOW);

        assertThat(ask(ANNA, Instant.MAX, NOW)).isInstanceOf(GuardVerdict.Test.class);
        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void anAnswerOfAnEarlierEpochDoesNotCount() {
        ask(ANNA, NOW, NOW);
        targetVerifier.verdict(new Question(ANNA, NOW, 1, null), NOW);

        assertThat(gateway.calls).hasSize(2);
    }

    private GuardVerdict ask(Caller caller, Instant runStarted, Instant now) {
        return targetVerifier.verdict(new Question(caller, runStarted, 0, null), now);
    }
}
