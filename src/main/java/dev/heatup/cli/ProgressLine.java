package dev.heatup.cli;

import java.time.Duration;
import java.util.function.Supplier;

/** How far something has come: one line that is written over, for a person who watches; nothing in a pipe. */
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

    /** @param line made only when it is shown */
    void show(Supplier<String> line) {
        long now = surroundings.ticker().nanoTime();
        if (surroundings.terminal() && now - shownAt >= BETWEEN.toNanos()) {
            surroundings.err().print(CLEAR + line.get());
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
