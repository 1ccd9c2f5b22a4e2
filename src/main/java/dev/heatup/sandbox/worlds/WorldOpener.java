package dev.heatup.sandbox.worlds;

import dev.heatup.channel.Pool;
import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.FoundedWorld;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.WorldLog;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.worlds.OpenWorlds.Dependencies;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens or makes the world of a folder. Thread-safe. */
final class WorldOpener {

    private static final Logger LOG = LoggerFactory.getLogger("heatup.bots");

    private final Dependencies dependencies;

    WorldOpener(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * @param seed null for the description's, that of the log, or a fresh one
     * @param description null for the stored one
     */
    Sandbox main(@Nullable Long seed, WorldFile.@Nullable Read description) {
        Sandbox sandbox = open(dependencies.data(), seed, description);
        sandbox.onBotArrival(bot -> LOG.info("{}", bot.sentence()));
        return sandbox;
    }

    /** @param description null for the stored one */
    Sandbox named(String name, Path folder, WorldFile.@Nullable Read description) {
        Sandbox sandbox = open(folder, null, description);
        sandbox.onBotArrival(bot -> LOG.info("World {}: {}", name, bot.sentence()));
        return sandbox;
    }

    private Sandbox open(Path folder, @Nullable Long seed, WorldFile.@Nullable Read description) {
        return Sandbox.open(opened(folder, seed, description), dependencies.clock(), dependencies.speed());
    }

    /** Makes the world in a folder of its own, and closes it there. */
    FoundedWorld found(Path folder, WorldFile.Read description) {
        return FoundedWorld.of(opened(folder, null, description), dependencies.clock(), dependencies.speed());
    }

    /** The main world that {@link #found} made, once its files are those of the main world. */
    WorldLog mainOf(FoundedWorld foundedWorld) {
        return foundedWorld.opens(SqliteEventLog.open(dependencies.data(), null, dependencies.freshSeed()));
    }

    /** The main world as it is stored. */
    WorldLog storedMain() {
        return opened(dependencies.data(), null, null);
    }

    /** The log of a folder with the world that it is about. */
    private WorldLog opened(Path folder, @Nullable Long seed, WorldFile.@Nullable Read description) {
        Long wanted =
                description == null ? seed : Long.valueOf(description.world().seed());
        EventLog log = SqliteEventLog.open(folder, wanted, dependencies.freshSeed());
        boolean opened = false;
        try {
            WorldFactory.Content content = StoredWorld.settle(log, folder, description)
                    .map(known -> dependencies.making().of(known, pools(known)))
                    .orElseGet(() -> new WorldFactory.Content(World.of(dependencies.pools(), log.seed()), List.of()));
            opened = true;
            return new WorldLog(log, content.world(), content.sources());
        } finally {
            if (!opened) {
                log.close();
            }
        }
    }

    private List<Pool> pools(WorldFile.Read description) {
        return dependencies.pools().stream()
                .filter(pool -> description.world().pools().contains(pool.name()))
                .toList();
    }

    /** The first pool that the description names and that does not exist. */
    Optional<String> missingPool(WorldFile.Read description) {
        return description.world().pools().stream()
                .filter(name -> dependencies.pools().stream()
                        .noneMatch(pool -> pool.name().equals(name)))
                .findFirst();
    }
}
