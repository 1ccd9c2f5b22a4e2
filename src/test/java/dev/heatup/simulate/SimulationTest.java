package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.world.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final String TOWN = """
            name: town
            seed: SEED
            population:
              size: 60
              visits_per_day: 60
            channels:
              - username: hu_city_news
                title: City news
                topic: news
                language: en
                posts_per_day: 48
                discussion: hu_city_talk
            groups:
              - username: hu_city_talk
                title: City talk
                topic: news
                language: en
                members: 0.5
            """;

    @Test
    void theSameSeedGivesTheSameLogAndAnotherSeedAnother() throws InterruptedException {
        List<String> first = log(7);

        assertThat(first).hasSizeGreaterThan(200);
        assertThat(log(7)).isEqualTo(first);
        assertThat(log(8)).isNotEqualTo(first);
    }

    @Test
    void peopleComeAndTheirVisitsSucceed() throws InterruptedException {
        try (Simulation simulation = simulation(7)) {
            Simulation.Outcome outcome = simulation.live(Duration.ofHours(2));

            assertThat(outcome.visits()).isBetween(100, 500);
            assertThat(outcome.failed()).isZero();
            assertThat(outcome.failedSteps()).isLessThan(outcome.visits() / 10);
        }
    }

    private static List<String> log(long seed) throws InterruptedException {
        try (Simulation simulation = simulation(seed)) {
            simulation.live(Duration.ofHours(2));
            List<String> lines = new ArrayList<>();
            List<Event> page;
            do {
                page = simulation.sandbox().events(lines.size(), 1000).join();
                page.forEach(event -> lines.add(event.toString()));
            } while (!page.isEmpty());
            return lines;
        }
    }

    private static Simulation simulation(long seed) {
        return new Simulation(
                world(TOWN.replace("SEED", Long.toString(seed))),
                List.of(),
                InstantSource.system(),
                Duration.ofMillis(20),
                Thread::sleep);
    }

    private static WorldSpec world(String text) {
        WorldFile file = WorldFiles.parse(text, CorpusSource.none());
        assertThat(file).isInstanceOf(WorldFile.Read.class);
        return ((WorldFile.Read) file).world();
    }
}
