package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final long BOT = 1001;
    private static final String CALL = "sendMessage -100";

    private final SettableTime time = new SettableTime(Worlds.NOW);
    private final Retries retries = new Retries(time, GRACE);

    @Test
    void theWorldAdvancesByWhatTheBotWasToldAndWaitsUntilItCallsAgain() {
        assertThat(retries.told(BOT, CALL, WAIT)).isEqualTo(WAIT);
        assertThat(retries.until()).isEqualTo(time.instant().plus(WAIT).plus(GRACE));

        retries.called(BOT, "sendMessage -200");
        retries.called(BOT, "getUpdates");
        assertThat(retries.until()).isAfter(time.instant());
        retries.called(BOT, CALL);
        assertThat(retries.until()).isBefore(time.instant());
    }

    @Test
    void aBotThatDoesNotComeBackIsNotExpectedAgainUntilItDoes() {
        for (int time = 0; time < Retries.MAX_UNKEPT; time++) {
            assertThat(retries.told(BOT, CALL, WAIT)).isEqualTo(WAIT);
            this.time.advance(WAIT.plus(GRACE));
            assertThat(retries.until()).isBefore(this.time.instant());
        }

        assertThat(retries.told(BOT, CALL, WAIT)).isZero();
        assertThat(retries.told(BOT + 1, CALL, WAIT)).isEqualTo(WAIT);
    }

    @Test
    void aBotThatComesBackInBetweenIsExpectedAgain() {
        for (int time = 0; time < 3 * Retries.MAX_UNKEPT; time++) {
            assertThat(retries.told(BOT, CALL, WAIT)).isEqualTo(WAIT);
            this.time.advance(time % 2 == 0 ? WAIT.plus(GRACE) : WAIT);
            retries.called(BOT, CALL);
        }
    }

    @Test
    void aWaitOfHoursPassesByItself() {
        assertThat(retries.told(BOT, CALL, Retries.MAX_WAIT.plusSeconds(1))).isZero();
        assertThat(retries.until()).isBefore(time.instant());
    }
}
