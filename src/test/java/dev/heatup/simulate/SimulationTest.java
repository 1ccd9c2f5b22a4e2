package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
        try (Simulation simulation = SimulatedWorlds.of(TOWN, 7)) {
            Simulation.Outcome outcome = simulation.live(Duration.ofHours(2));

            assertThat(outcome.visits()).isBetween(100, 500);
            assertThat(outcome.failed()).isZero();
            assertThat(outcome.failedSteps()).isLessThan(outcome.visits() / 10);
        }
    }

    @Test
    void peopleLookNeitherForPrivateGroupsOfOthersNorForBotsThatAreNotThere() throws InterruptedException {
        String secretive = TOWN + """
              - username: hu_city_club
                title: City club
                topic: news
                private: true
                members: 0.1
            bots:
              - {username: hu_absent_bot, payloads: [ref]}
            """;
        try (Simulation simulation = SimulatedWorlds.of(secretive, 7)) {
            Simulation.Outcome outcome = simulation.live(Duration.ofHours(2));

            assertThat(outcome.visits()).isPositive();
            assertThat(outcome.failedSteps()).isZero();
            assertThat(SimulatedWorlds.log(simulation))
                    .anyMatch(event -> event.contains("MessageSent") && event.contains("hu_city_club"));
        }
    }

    @Test
    void aLifeInManyGoesIsTheSameAsInOne() throws InterruptedException {
        List<String> whole = log(7);

        try (Simulation simulation = SimulatedWorlds.of(TOWN, 7)) {
            for (int minute = 0; minute < 120; minute++) {
                simulation.live(Duration.ofMinutes(1));
            }
            assertThat(SimulatedWorlds.log(simulation)).isEqualTo(whole);
        }
    }

    private static List<String> log(long seed) throws InterruptedException {
        try (Simulation simulation = SimulatedWorlds.of(TOWN, seed)) {
            simulation.live(Duration.ofHours(2));
            return SimulatedWorlds.log(simulation);
        }
    }
}
