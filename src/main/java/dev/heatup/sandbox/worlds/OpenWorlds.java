package dev.heatup.sandbox.worlds;

import dev.heatup.channel.Pool;
import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.Founded;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.world.World;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worlds of a process: the main one, and as many named ones as somebody makes, each a sandbox with a folder of its
 * own. They know nothing of each other. Thread-safe.
 */
public final class OpenWorlds implements BotNetworks, AutoCloseable {

    /** Each has a thread, a database and a world in memory. */
    public static final int MOST_NAMED = 50;

    private static final Logger LOG = LoggerFactory.getLogger("heatup.bots");

    /**
     * Of {@link WorldSpec#inhabitants} in all worlds together, those that are being made included: 614,400 with the usual
     * 512 MB. Each took 215 to 430 bytes, and twice that while a world is opened.
     */
    static final long MAX_INHABITANTS = (Runtime.getRuntime().maxMemory() >> 20) * 1_200;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    /** The name of the main world, which no other can have. */
    private static final String MAIN = "";

    private final Surroundings surroundings;
    private final Folders folders;
    private final Sandbox main;
    private final Map<String, Sandbox> named = new ConcurrentSkipListMap<>();
    private final List<Listener> listeners = new ArrayList<>();

    /** The inhabitants of worlds that are being made or removed, by their names. */
    private final Map<String, Long> changing = new HashMap<>();

    /** One world at a time: a large one takes much of the memory and of the disk's time. */
    private final Lock founding = new ReentrantLock();

    private boolean closed;

    /**
     * @param data the folder of the main world
     * @param speed world seconds per real second
     * @param freshSeed where a seed comes from that nobody gave
     * @param pools whose channels exist, or can be named by a world's description
     * @param making of described worlds
     */
    public record Surroundings(
            Path data, double speed, LongSupplier freshSeed, List<Pool> pools, InstantSource clock, Making making) {
        public Surroundings {
            pools = List.copyOf(pools);
        }
    }

    /** What became of a request for another world. */
    public sealed interface Made {
        record Done(Sandbox sandbox) implements Made {}

        record NameIsTaken() implements Made {}

        record TooMany() implements Made {}

        /** @param max in all worlds together, with the memory that there is */
        record TooManyInhabitants(long max) implements Made {}

        /** The description names a pool that there is not. */
        record NoSuchPool(String pool) implements Made {}
    }

    private OpenWorlds(Surroundings surroundings, Folders folders, Sandbox main) {
        this.surroundings = surroundings;
        this.folders = folders;
        this.main = main;
    }

    /**
     * Opens the main world, and the named ones that earlier processes made.
     *
     * @param seed of the main world; null for the description's, that of its log, or a fresh one
     * @param description of the main world; null for the one that is stored with it, or for one of all pools
     * @throws EventLogException when a world can't be had, is another one than described, or needs what is not there
     */
    public static OpenWorlds open(
            Surroundings surroundings, @Nullable Long seed, WorldFile.@Nullable Read description) {
        Folders folders = new Folders(surroundings.data());
        checkNamed(folders);
        folders.settle();
        OpenWorlds worlds = new OpenWorlds(surroundings, folders, main(surroundings, seed, description));
        boolean opened = false;
        try {
            folders.clearNext();
            folders.named().forEach(name -> worlds.named.put(name, named(surroundings, folders, name, null)));
            opened = true;
            return worlds;
        } finally {
            if (!opened) {
                worlds.close();
            }
        }
    }

    /**
     * Looks at the logs of all worlds without writing.
     *
     * @param data the folder of the main world
     * @throws EventLogException when one can't be used
     */
    public static void check(Path data) {
        SqliteEventLog.check(data);
        checkNamed(new Folders(data));
    }

    /**
     * Whether there is a main world already, or was one.
     *
     * @param data its folder
     */
    public static boolean hasMain(Path data) {
        return new Folders(data).hasMain();
    }

    private static void checkNamed(Folders folders) {
        folders.named().forEach(name -> SqliteEventLog.check(folders.of(name)));
    }

    public Sandbox main() {
        return main;
    }

    /** @param name empty for the main one */
    public synchronized Optional<Sandbox> find(String name) {
        return name.isEmpty() ? Optional.of(main) : Optional.ofNullable(named.get(name));
    }

    @Override
    public Optional<BotNetwork> bots(String name) {
        return find(name).map(Sandbox::bots);
    }

    @Override
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
        named.forEach((name, sandbox) -> listener.opened(name, sandbox.bots()));
    }

    /** Those that have a name, by it. */
    public synchronized Map<String, Sandbox> named() {
        return Collections.unmodifiableMap(new TreeMap<>(named));
    }

    /** Why those that are closed are so, by name; the main one's is empty. Waits for nothing. */
    public Map<String, String> closed() {
        Map<String, String> reasons = new TreeMap<>();
        note(reasons, "", main);
        named.forEach((name, sandbox) -> note(reasons, name, sandbox));
        return reasons;
    }

    private static void note(Map<String, String> reasons, String name, Sandbox sandbox) {
        Sandbox.Health health = sandbox.health();
        if (!health.running()) {
            reasons.put(name, health.reason());
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Takes as long as its events need, and nobody else waits meanwhile.
     *
     * @param name as {@link #isName} wants it
     * @throws EventLogException when it can't be had
     */
    public Made make(String name, WorldFile.Read description) {
        Optional<Made> refused = reserve(name, description);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            return new Made.Done(publish(name, founded(name, description)));
        } finally {
            release(name);
        }
    }

    private synchronized Optional<Made> reserve(String name, WorldFile.Read description) {
        Optional<String> missing = missingPool(description);
        if (missing.isPresent()) {
            return missing.map(Made.NoSuchPool::new);
        }
        if (named.containsKey(name) || changing.containsKey(name)) {
            return Optional.of(new Made.NameIsTaken());
        }
        if (named.size() + changing.size() >= MOST_NAMED) {
            return Optional.of(new Made.TooMany());
        }
        return changing(name, description.world());
    }

    /** Refused when there is no room for it. */
    private synchronized Optional<Made> changing(String name, WorldSpec world) {
        long others = Stream.concat(Stream.of(main), named.values().stream())
                        .mapToLong(OpenWorlds::inhabitants)
                        .sum()
                + changing.values().stream().mapToLong(count -> count).sum();
        if (others + world.inhabitants() > MAX_INHABITANTS) {
            return Optional.of(new Made.TooManyInhabitants(MAX_INHABITANTS));
        }
        changing.put(name, world.inhabitants());
        return Optional.empty();
    }

    private static long inhabitants(Sandbox sandbox) {
        return sandbox.world().spec().map(WorldSpec::inhabitants).orElse(0L);
    }

    private Sandbox founded(String name, WorldFile.Read description) {
        founding.lock();
        try {
            return named(surroundings, folders, name, description);
        } finally {
            founding.unlock();
        }
    }

    private synchronized Sandbox publish(String name, Sandbox sandbox) {
        if (closed) {
            sandbox.close();
            throw new EventLogException("the worlds are closed; this one is there after the next start");
        }
        named.put(name, sandbox);
        listeners.forEach(listener -> listener.opened(name, sandbox.bots()));
        return sandbox;
    }

    private synchronized void release(String name) {
        changing.remove(name);
    }

    /**
     * Closes a named world and puts its files aside.
     *
     * @param purge whether its files are deleted instead
     * @return false when there is none
     */
    public boolean remove(String name, boolean purge) {
        Optional<Sandbox> sandbox = withdraw(name);
        if (sandbox.isEmpty()) {
            return false;
        }
        try {
            sandbox.get().close();
            if (purge) {
                folders.purge(name);
            } else {
                folders.putAside(name);
            }
            return true;
        } finally {
            release(name);
        }
    }

    private synchronized Optional<Sandbox> withdraw(String name) {
        Sandbox sandbox = named.remove(name);
        if (sandbox != null) {
            changing.put(name, inhabitants(sandbox));
            listeners.forEach(listener -> listener.closed(name));
        }
        return Optional.ofNullable(sandbox);
    }

    /**
     * Begins the main world anew by a description; its earlier log is kept aside. The new world is made beside it, and it
     * goes on until then. Whoever has the main sandbox has the new world with it.
     *
     * @throws EventLogException when the new world can't be had; then the earlier one goes on
     */
    public Made replaceMain(WorldFile.Read description) {
        Optional<String> missing = missingPool(description);
        if (missing.isPresent()) {
            return new Made.NoSuchPool(missing.get());
        }
        founding.lock();
        try {
            return changing(MAIN, description.world()).orElseGet(() -> replacedMain(description));
        } finally {
            release(MAIN);
            founding.unlock();
        }
    }

    private Made replacedMain(WorldFile.Read description) {
        folders.clearNext();
        Founded founded = Founded.of(
                opened(surroundings, folders.next(), null, description), surroundings.clock(), surroundings.speed());
        folders.nextIsReady();
        main.replace(new Sandbox.Successor() {

            private @Nullable Path kept;

            @Override
            public Sandbox.Opened open() {
                kept = folders.putMainAside();
                folders.bringIn();
                return founded.opens(SqliteEventLog.open(surroundings.data(), null, surroundings.freshSeed()));
            }

            @Override
            public Sandbox.Opened reopen() {
                if (kept != null) {
                    folders.takeMainBack(kept);
                }
                return opened(surroundings, surroundings.data(), null, null);
            }
        });
        return new Made.Done(main);
    }

    private Optional<String> missingPool(WorldFile.Read description) {
        return description.world().pools().stream()
                .filter(name -> surroundings.pools().stream()
                        .noneMatch(pool -> pool.name().equals(name)))
                .findFirst();
    }

    private static Sandbox main(Surroundings surroundings, @Nullable Long seed, WorldFile.@Nullable Read description) {
        Sandbox sandbox = open(surroundings, surroundings.data(), seed, description);
        sandbox.onBotArrival(bot -> LOG.info("{}", bot.sentence()));
        return sandbox;
    }

    private static Sandbox named(
            Surroundings surroundings, Folders folders, String name, WorldFile.@Nullable Read description) {
        Sandbox sandbox = open(surroundings, folders.of(name), null, description);
        sandbox.onBotArrival(bot -> LOG.info("World {}: {}", name, bot.sentence()));
        return sandbox;
    }

    private static Sandbox open(
            Surroundings surroundings, Path folder, @Nullable Long seed, WorldFile.@Nullable Read description) {
        return Sandbox.open(
                opened(surroundings, folder, seed, description), surroundings.clock(), surroundings.speed());
    }

    /** The log of a folder with the world that it is about. */
    private static Sandbox.Opened opened(
            Surroundings surroundings, Path folder, @Nullable Long seed, WorldFile.@Nullable Read description) {
        Long wanted =
                description == null ? seed : Long.valueOf(description.world().seed());
        EventLog log = SqliteEventLog.open(folder, wanted, surroundings.freshSeed());
        boolean opened = false;
        try {
            Making.Content content = StoredWorld.settle(log, folder, description)
                    .map(known -> surroundings.making().of(known, pools(surroundings, known)))
                    .orElseGet(() -> new Making.Content(World.of(surroundings.pools(), log.seed()), List.of()));
            opened = true;
            return new Sandbox.Opened(log, content.world(), content.sources());
        } finally {
            if (!opened) {
                log.close();
            }
        }
    }

    private static List<Pool> pools(Surroundings surroundings, WorldFile.Read description) {
        return surroundings.pools().stream()
                .filter(pool -> description.world().pools().contains(pool.name()))
                .toList();
    }

    /** All of them. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        Stream.concat(named.values().stream(), Stream.of(main)).forEach(Sandbox::close);
    }
}
