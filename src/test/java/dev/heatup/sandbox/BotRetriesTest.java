package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BotRetriesTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final long BOT = 1001;
    private static final String CALL = "sendMessage -100";

    private final SettableTime time = new SettableTime(TestWorlds.NOW);
    private final BotRetries botRetries = new BotRetries(time, GRACE);

    @Test
    void theWorldAdvancesByWhatTheBotWasToldAndWaitsUntilItCallsAgain() {
        assertThat(botRetries.told(BOT, CALL, WAIT)).isEqualTo(WAIT);
        assertThat(botRetries.until()).isEqualTo(time.instant().plus(WAIT).plus(GRACE));

        botRetries.called(BOT, "sendMessage -200");
        botRetries.called(BOT, "getUpdates");
        assertThat(botRetries.until()).isAfter(time.instant());
        botRetries.called(BOT, CALL);
        assertThat(botRetries.until()).isBefore(time.instant());
    }

    @Test
    void aBotThatDoesNotComeBackIsNotExpectedAgainUntilItDoes() {
        for (int time = 0; time < BotRetries.MAX_UNKEPT; time++) {
            assertThat(botRetries.told(BOT, CALL, WAIT)).isEqualTo(WAIT);
            this.time.advance(WAIT.plus(GRACE));
            assertThat(botRetries.until()).isBefore(this.time.instant());
        }

        assertThat(botRetries.told(BOT, CALL, WAIT)).isZero();
        assertThat(botRetries.told(BOT + 1, CALL, WAIT)).isEqualTo(WAIT);
    }

    @Test
    void aBotThatComesBackInBetweenIsExpectedAgain() {
        for (int time = 0; time < 3 * BotRetries.MAX_UNKEPT; time++) {
            assertThat(botRetries.told(BOT, CALL, WAIT)).isEqualTo(WAIT);
            this.time.advance(time % 2 == 0 ? WAIT.plus(GRACE) : WAIT);
            botRetries.called(BOT, CALL);
        }
    }

    @Test
    void aWaitOfHoursPassesByItself() {
        assertThat(botRetries.told(BOT, CALL, BotRetries.MAX_WAIT.plusSeconds(1)))
                .isZero();
        assertThat(botRetries.until()).isBefore(time.instant());
    }
}
