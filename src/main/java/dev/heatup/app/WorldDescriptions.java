package dev.heatup.app;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.spec.LocalMoment;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.spec.yaml.WorldProblem;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** World files at the start: one that has a mistake starts nothing. */
final class WorldDescriptions {

    private WorldDescriptions() {}

    /**
     * Null when no file is set.
     *
     * @param now the moment at which a world begins that says nothing else
     * @throws EventLogException with every mistake and its place; or when there is a world already, and a new one is wanted
     */
    static WorldFile.@Nullable Read read(Settings settings, Instant now) {
        Path file = settings.network().world();
        LocalMoment begins = settings.network().begins();
        if (file == null) {
            return null;
        }
        WorldFile.Read read = read(file);
        return begins == null
                ? read
                : beginning(read, begins, settings.storage().data(), now);
    }

    private static WorldFile.Read beginning(WorldFile.Read read, LocalMoment begins, Path data, Instant now) {
        if (OpenWorlds.hasMain(data)) {
            throw new EventLogException(
                    "--at begins a new world, and there is one already in %s. Choose another data folder (HEATUP_DATA), or leave out --at to go on with this one, where it was left"
                            .formatted(data));
        }
        Instant starts = read.world().starts();
        return new WorldFile.Read(begins.beginning(read.world(), starts == null ? now : starts), read.corpora());
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
