package dev.heatup.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PersonasTest {

    private static final Pool POOL = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();

    @Test
    void aSessionIsTheSamePersonInEveryVersion() {
        assertThat(Personas.seedOf("")).isEqualTo(-780787492076525413L);
        assertThat(Personas.seedOf("юг")).isEqualTo(-8193714567749342887L);
        assertThat(Personas.of("abc123xyz", POOL))
                .isEqualTo(new Persona(
                        4830964385319119470L,
                        "Ben",
                        "en",
                        List.of("music", "sports", "cooking", "books"),
                        Persona.Temper.THOROUGH,
                        21));
        assertThat(Personas.of("session-1", POOL))
                .isEqualTo(new Persona(
                        -8098234624645773435L,
                        "Noah",
                        "en",
                        List.of("news", "travel", "cooking", "science"),
                        Persona.Temper.HASTY,
                        7));
    }

    @Test
    void aTopicThatJoinsThePoolDoesNotReorderTheOthers() {
        for (int i = 0; i < 200; i++) {
            String session = "s" + i;
            List<String> all = Personas.of(session, POOL).interests();
            Pool without = new Pool(
                    "without",
                    POOL.channels().stream()
                            .filter(channel -> !channel.topic().equals("music"))
                            .toList());

            List<String> fewer = Personas.of(session, without).interests();

            assertThat(fewer)
                    .doesNotContain("music")
                    .startsWith(
                            all.stream().filter(topic -> !topic.equals("music")).toArray(String[]::new));
        }
    }

    @Test
    void aPoolOfOneTopicLeavesOneInterest() {
        Pool one = new Pool("one", POOL.channels().subList(0, 1));

        assertThat(Personas.of("anybody", one).interests()).containsExactly("news");
    }

    @Test
    void everyTraitIsSpreadEvenlyOverManySessions() {
        List<Persona> crowd = IntStream.range(0, 6000)
                .mapToObj(i -> Personas.of("session_" + i, POOL))
                .toList();

        assertThat(counts(crowd.stream().map(Persona::language).toList()))
                .hasSize(2)
                .allSatisfy((language, count) -> assertThat(count).isBetween(2800L, 3200L));
        assertThat(counts(crowd.stream().map(Persona::temper).toList()))
                .hasSize(3)
                .allSatisfy((temper, count) -> assertThat(count).isBetween(1850L, 2150L));
        assertThat(counts(crowd.stream().map(Persona::activeFrom).toList()))
                .hasSize(24)
                .allSatisfy((hour, count) -> assertThat(count).isBetween(180L, 320L));
        assertThat(counts(crowd.stream().map(p -> p.interests().getFirst()).toList()))
                .hasSize((int)
                        POOL.channels().stream().map(Channel::topic).distinct().count())
                .allSatisfy((topic, count) -> assertThat(count).isBetween(620L, 880L));
        assertThat(counts(crowd.stream().map(Persona::name).toList())).hasSize(40);
        assertThat(crowd.stream().map(Persona::seed).distinct()).hasSize(crowd.size());
    }

    @Test
    void aNameSuitsThePersonsLanguage() {
        for (int i = 0; i < 500; i++) {
            Persona persona = Personas.of("s" + i, POOL);
            assertThat(persona.name()).matches(persona.language().equals("ru") ? "[А-Яа-яё]+" : "[A-Za-z]+");
        }
    }

    private static <T> Map<T, Long> counts(List<T> values) {
        return values.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    }
}
