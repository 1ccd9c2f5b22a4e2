package dev.heatup.crowd;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.persona.Persona;
import dev.heatup.persona.Personas;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.world.FoundingMember;
import dev.heatup.session.Session;
import dev.heatup.session.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A world's people as plans and runs know them: what they may name, who they are, where they are from the start. Immutable. */
public final class Residents {

    /** Enough to know the next visit of a larger population to a few minutes. */
    private static final int MAX_ASKED = 1_000;

    private final WorldSpec world;
    private final Population population;

    public Residents(WorldSpec world) {
        this.world = world;
        this.population = new Population(world);
    }

    public Population population() {
        return population;
    }

    /** @param after in world time; visits that began before are not made up for */
    public VisitSchedule visitors(Instant after) {
        return new VisitSchedule(population, new Activity(world.population()), after);
    }

    /**
     * When somebody's next visit is expected, in world time; of a large population, by those who are asked. Empty when
     * nobody ever comes.
     */
    public Optional<Instant> nextVisit(Instant after) {
        Activity activity = new Activity(world.population());
        return population
                .people()
                .limit(MAX_ASKED)
                .flatMap(person -> activity.next(person, after).stream())
                .min(Comparator.naturalOrder());
    }

    /** As the network begins with them. */
    public Stream<FoundingMember> founders() {
        return population.people().map(person -> new FoundingMember(person.id(), person.language(), person.chats()));
    }

    /**
     * The world's channels, groups and bots as the pool that plans use, with those of the pools that the world names.
     * Groups that are joined by a link alone are unlisted in it: their members write there, and nobody else finds them.
     *
     * @param others the pools that the world names
     */
    public Pool pool(List<Pool> others) {
        List<Channel> chats = new ArrayList<>();
        world.channels().forEach(channel -> chats.add(channel.channel()));
        world.groups().forEach(group -> chats.add(channel(group)));
        Set<Username> known = new LinkedHashSet<>();
        chats.forEach(chat -> known.add(chat.username()));
        others.stream()
                .flatMap(pool -> pool.chats().stream())
                .filter(chat -> known.add(chat.username()))
                .forEach(chats::add);
        return new Pool(
                Pools.DEFAULT,
                chats,
                world.bots().stream().map(Residents::bot).toList(),
                world.groups().stream()
                        .filter(GroupSpec::inviteOnly)
                        .map(GroupSpec::username)
                        .collect(Collectors.toSet()));
    }

    private static Channel channel(GroupSpec group) {
        return new Channel(group.username(), group.title(), group.topic(), group.language(), Channel.Kind.GROUP);
    }

    private static Bot bot(BotSpec bot) {
        return new Bot(
                bot.username(),
                bot.name(),
                bot.about(),
                bot.payloads().stream().limit(Bot.MAX_PAYLOADS).toList());
    }

    /** Whoever is no resident is somebody all the same. */
    public Persona persona(String sessionName, Pool pool) {
        return population
                .find(sessionName)
                .map(person -> Personas.of(person.seed(), person.language(), pool))
                .orElseGet(() -> Personas.of(sessionName, pool));
    }

    /** What is known of a session that did nothing yet. */
    public Session newcomer(SessionId id) {
        Set<Username> joined = population
                .find(id.value())
                .<Set<Username>>map(person -> new LinkedHashSet<>(person.chats()))
                .orElse(Set.of());
        return new Session(id, joined, Set.of(), List.of(), Set.of(), Map.of(), null);
    }
}
