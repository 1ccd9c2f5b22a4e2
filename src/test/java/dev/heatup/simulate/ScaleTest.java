package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A city; {@code bench/Scale.java} measures how long it takes. */
class ScaleTest {

    private static final String CITY = """
            name: city
            seed: SEED
            population: {size: 5000, visits_per_day: 8}
            channels:
            %s
            groups:
            %s
            bots:
              - username: hu_city_bot
                name: City
                about: Answers
                id: 1001
                chats: [{chat: hu_talk_00, rights: [delete_messages]}]
            """.formatted(
            chats("  - {username: hu_news_%1$02d, title: News %1$d, topic: news, language: en,"
                    + " posts_per_day: 24}"),
            chats("  - {username: hu_talk_%1$02d, title: Talk %1$d, topic: talk, language: en, members: 0.04}"));

    private static String chats(String line) {
        return IntStream.range(0, 25).mapToObj(line::formatted).collect(Collectors.joining("\n"));
    }

    @Test
    void anHourOfFiveThousandPeopleInFiftyChatsWithABotIsTheSameTwice() throws InterruptedException {
        List<String> first = hour(7);

        assertThat(first).hasSizeGreaterThan(20_000);
        assertThat(hour(7)).isEqualTo(first);
        assertThat(hour(8)).isNotEqualTo(first);
    }

    private static List<String> hour(long seed) throws InterruptedException {
        try (Simulation simulation = SimulatedWorlds.of(CITY, seed);
                ModeratorBot bot = new ModeratorBot(simulation.sandbox().bots(), seed)) {
            assertThat(simulation.awaitBots(Duration.ofSeconds(30))).isEmpty();
            simulation.live(Duration.ofHours(1));
            bot.finish();
            return SimulatedWorlds.log(simulation);
        }
    }
}
