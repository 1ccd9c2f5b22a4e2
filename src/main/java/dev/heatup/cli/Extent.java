package dev.heatup.cli;

import dev.heatup.sandbox.spec.Durations;
import dev.heatup.text.Named;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a simulation there was.
 *
 * @param asked world time that was asked for
 * @param lived world time that passed
 * @param stop why it ended early; null when it did not
 */
record Extent(Duration asked, Duration lived, @Nullable Stop stop) {

    /** Why a simulation ends before it is done. */
    enum Stop implements Named {
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
        return isPartial() ? Durations.spelled(lived) + " of " + Durations.spelled(asked) : Durations.spelled(asked);
    }

    /** Of one that is partial, for people. */
    String sentence() {
        return "PARTIAL: it ended " + (stop == null ? "" : stop.shown) + " after " + shown()
                + " of world time; nothing is asserted of the rest";
    }
}
