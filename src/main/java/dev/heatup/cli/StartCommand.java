package dev.heatup.cli;

import dev.heatup.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "start",
        description = "Starts the service, with the sandbox inside unless TELEGRAM_API_BASE_URL is set.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    private final Launcher launcher;
    private final Surroundings surroundings;

    StartCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Settings settings = surroundings.settings();
        if (settings.network().isSandbox() && settings.storage().database() != null) {
            surroundings
                    .err()
                    .println("With PostgreSQL several nodes share one network, so the sandbox can't be inside one of"
                            + " them. Start it with ./heatup sandbox, and set TELEGRAM_API_BASE_URL to its address.");
            return ExitCode.USAGE;
        }
        Launcher.Running running = launcher.start(settings);
        surroundings
                .out()
                .println("Heat Up answers on " + running.url() + " (API: " + running.url() + "/docs)."
                        + " Stop it with Ctrl-C.");
        return ExitCode.SERVING;
    }
}
