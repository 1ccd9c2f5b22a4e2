package dev.heatup.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "64, 60", "2147483647, 60"})
    void waitDoublesWithEachAttemptUpToTheMaximum(int attempts, int seconds) {
        assertThat(BACKOFF.after(attempts)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 4", "7, 8", "59, 60", "60, 60", "1000, 60"})
    void waitIsAsLongAsAllWaitsBeforeAndTheFirst(int waited, int seconds) {
        assertThat(BACKOFF.after(Duration.ofSeconds(waited))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void bothWaysOfCountingGiveTheSameWaits() {
        Duration waited = Duration.ZERO;
        for (int attempts = 1; attempts < 10; attempts++) {
            Duration wait = BACKOFF.after(attempts);
            assertThat(BACKOFF.after(waited)).isEqualTo(wait);
            waited = waited.plus(wait);
        }
    }

    @Test
    void firstWaitIsPositiveAndWithinTheMaximum() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)).after(3))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
