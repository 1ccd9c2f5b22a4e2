package dev.heatup.cli;

import dev.heatup.sandbox.spec.LocalMoment;
import dev.heatup.settings.Settings;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which world the sandbox is. */
final class WorldOption {

    @Option(
            names = "--world",
            paramLabel = "FILE",
            description = "The file that describes the sandbox's world, see docs/worlds.md (default: HEATUP_WORLD).")
    private @Nullable String file;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = LocalMomentConverter.class,
            description = "Begins a new world at this time of its people's clocks: 10:00, or 2026-03-02T10:00.")
    private @Nullable LocalMoment at;

    /**
     * The settings with what the options say.
     *
     * @param load gives the settings with these in place of the environment's
     * @throws ParameterException when there is no world that could begin
     */
    Settings over(Function<Map<String, String>, Settings> load, CommandSpec command) {
        Settings settings = load.apply(file == null ? Map.of() : Map.of("HEATUP_WORLD", file));
        if (at == null) {
            return settings;
        }
        if (settings.network().world() == null || !settings.network().isSandbox()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--at begins a world of a file, so it needs --world, and the sandbox as network");
        }
        return settings.beginning(at);
    }
}
