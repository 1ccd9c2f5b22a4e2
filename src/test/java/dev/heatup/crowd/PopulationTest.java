package dev.heatup.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.PopulationSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PopulationTest {

    private static final Username TALK = new Username("hu_talk");

    @Test
    void theSameSeedGivesTheSamePeople() {
        List<Person> people = population(7).people().toList();

        assertThat(people).hasSize(500).isEqualTo(population(7).people().toList());
        assertThat(people).isNotEqualTo(population(8).people().toList());
        assertThat(people).extracting(Person::seed).doesNotHaveDuplicates();
    }

    @Test
    void aPersonIsTheSameInEveryVersion() {
        assertThat(population(7).person(1))
                .isEqualTo(new Person(1, "p00001", "ru", -1068406146661089900L, List.of(new Username("hu_everybody"))));
    }

    @Test
    void sharesAreMetToThePerson() {
        Population population = population(7);

        assertThat(population.members(TALK)).hasSize(200);
        assertThat(population.members(new Username("hu_empty"))).isEmpty();
        assertThat(population.members(new Username("hu_everybody"))).hasSize(500);
        assertThat(population.people().collect(Collectors.groupingBy(Person::language, Collectors.counting())))
                .isEqualTo(Map.of("ru", 300L, "en", 200L));
    }

    @Test
    void whoIsInOneGroupIsAsOftenInAnother() {
        Population population = new Population(CrowdWorlds.of(
                7, CrowdWorlds.people(10_000), CrowdWorlds.group("hu_talk", 0.5), CrowdWorlds.group("hu_other", 0.5)));

        assertThat(population
                        .people()
                        .filter(person -> person.chats().size() == 2)
                        .count())
                .isBetween(2_300L, 2_700L);
    }

    @Test
    void languagesThatSumToALittleLessThanOneLeaveNobodyOut() {
        PopulationSpec people = new PopulationSpec(
                2_000, Map.of("en", 0.333, "ru", 0.333, "uk", 0.333, "zz", 0.0), PopulationSpec.DEFAULT_ACTIVITY, 0, 1);

        assertThat(new Population(CrowdWorlds.of(1, people)).people())
                .extracting(Person::language)
                .containsOnly("en", "ru", "uk");
    }

    @Test
    void peopleAreFoundByTheirSessionsName() {
        Population population = population(7);

        assertThat(population.find("p00500")).contains(population.person(500));
        assertThat(List.of("p00000", "p00501", "p000001", "p1", "abc", "p999999"))
                .allMatch(id -> population.find(id).isEmpty());
        assertThat(new Population(CrowdWorlds.of(1, CrowdWorlds.people(100_000))).find("p100000"))
                .isPresent();
    }

    @Test
    void nobodyHasANumberOutside() {
        assertThatIllegalArgumentException().isThrownBy(() -> population(7).person(0));
        assertThatIllegalArgumentException().isThrownBy(() -> population(7).person(501));
        assertThat(new Population(CrowdWorlds.of(1, PopulationSpec.NOBODY)).people())
                .isEmpty();
    }

    private static Population population(long seed) {
        PopulationSpec people =
                new PopulationSpec(500, Map.of("ru", 0.6, "en", 0.4), PopulationSpec.DEFAULT_ACTIVITY, 3, 4);
        return new Population(CrowdWorlds.of(
                seed,
                people,
                CrowdWorlds.group("hu_talk", 0.4),
                CrowdWorlds.group("hu_empty", 0),
                CrowdWorlds.group("hu_everybody", 1)));
    }
}
