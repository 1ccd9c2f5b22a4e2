package dev.heatup.cli;

import java.time.Duration;
import java.util.function.Supplier;

/** How far something has come: one line that is written over, for a person who watches; nothing in a pipe. */
final class ProgressLine {

    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final String CLEAR = "\r\u001B[K";

    private final CliEnvironment cliEnvironment;
    private long shownAt;
    private boolean shown;

    ProgressLine(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
        this.shownAt = cliEnvironment.ticker().nanoTime();
    }

    /** @param line made only when it is shown */
    void show(Supplier<String> line) {
        long now = cliEnvironment.ticker().nanoTime();
        if (cliEnvironment.terminal() && now - shownAt >= BETWEEN.toNanos()) {
            cliEnvironment.err().print(CLEAR + line.get());
            cliEnvironment.err().flush();
            shownAt = now;
            shown = true;
        }
    }

    void clear() {
        if (shown) {
            cliEnvironment.err().print(CLEAR);
            cliEnvironment.err().flush();
        }
    }
}
