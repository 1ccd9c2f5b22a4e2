package dev.heatup.sandbox.traffic;

import dev.heatup.chance.SeededDraw;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Equal slots of time, one for each of a row of happenings.
 *
 * @param first since the world's beginning
 * @param nanos how long each lasts
 * @param count how many there are
 */
record TimeSlots(Duration first, long nanos, long count) {

    private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

    /** What happens more rarely happens never; it keeps times within 64 bits of nanoseconds. */
    private static final double MAX_HOURS = 10 * 365 * 24;

    private static final long ENDLESS_NANOS = Duration.ofDays(100 * 365).toNanos();

    /** Without end; empty for a rate that is as good as none. */
    static Optional<TimeSlots> endless(double perHour) {
        if (!(perHour * MAX_HOURS >= 1)) {
            return Optional.empty();
        }
        long nanos = Math.max(1, Math.round(NANOS_PER_HOUR / perHour));
        return Optional.of(new TimeSlots(Duration.ZERO, nanos, ENDLESS_NANOS / nanos));
    }

    /** A number of them within a while. */
    static TimeSlots within(Duration first, Duration lasting, int count) {
        return new TimeSlots(first, lasting.toNanos() / count, count);
    }

    Instant beginning(Instant began, long number) {
        return began.plus(first).plusNanos(number * nanos);
    }

    /** A moment of the slot, in whole milliseconds. */
    Instant moment(Instant began, long number, long draw) {
        long within = (long) (SeededDraw.unit(draw) * nanos);
        return beginning(began, number).plusNanos(within).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The first slot of which something can be left after a moment, when each may go on for {@code span} after its end. */
    long firstAfter(Instant began, Instant moment, Duration span) {
        Duration since = Duration.between(began.plus(first), moment).minus(span);
        return since.isNegative() ? 0 : since.toNanos() / nanos;
    }
}
