package dev.heatup.crowd;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.spec.PopulationSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * When people look in: for each person an inhomogeneous Poisson process whose rate follows the hours of the local day.
 *
 * <p>Time is cut into hours of the clock. How many visits begin in an hour, and when, is drawn from the person and that
 * hour alone; so the next visit follows from the moment that is asked about, and nothing has to be remembered. Within an
 * hour the rate is constant, so independent uniform times are exactly the process (Kingman 1993, "Poisson Processes",
 * section 2.4). Immutable.
 */
public final class Activity {

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    /**
     * Longer than this nobody stays away: at the least rate that is allowed, the chance is exp(-100). It ends the search
     * for a visit near the end of time.
     */
    private static final long MAX_HOURS = 10_000L * 24;

    private final int utcOffsetHours;
    private final double visitsPerDay;

    /** How many visits a person begins, on average, in each hour of the local day. */
    private final double[] rates;

    /** The chance that there are none. */
    private final double[] none;

    public Activity(PopulationSpec population) {
        utcOffsetHours = population.utcOffsetHours();
        visitsPerDay = population.visitsPerDay();
        List<Double> weights = population.activity();
        double sum = weights.stream().mapToDouble(weight -> weight).sum();
        rates = weights.stream()
                .mapToDouble(weight -> visitsPerDay * weight / sum)
                .toArray();
        // StrictMath gives the same times on every machine.
        none = DoubleStream.of(rates).map(rate -> StrictMath.exp(-rate)).toArray();
    }

    /**
     * When the person's first visit after a moment begins, in world time and whole milliseconds; empty when people never
     * come.
     *
     * @param after excluded
     */
    public Optional<Instant> next(Person person, Instant after) {
        if (visitsPerDay == 0) {
            return Optional.empty();
        }
        long seed = SeededDraw.of(person.seed(), "visits");
        long afterMillis = after.toEpochMilli();
        long first = Math.floorDiv(afterMillis, HOUR_MILLIS);
        for (long hour = first; hour < first + MAX_HOURS; hour++) {
            long next = firstIn(hour, SeededDraw.of(seed, hour), afterMillis);
            if (next > afterMillis) {
                return Optional.of(Instant.ofEpochMilli(next));
            }
        }
        return Optional.empty();
    }

    /** The first visit of the hour after a moment; {@link Long#MIN_VALUE} when there is none. */
    private long firstIn(long hour, long draw, long afterMillis) {
        int visits = visits(Math.floorMod(hour + utcOffsetHours, PopulationSpec.HOURS), SeededDraw.unit(draw));
        long first = Long.MIN_VALUE;
        for (int i = 0; i < visits; i++) {
            long at = hour * HOUR_MILLIS + SeededDraw.between(SeededDraw.of(draw, i), 0, HOUR_MILLIS - 1);
            if (at > afterMillis && (first == Long.MIN_VALUE || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** Inverts the Poisson distribution of an hour's visits at {@code u}, which is in [0, 1). */
    private int visits(int localHour, double u) {
        double chance = none[localHour];
        double upTo = chance;
        int visits = 0;
        while (u >= upTo && chance > Double.MIN_NORMAL) {
            visits++;
            chance *= rates[localHour] / visits;
            upTo += chance;
        }
        return visits;
    }
}
