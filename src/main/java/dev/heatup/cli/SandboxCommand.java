package dev.heatup.cli;

import dev.heatup.settings.Settings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sandbox",
        description = "Starts a sandbox alone, which serves several nodes as their gateway.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

    /** Beside a service on the same machine, which has 8080. */
    private static final int DEFAULT_PORT = 8082;

    private final Launcher launcher;
    private final CliEnvironment cliEnvironment;

    @Mixin
    private WorldOption world = new WorldOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it answers on loopback (default: the setting PORT, or 8082; 0 takes any free port).")
    private @Nullable Integer port;

    SandboxCommand(Launcher launcher, CliEnvironment cliEnvironment) {
        this.launcher = launcher;
        this.cliEnvironment = cliEnvironment;
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (port != null && (port < 0 || port > 65535)) {
            throw new ParameterException(spec.commandLine(), "--port must be 0 to 65535");
        }
        Settings settings = world.over(over -> cliEnvironment.settings(DEFAULT_PORT, over), spec);
        Launcher.Running running =
                launcher.sandbox(settings, port == null ? settings.listening().port() : port);
        cliEnvironment
                .out()
                .println("The sandbox answers. Set TELEGRAM_API_BASE_URL=" + running.url() + "/gateway on every node."
                        + " Bots meet it on port " + running.botApiPort() + ". Stop it with Ctrl-C.");
        return ExitCode.SERVING;
    }
}
