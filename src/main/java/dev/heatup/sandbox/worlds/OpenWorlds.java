package dev.heatup.sandbox.worlds;

import dev.heatup.channel.Pool;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.FoundedWorld;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The worlds of a process: the main one, and as many named ones as somebody makes, each a sandbox with a folder of its
 * own. They know nothing of each other. Thread-safe.
 */
public final class OpenWorlds implements BotNetworks, AutoCloseable {

    /** Each has a thread, a database and a world in memory. */
    public static final int MAX_NAMED = 50;

    /**
     * Of {@link WorldSpec#inhabitants} in all worlds together, those that are being made included: 614,400 with the usual
     * 512 MB. Each took 215 to 430 bytes, and twice that while a world is opened.
     */
    static final long MAX_INHABITANTS = (Runtime.getRuntime().maxMemory() >> 20) * 1_200;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private final WorldOpener opener;
    private final WorldFolders worldFolders;
    private final WorldRegistry worlds;

    /** One world at a time: a large one takes much of the memory and of the disk's time. */
    private final Lock founding = new ReentrantLock();

    /**
     * @param data the folder of the main world
     * @param speed world seconds per real second
     * @param freshSeed where a seed comes from that nobody gave
     * @param pools whose channels exist, or can be named by a world's description
     * @param making of described worlds
     */
    public record Dependencies(
            Path data,
            double speed,
            LongSupplier freshSeed,
            List<Pool> pools,
            InstantSource clock,
            WorldFactory making) {
        public Dependencies {
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

    private OpenWorlds(WorldOpener opener, WorldFolders worldFolders, WorldRegistry worlds) {
        this.opener = opener;
        this.worldFolders = worldFolders;
        this.worlds = worlds;
    }

    /**
     * Opens the main world, and the named ones that earlier processes made.
     *
     * @param seed of the main world; null for the description's, that of its log, or a fresh one
     * @param description of the main world; null for the one that is stored with it, or for one of all pools
     * @throws EventLogException when a world can't be had, is another one than described, or needs what is not there
     */
    public static OpenWorlds open(
            Dependencies dependencies, @Nullable Long seed, WorldFile.@Nullable Read description) {
        WorldFolders worldFolders = new WorldFolders(dependencies.data());
        checkNamed(worldFolders);
        worldFolders.settle();
        WorldOpener opener = new WorldOpener(dependencies);
        WorldRegistry worlds = new WorldRegistry(opener.main(seed, description));
        boolean opened = false;
        try {
            worldFolders.clearNext();
            worldFolders.named().forEach(name -> worlds.publish(name, opener.named(name, worldFolders.of(name), null)));
            opened = true;
            return new OpenWorlds(opener, worldFolders, worlds);
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
        checkNamed(new WorldFolders(data));
    }

    /**
     * Whether there is a main world already, or was one.
     *
     * @param data its folder
     */
    public static boolean hasMain(Path data) {
        return new WorldFolders(data).hasMain();
    }

    private static void checkNamed(WorldFolders worldFolders) {
        worldFolders.named().forEach(name -> SqliteEventLog.check(worldFolders.of(name)));
    }

    public Sandbox main() {
        return worlds.main();
    }

    /** @param name empty for the main one */
    public Optional<Sandbox> find(String name) {
        return worlds.find(name);
    }

    @Override
    public Optional<BotNetwork> bots(String name) {
        return find(name).map(Sandbox::bots);
    }

    @Override
    public void listen(Listener listener) {
        worlds.listen(listener);
    }

    /** Those that have a name, by it. */
    public Map<String, Sandbox> named() {
        return worlds.named();
    }

    /** Why those that are closed are so, by name; the main one's is empty. Waits for nothing. */
    public Map<String, String> closed() {
        return worlds.closed();
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
        Optional<Made> refused = refused(description).or(() -> worlds.reserve(name, description.world()));
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            return new Made.Done(worlds.publish(name, founded(name, description)));
        } finally {
            worlds.release(name);
        }
    }

    private Optional<Made> refused(WorldFile.Read description) {
        return opener.missingPool(description).map(Made.NoSuchPool::new);
    }

    private Sandbox founded(String name, WorldFile.Read description) {
        founding.lock();
        try {
            return opener.named(name, worldFolders.of(name), description);
        } finally {
            founding.unlock();
        }
    }

    /**
     * Closes a named world and puts its files aside.
     *
     * @param purge whether its files are deleted instead
     * @return false when there is none
     */
    public boolean remove(String name, boolean purge) {
        Optional<Sandbox> sandbox = worlds.withdraw(name);
        if (sandbox.isEmpty()) {
            return false;
        }
        try {
            sandbox.get().close();
            if (purge) {
                worldFolders.purge(name);
            } else {
                worldFolders.putAside(name);
            }
            return true;
        } finally {
            worlds.release(name);
        }
    }

    /**
     * Begins the main world anew by a description; its earlier log is kept aside. The new world is made beside it, and it
     * goes on until then. Whoever has the main sandbox has the new world with it.
     *
     * @throws EventLogException when the new world can't be had; then the earlier one goes on
     */
    public Made replaceMain(WorldFile.Read description) {
        Optional<Made> refused = refused(description);
        if (refused.isPresent()) {
            return refused.get();
        }
        founding.lock();
        try {
            return worlds.reserveSuccessor(description.world()).orElseGet(() -> replacedMain(description));
        } finally {
            worlds.release(WorldRegistry.MAIN);
            founding.unlock();
        }
    }

    private Made replacedMain(WorldFile.Read description) {
        worldFolders.clearNext();
        FoundedWorld foundedWorld = opener.found(worldFolders.next(), description);
        worldFolders.nextIsReady();
        main().replace(new MainSuccessor(opener, worldFolders, foundedWorld));
        return new Made.Done(main());
    }

    /** All of them. Idempotent. */
    @Override
    public void close() {
        worlds.close();
    }
}
