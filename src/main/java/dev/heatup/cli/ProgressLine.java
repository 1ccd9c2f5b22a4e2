package dev.heatup.cli;

import dev.heatup.sandbox.spec.Durations;
import dev.heatup.simulate.Simulation;
import java.time.Duration;

/** How far a simulation has come: one line that is written over, for a person who watches; nothing in a pipe. */
final class ProgressLine {

    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final String CLEAR = "\r\u001B[K";

    private final Surroundings surroundings;
    private long shownAt;
    private boolean shown;

    ProgressLine(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.shownAt = surroundings.ticker().nanoTime();
    }

    void show(Simulation.Outcome outcome, Duration whole) {
        long now = surroundings.ticker().nanoTime();
        if (surroundings.terminal() && now - shownAt >= BETWEEN.toNanos()) {
            surroundings
                    .err()
                    .print(CLEAR + Durations.written(outcome.simulated()) + " of " + Durations.written(whole)
                            + " of world time, " + outcome.visits() + " visits, " + outcome.events() + " events");
            surroundings.err().flush();
            shownAt = now;
            shown = true;
        }
    }

    void clear() {
        if (shown) {
            surroundings.err().print(CLEAR);
            surroundings.err().flush();
        }
    }
}
