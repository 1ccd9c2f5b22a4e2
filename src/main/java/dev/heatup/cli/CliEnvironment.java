package dev.heatup.cli;

import dev.heatup.settings.Settings;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param directory where {@code .env} and relative paths are looked for
 * @param terminal whether a person watches {@code out}
 */
public record CliEnvironment(
        Map<String, String> environment,
        Path directory,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Ticker ticker) {

    @SuppressWarnings("SystemConsoleNull") // Without a terminal it is null, for the default console at least.
    public static CliEnvironment ofProcess() {
        Console console = System.console();
        return new CliEnvironment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                System.out,
                System.err,
                console != null && console.isTerminal(),
                Ticker.system());
    }

    Settings settings() {
        return settings(Map.of());
    }

    /** @param over what options of the command set, in place of the environment */
    Settings settings(Map<String, String> over) {
        return Settings.load(with(over), directory);
    }

    /** @param port where no setting says another one */
    Settings settings(int port, Map<String, String> over) {
        return Settings.loadWithPort(port, with(over), directory);
    }

    private Map<String, String> with(Map<String, String> over) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(over);
        return all;
    }
}
