package dev.heatup.sandbox.spec;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A world, one field of its file for each component. Immutable; all that its parts say of each other holds: whoever is
 * named exists, and every name is there once.
 *
 * @param seed from which everything in it is drawn
 * @param starts the world time at which it begins; null for the moment of its beginning
 * @param pools whose channels exist in it too
 */
public record WorldSpec(
        String name,
        long seed,
        @Nullable Instant starts,
        List<String> pools,
        PopulationSpec population,
        List<ChannelSpec> channels,
        List<GroupSpec> groups,
        List<BotSpec> bots,
        List<ModerationSpec> moderation,
        List<FaultSpec> faults) {

    public static final long DEFAULT_SEED = 1;
    public static final int MAX_POOLS = 20;
    public static final int MAX_CHANNELS = 1_000;
    public static final int MAX_GROUPS = 1_000;
    public static final int MAX_BOTS = 200;
    public static final int MAX_FAULTS = 1_000;

    /** Of people in groups when the world begins: each is an event, and something to remember. */
    public static final int MAX_MEMBERSHIPS = 500_000;

    /** In all channels together; what was due while the world was closed is made up for when it is opened. */
    public static final int MAX_POSTS_PER_DAY = 100_000;

    /** In all groups together. */
    public static final int MAX_MESSAGES_PER_HOUR = 100_000;

    /** In all raids together. */
    public static final int MAX_RAID_MESSAGES = 1_000_000;

    /** Where Telegram's time and the columns that hold it are at home. */
    public static final Instant MIN_START = Instant.parse("2014-01-01T00:00:00Z");

    public static final Instant MAX_START = Instant.parse("2037-01-01T00:00:00Z");

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public WorldSpec {
        pools = List.copyOf(pools);
        channels = List.copyOf(channels);
        groups = List.copyOf(groups);
        bots = List.copyOf(bots);
        moderation = List.copyOf(moderation);
        faults = List.copyOf(faults);
        RuleCollector ruleCollector = new RuleCollector();
        ruleCollector.that(NAME.matcher(name).matches(), "name", "allowed are 1 to 64 of a-z, 0-9 and -");
        ruleCollector.that(
                starts == null || (!starts.isBefore(MIN_START) && starts.isBefore(MAX_START)),
                "starts",
                "allowed is " + MIN_START + " to " + MAX_START);
        checkPools(ruleCollector, pools);
        ruleCollector.atMost(MAX_FAULTS, faults, "faults");
        new ReferenceChecks(population, channels, groups, bots, moderation).apply(ruleCollector);
        ruleCollector.enforce();
    }

    /** The same description, of which another seed makes another world. */
    public WorldSpec withSeed(long other) {
        return new WorldSpec(name, other, starts, pools, population, channels, groups, bots, moderation, faults);
    }

    /** The same description of a world that begins then; null for the moment of its beginning. */
    public WorldSpec startingAt(@Nullable Instant other) {
        return new WorldSpec(name, seed, other, pools, population, channels, groups, bots, moderation, faults);
    }

    /** How many people it begins with, and in how many groups each: what it takes in memory grows with it. */
    public long inhabitants() {
        return population.size()
                + Math.round(groups.stream().mapToDouble(GroupSpec::members).sum() * population.size());
    }

    /** What a file means that names no pools: the default one, unless it brings chats of its own. */
    public static List<String> poolsBesides(List<ChannelSpec> channels, List<GroupSpec> groups) {
        return channels.isEmpty() && groups.isEmpty() ? List.of("default") : List.of();
    }

    private static void checkPools(RuleCollector ruleCollector, List<String> pools) {
        ruleCollector.atMost(MAX_POOLS, pools, "pools");
        ruleCollector.distinct(pools, "pools");
        for (int i = 0; i < pools.size(); i++) {
            ruleCollector.that(
                    POOL.matcher(pools.get(i)).matches(),
                    "pools[" + i + "]",
                    "allowed are 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
    }
}
