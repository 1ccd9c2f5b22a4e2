package dev.heatup.cli;

import dev.heatup.settings.Settings;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        description = "Starts the service, with the sandbox inside unless TELEGRAM_API_BASE_URL is set.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    private final Launcher launcher;
    private final CliEnvironment cliEnvironment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private WorldOption world = new WorldOption();

    StartCommand(Launcher launcher, CliEnvironment cliEnvironment) {
        this.launcher = launcher;
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() {
        Settings settings = world.over(cliEnvironment::settings, spec);
        if (settings.network().isSandbox() && settings.storage().database() != null) {
            cliEnvironment
                    .err()
                    .println("With PostgreSQL several nodes share one network, so the sandbox can't be inside one of"
                            + " them. Start it with ./heatup sandbox, and set TELEGRAM_API_BASE_URL to its address.");
            return ExitCode.USAGE;
        }
        Launcher.Running running = launcher.start(settings);
        cliEnvironment.out().println(welcome(running, settings));
        return ExitCode.SERVING;
    }

    private static String welcome(Launcher.Running running, Settings settings) {
        return """
                Heat Up is ready. Stop it with Ctrl-C.
                  API      %1$s
                  Docs     %1$s/docs and %1$s/redoc
                  Health   %1$s/health
                  Network  %2$s
                  Bots     %5$s%6$s
                  Planner  %3$s
                  Data     %4$s
                Try: curl -X POST %1$s/warmup/abc123xyz""".formatted(
                        running.url(),
                        settings.network().isSandbox()
                                ? "the sandbox, at speed " + settings.network().speed()
                                : "the gateway of TELEGRAM_API_BASE_URL",
                        planner(settings),
                        settings.storage().database() == null
                                ? settings.storage().data()
                                : "the PostgreSQL database of DATABASE_URL",
                        settings.network().isSandbox()
                                ? botApi(running, settings) + " (Bot API)"
                                : "none; they meet the sandbox alone",
                        running.people()
                                .map(people -> "\n  People   " + NextVisit.told(people, settings))
                                .orElse(""));
    }

    private static String planner(Settings settings) {
        if (!settings.network().isSandbox()) {
            return "a fixed plan and fixed phrases, as through every gateway";
        }
        return settings.claude().apiKey() == null
                ? "offline"
                : "Claude, " + settings.claude().model();
    }

    /** What a bot's library takes as the API's root. */
    private static URI botApi(Launcher.Running running, Settings settings) {
        return new Settings.Listening(settings.botApi().address(), running.botApiPort()).url();
    }
}
