package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.channel.Username;
import dev.heatup.crowd.Population;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.FoundingMember;
import dev.heatup.sandbox.world.World;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world begins with its people, then its bots. */
class FoundingTest {

    private static final Username TALK = new Username("hu_talk_0");
    private static final int PEOPLE = 60;

    private final SettableTime time = new SettableTime(TestWorlds.NOW);

    @TempDir
    Path folder;

    @Test
    void aNewWorldBeginsWithItsPeopleAndThenItsBots() {
        List<Event> events = foundedAndClosed(world(PEOPLE, 2));

        Population population = new Population(TestWorlds.peopled(TestWorlds.SEED, PEOPLE, 2));
        Map<Actor, Integer> chats = new HashMap<>();
        events.stream()
                .filter(event -> event.effect() instanceof Effect.Joined)
                .forEach(event -> chats.merge(event.actor(), 1, Integer::sum));
        assertThat(events.stream().filter(event -> event.effect() instanceof Effect.AccountAppeared))
                .extracting(event -> event.actor().toString())
                .containsExactlyElementsOf(
                        population.people().map(person -> person.id()).toList());
        assertThat(population.people())
                .allSatisfy(person -> assertThat(chats.getOrDefault(new Actor.Person(person.id()), 0))
                        .isEqualTo(person.chats().size()));
        assertThat(events.subList(events.size() - 2, events.size()))
                .extracting(event -> event.effect().kind())
                .containsExactly("bot_appeared", "member_set");
        assertThat(events).allSatisfy(event -> assertThat(event.worldTime()).isEqualTo(TestWorlds.NOW));
        assertThat(events).noneMatch(event -> event.effect() instanceof Effect.MessageSent);
    }

    @Test
    void foundsNothingAgain() {
        List<Event> before = foundedAndClosed(world(PEOPLE, 2));

        assertThat(foundedAndClosed(world(PEOPLE, 2))).isEqualTo(before);
    }

    @Test
    void aFoundingThatBreaksOffLeavesNothingBehind() {
        World breaking = World.of(
                TestWorlds.peopled(TestWorlds.SEED, PEOPLE, 2),
                List.of(),
                () -> Stream.concat(
                        Stream.of(new FoundingMember("p00001", "en", List.of(TALK))), Stream.generate(() -> {
                            throw new IllegalStateException("the process died");
                        })));
        assertThatThrownBy(() -> foundedAndClosed(breaking)).hasMessageContaining("died");

        List<Event> events = foundedAndClosed(world(PEOPLE, 2));

        assertThat(events.getFirst().seq()).isEqualTo(1);
        assertThat(events.stream().filter(event -> event.effect() instanceof Effect.AccountAppeared))
                .hasSize(PEOPLE);
    }

    @Test
    void aBotHearsNothingOfThePeopleWhoWereThereBefore() {
        try (Sandbox sandbox = open(world(PEOPLE, 2))) {
            assertThat(new SandboxDriver(sandbox).updates("my_chat_member")).hasSize(1);
            assertThat(new SandboxDriver(sandbox).updates()).isEmpty();
        }
    }

    @Test
    void nobodysNumberTellsWhenTheyCame() {
        List<Long> ids = foundedAndClosed(world(PEOPLE, 2)).stream()
                .filter(event -> event.effect() instanceof Effect.AccountAppeared)
                .map(event -> ((Effect.AccountAppeared) event.effect()).userId())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        long rising = IntStream.range(1, ids.size())
                .filter(i -> ids.get(i) > ids.get(i - 1))
                .count();
        assertThat(rising).isBetween(PEOPLE / 4L, PEOPLE * 3L / 4);
    }

    @Test
    void aTownOfFiveThousandIsFoundedAtOnce() {
        List<Event> events = foundedAndClosed(world(5_000, 50));

        assertThat(events).hasSizeGreaterThan(75_000);
    }

    private List<Event> foundedAndClosed(World world) {
        try (Sandbox sandbox = open(world)) {
            return new SandboxDriver(sandbox).events();
        }
    }

    private Sandbox open(World world) {
        return Sandbox.open(SqliteEventLog.open(folder, TestWorlds.SEED, () -> 0), world, List.of(), time, 1);
    }

    private static World world(int people, int groups) {
        return TestWorlds.world(TestWorlds.peopled(TestWorlds.SEED, people, groups));
    }
}
