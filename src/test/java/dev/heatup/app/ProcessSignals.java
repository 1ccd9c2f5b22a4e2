package dev.heatup.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Signals to processes that tests start. Stateless. */
final class ProcessSignals {

    /** SIGINT and SIGTERM in the masks of {@code /proc}. */
    private static final long ENDING = 1L << 1 | 1L << 14;

    private ProcessSignals() {}

    /** The same command, which hears of signals although this process may have been started to ignore them, as in the background. */
    static List<String> heardBy(List<String> command) throws IOException {
        List<String> heard = new ArrayList<>();
        if (areIgnored()) {
            heard.addAll(List.of("env", "--default-signal=INT", "--default-signal=TERM"));
        }
        heard.addAll(command);
        return heard;
    }

    private static boolean areIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring("SigIgn:".length())
                                                        .strip(),
                                                16)
                                        & ENDING)
                                != 0);
    }

    /** @param signal as {@code INT} */
    static void send(String signal, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("SIG" + signal + " could not be sent");
        }
    }
}
