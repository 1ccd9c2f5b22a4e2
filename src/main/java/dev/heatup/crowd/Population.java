package dev.heatup.crowd;

import dev.heatup.chance.SeededDraw;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everybody who lives in a world. Nobody is kept: each person is computed from the world's seed and their number, and
 * shares are met exactly, to the nearest person. Immutable.
 */
public final class Population {

    private static final Pattern ID = Pattern.compile("p([0-9]{5,6})");

    private final WorldSpec world;
    private final int size;
    private final long seed;
    private final FeistelPermutation languages;
    private final List<FeistelPermutation> memberships;

    public Population(WorldSpec world) {
        this.world = world;
        size = world.population().size();
        seed = SeededDraw.of(world.seed(), "population");
        languages = new FeistelPermutation(SeededDraw.of(seed, "languages"), size);
        memberships = world.groups().stream()
                .map(group -> new FeistelPermutation(SeededDraw.of(seed, "members of " + group.username()), size))
                .toList();
    }

    public int size() {
        return size;
    }

    /** @param number from 1 to {@link #size()} */
    public Person person(int number) {
        if (number < 1 || number > size) {
            throw new IllegalArgumentException("there are " + size + " people, and no number " + number);
        }
        String id = idOf(number);
        return new Person(number, id, language(number - 1), SeededDraw.of(seed, id), chats(number - 1));
    }

    /** Empty for sessions of others. */
    public Optional<Person> find(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches()
                ? Optional.of(Integer.parseInt(matcher.group(1)))
                        .filter(number ->
                                number >= 1 && number <= size && idOf(number).equals(id))
                        .map(this::person)
                : Optional.empty();
    }

    public Stream<Person> people() {
        return IntStream.rangeClosed(1, size).mapToObj(this::person);
    }

    /** Who is in the group from the start. */
    public Stream<Person> members(Username group) {
        return people().filter(person -> person.chats().contains(group));
    }

    private static String idOf(int number) {
        return "p%05d".formatted(number);
    }

    private String language(int index) {
        double place = (languages.placeOf(index) + 0.5) / size;
        double upTo = 0;
        String last = "";
        for (Map.Entry<String, Double> share : world.population().languages().entrySet()) {
            upTo += share.getValue();
            last = share.getValue() > 0 ? share.getKey() : last;
            if (place < upTo) {
                return share.getKey();
            }
        }
        // Shares sum to 1 with a tolerance, and the last one bears it.
        return last;
    }

    private List<Username> chats(int index) {
        List<GroupSpec> groups = world.groups();
        return IntStream.range(0, groups.size())
                .filter(i -> memberships.get(i).placeOf(index)
                        < Math.round(groups.get(i).members() * size))
                .mapToObj(i -> groups.get(i).username())
                .toList();
    }
}
