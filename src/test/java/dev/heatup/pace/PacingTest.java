package dev.heatup.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacingTest {

    @Test
    void pausesAreThreeToTenSecondsAndInOneCaseOfTenTenToThirty() {
        int longOnes = 0;
        Duration shortest = Duration.ofDays(1);
        Duration longest = Duration.ZERO;
        int all = 100_000;
        for (int i = 0; i < all; i++) {
            Duration pause = Pacing.DEFAULT.pauseAfter(i / 10, i % 10);
            assertThat(pause).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(30));
            longOnes += pause.compareTo(Duration.ofSeconds(10)) > 0 ? 1 : 0;
            shortest = pause.compareTo(shortest) < 0 ? pause : shortest;
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longOnes / (double) all).isBetween(0.095, 0.105);
        assertThat(shortest).isLessThan(Duration.ofMillis(3050));
        assertThat(longest).isGreaterThan(Duration.ofMillis(29_900));
    }

    @Test
    void aResumedRunPausesJustAsLong() {
        for (int index = 0; index < 20; index++) {
            assertThat(new Pacing(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1)
                            .pauseAfter(99, index))
                    .isEqualTo(Pacing.DEFAULT.pauseAfter(99, index));
        }
        assertThat(Pacing.DEFAULT.pauseAfter(42, 0)).isEqualTo(Duration.ofMillis(5933));
    }

    @Test
    void neighbouringSeedsAndStepsPauseDifferently() {
        Set<Duration> pauses = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (int index = 0; index < 10; index++) {
                pauses.add(Pacing.DEFAULT.pauseAfter(seed, index));
            }
        }
        assertThat(pauses).hasSizeGreaterThan(90);
    }

    @Test
    void aShareOfNoneOrAllIsKept() {
        Pacing never = new Pacing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), 0);
        Pacing always = new Pacing(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(5), 1);
        for (int index = 0; index < 1000; index++) {
            assertThat(never.pauseAfter(1, index)).isZero();
            assertThat(always.pauseAfter(1, index)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        }
    }

    @Test
    void impossibleBoundsAreRefused() {
        refuses(-1, 2, 3, 0.1);
        refuses(3, 2, 3, 0.1);
        refuses(1, 3, 2, 0.1);
        refuses(1, 2, 3, -0.01);
        refuses(1, 2, 3, 1.01);
        refuses(1, 2, 3, Double.NaN);
    }

    private static void refuses(int from, int to, int longest, double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pacing(
                        Duration.ofSeconds(from), Duration.ofSeconds(to), Duration.ofSeconds(longest), share));
    }
}
