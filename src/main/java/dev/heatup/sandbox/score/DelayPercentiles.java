package dev.heatup.sandbox.score;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How long something took, in world time, each the time of one case: by nearest rank.
 *
 * @param sample how many cases there were, at least one
 */
public record DelayPercentiles(long sample, Duration median, Duration p95, Duration longest) {

    static Optional<DelayPercentiles> of(List<Long> millis) {
        long[] sorted = millis.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new DelayPercentiles(
                        sorted.length,
                        rank(sorted, 50),
                        rank(sorted, 95),
                        Duration.ofMillis(sorted[sorted.length - 1])));
    }

    private static Duration rank(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return Duration.ofMillis(sorted[rank - 1]);
    }
}
