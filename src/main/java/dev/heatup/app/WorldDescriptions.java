package dev.heatup.app;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.spec.yaml.WorldProblem;
import dev.heatup.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** World files at the start: one that has a mistake starts nothing. */
final class WorldDescriptions {

    private WorldDescriptions() {}

    /**
     * Null when no file is set.
     *
     * @throws EventLogException with every mistake and its place
     */
    static WorldFile.@Nullable Read read(Settings.Network network) {
        Path file = network.world();
        return file == null ? null : read(file);
    }

    private static WorldFile.Read read(Path file) {
        return switch (WorldFiles.read(file)) {
            case WorldFile.Read read -> read;
            case WorldFile.Invalid(List<WorldProblem> problems) ->
                throw new EventLogException("the world file " + file + " has mistakes:\n"
                        + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        };
    }
}
