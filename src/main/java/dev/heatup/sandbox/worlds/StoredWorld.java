package dev.heatup.sandbox.worlds;

import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A world's description beside its log, as the file that it would be. Stateless. */
final class StoredWorld {

    private StoredWorld() {}

    /**
     * What the log's world is described by; stored with it when it is new.
     *
     * @param given null for what is stored
     * @return empty for a world that nobody described
     */
    static Optional<WorldFile.Read> settle(EventLog log, Path folder, WorldFile.@Nullable Read given) {
        Optional<String> stored = log.description();
        if (given == null) {
            return stored.map(text -> read(text, folder));
        }
        String text = WorldFiles.write(given.world());
        boolean isNew = log.began().isEmpty();
        if (!isNew && !stored.equals(Optional.of(text))) {
            throw new EventLogException(
                    "the sandbox in %s has another world than the one described; start it without a description to go on with its own, choose another data folder, or replace it with PUT /sandbox/world"
                            .formatted(folder));
        }
        if (isNew) {
            log.describe(text);
            log.commit();
        }
        return Optional.of(given);
    }

    private static WorldFile.Read read(String text, Path folder) {
        return switch (WorldFiles.written(text)) {
            case WorldFile.Read read -> read;
            case WorldFile.Invalid invalid ->
                throw new EventLogException(
                        "the world in %s can't be opened by what is stored of it (%s); start it with its world file"
                                .formatted(folder, invalid.problems().getFirst()));
        };
    }
}
