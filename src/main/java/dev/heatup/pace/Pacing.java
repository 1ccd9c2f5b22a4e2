package dev.heatup.pace;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Think time between the steps of a visit, in world time: most pauses are short, some are long. A pause is computed from
 * the run's seed and the step's index alone, so that a run resumed elsewhere pauses just as long. Immutable.
 *
 * @param shortFrom shortest usual pause
 * @param shortTo longest usual pause, and the shortest of the long ones
 * @param longTo longest pause
 * @param longShare share of long pauses, 0 to 1
 */
public record Pacing(Duration shortFrom, Duration shortTo, Duration longTo, double longShare) {

    /** 3 to 10 s, and in one case of ten 10 to 30 s. */
    public static final Pacing DEFAULT =
            new Pacing(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), 0.1);

    public Pacing {
        if (shortFrom.isNegative()
                || shortTo.compareTo(shortFrom) < 0
                || longTo.compareTo(shortTo) < 0
                || !(longShare >= 0 && longShare <= 1)) {
            throw new IllegalArgumentException("pauses must grow from shortest to longest, and a share is 0 to 1");
        }
    }

    /** The pause after step {@code index} (0-based), a whole number of milliseconds. */
    public Duration pauseAfter(long seed, int index) {
        // Mixing through a generator's own first output keeps neighbouring seeds and indices unrelated.
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + index);
        return random.nextDouble() < longShare ? between(random, shortTo, longTo) : between(random, shortFrom, shortTo);
    }

    private static Duration between(SplittableRandom random, Duration from, Duration to) {
        return Duration.ofMillis(random.nextLong(from.toMillis(), to.toMillis() + 1));
    }
}
