package dev.heatup.sandbox;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.crowd.Population;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.AllowedReactions;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.FoundingMember;
import dev.heatup.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The worlds of these tests. */
public final class TestWorlds {

    public static final long SEED = 7;
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /** A channel in English and one in Russian. */
    public static final String NEWS = "hu_city_news";

    public static final String COOKING = "hu_borsch";

    public static final Pool POOL = new Pool(
            "default",
            List.of(
                    new Channel(new Username(NEWS), "City news", "news", "en"),
                    new Channel(new Username(COOKING), "Борщ", "cooking", "ru")));

    private TestWorlds() {}

    /** Channels {@code hu_many_0}, {@code hu_many_1} and so on. */
    public static Pool many(int count) {
        return new Pool(
                "many",
                IntStream.range(0, count)
                        .mapToObj(i -> new Channel(new Username("hu_many_" + i), "Many " + i, "many", "en"))
                        .toList());
    }

    /** Groups {@code hu_talk_0} and so on with a part of the people each, and the bot 1001, which moderates the first. */
    public static WorldSpec peopled(long seed, int people, int groups, ModerationSpec... moderation) {
        return peopled(
                seed,
                people,
                IntStream.range(0, groups)
                        .mapToObj(i -> group("hu_talk_" + i, false, 0))
                        .toList(),
                moderation);
    }

    public static WorldSpec peopled(long seed, int people, List<GroupSpec> groups, ModerationSpec... moderation) {
        return new WorldSpec(
                "town",
                seed,
                null,
                List.of(),
                new PopulationSpec(people, PopulationSpec.DEFAULT_LANGUAGES, PopulationSpec.DEFAULT_ACTIVITY, 0, 0),
                List.of(),
                groups,
                List.of(new BotSpec(
                        new Username("hu_guard_bot"),
                        "Guard",
                        "",
                        1001L,
                        true,
                        List.of(),
                        List.of(new BotSpec.Place(
                                groups.getFirst().username(),
                                Set.of(
                                        AdminRight.DELETE_MESSAGES,
                                        AdminRight.RESTRICT_MEMBERS,
                                        AdminRight.INVITE_USERS))))),
                List.of(moderation),
                List.of());
    }

    public static GroupSpec group(String name, boolean approval, int slowModeSeconds) {
        return new GroupSpec(
                new Username(name),
                "Talk",
                "community",
                "en",
                false,
                approval,
                List.of(),
                slowModeSeconds,
                0.3,
                Permission.DEFAULTS,
                new AllowedReactions.All());
    }

    /** With the population that the crowd has. */
    public static World world(WorldSpec spec) {
        return world(spec, List.of());
    }

    public static World world(WorldSpec spec, List<Pool> pools) {
        Population population = new Population(spec);
        return World.of(
                spec,
                pools,
                () -> population
                        .people()
                        .map(person -> new FoundingMember(person.id(), person.language(), person.chats())));
    }
}
