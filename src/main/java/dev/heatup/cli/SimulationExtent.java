package dev.heatup.cli;

import dev.heatup.sandbox.spec.DurationFormat;
import dev.heatup.text.EnumNames;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a simulation there was.
 *
 * @param asked world time that was asked for
 * @param lived world time that passed
 * @param stop why it ended early; null when it did not
 */
record SimulationExtent(
        Duration asked, Duration lived, @Nullable Stop stop) {

    /** Why a simulation ends before it is done. */
    enum Stop implements EnumNames {
        INTERRUPTED("interrupted"),
        TIME_LIMIT("at its time limit");

        private final String shown;

        Stop(String shown) {
            this.shown = shown;
        }
    }

    boolean isPartial() {
        return stop != null;
    }

    /** As "2h", or "12m 30s of 2h" of one that is partial. */
    String shown() {
        return isPartial()
                ? DurationFormat.spelled(lived) + " of " + DurationFormat.spelled(asked)
                : DurationFormat.spelled(asked);
    }

    /** Of one that is partial, for people. */
    String sentence() {
        return "PARTIAL: it ended " + (stop == null ? "" : stop.shown) + " after " + shown()
                + " of world time; nothing is asserted of the rest";
    }
}
