package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.world.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Worlds that tests simulate. */
final class SimulatedWorlds {

    private SimulatedWorlds() {}

    /** @param yaml in which SEED stands for the seed */
    static Simulation of(String yaml, long seed) {
        WorldFile file = WorldFiles.parse(yaml.replace("SEED", Long.toString(seed)), CorpusSource.none());
        assertThat(file).isInstanceOf(WorldFile.Read.class);
        WorldFile.Read read = (WorldFile.Read) file;
        return of(read, read.world());
    }

    /** The world of a file, with another seed than the file's. */
    static Simulation of(Path path, long seed) {
        WorldFile file = WorldFiles.read(path);
        assertThat(file).isInstanceOf(WorldFile.Read.class);
        WorldFile.Read read = (WorldFile.Read) file;
        return of(read, read.world().withSeed(seed));
    }

    private static Simulation of(WorldFile.Read read, WorldSpec world) {
        // A bot here answers before it asks again, so that there is nothing to wait for after its last call.
        return new Simulation(
                world,
                List.of(),
                read.corporaByGroup(),
                InstantSource.system(),
                Duration.ZERO,
                real -> Thread.onSpinWait());
    }

    static List<String> log(Simulation simulation) {
        return simulation.events().map(Event::toString).toList();
    }
}
