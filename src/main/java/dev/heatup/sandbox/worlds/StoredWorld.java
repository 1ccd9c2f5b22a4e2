package dev.heatup.sandbox.worlds;

import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A world's description beside its log, as the file that it would be. Stateless. */
final class StoredWorld {

    /** As {@link WorldFiles#write} has it; other fields of that name are deeper. */
    private static final Pattern STARTS = Pattern.compile("(?m)^starts: '?([^'\n]+)'?$");

    private StoredWorld() {}

    /**
     * What the log's world is described by; stored with it when it is new. When one that exists began, a description
     * changes no more.
     *
     * @param given null for what is stored
     * @return empty for a world that nobody described
     */
    static Optional<WorldFile.Read> settle(EventLog log, Path folder, WorldFile.@Nullable Read given) {
        Optional<String> stored = log.description();
        if (given == null) {
            return stored.map(text -> read(text, folder));
        }
        if (log.began().isEmpty()) {
            log.describe(WorldFiles.write(given.world()));
            log.commit();
            return Optional.of(given);
        }
        Instant began = stored.flatMap(StoredWorld::starts).orElse(null);
        WorldFile.Read same = new WorldFile.Read(given.world().startingAt(began), given.corpora());
        if (!stored.equals(Optional.of(WorldFiles.write(same.world())))) {
            throw new EventLogException(
                    "the sandbox in %s has another world than the one described; start it without a description to go on with its own, choose another data folder, or replace it with PUT /sandbox/world"
                            .formatted(folder));
        }
        return Optional.of(same);
    }

    /** Without reading the rest, which may need files that are elsewhere. */
    private static Optional<Instant> starts(String text) {
        Matcher line = STARTS.matcher(text);
        return line.find() ? Optional.of(Instant.parse(line.group(1))) : Optional.empty();
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
