package dev.heatup.sandbox.worlds;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.botapi.BotNetworks;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.worlds.OpenWorlds.Made;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The worlds that are open, by name, and how much room there is for more. A name is reserved while its world is made or
 * removed. Thread-safe.
 */
final class WorldRegistry implements AutoCloseable {

    /** The name of the main world, which no other can have. */
    static final String MAIN = "";

    private final Sandbox main;
    private final Map<String, Sandbox> named = new ConcurrentSkipListMap<>();
    private final List<BotNetworks.Listener> listeners = new ArrayList<>();

    /** The inhabitants of worlds that are being made or removed, by their names. */
    private final Map<String, Long> changing = new HashMap<>();

    private boolean closed;

    WorldRegistry(Sandbox main) {
        this.main = main;
    }

    Sandbox main() {
        return main;
    }

    synchronized Optional<Sandbox> find(String name) {
        return name.equals(MAIN) ? Optional.of(main) : Optional.ofNullable(named.get(name));
    }

    synchronized Map<String, Sandbox> named() {
        return Collections.unmodifiableMap(new TreeMap<>(named));
    }

    /** Why those that are closed are so, by name. Waits for nothing. */
    Map<String, String> closed() {
        Map<String, String> reasons = new TreeMap<>();
        note(reasons, MAIN, main);
        named.forEach((name, sandbox) -> note(reasons, name, sandbox));
        return reasons;
    }

    private static void note(Map<String, String> reasons, String name, Sandbox sandbox) {
        Sandbox.Health health = sandbox.health();
        if (!health.running()) {
            reasons.put(name, health.reason());
        }
    }

    synchronized void listen(BotNetworks.Listener listener) {
        listeners.add(listener);
        named.forEach((name, sandbox) -> listener.opened(name, sandbox.bots()));
    }

    /**
     * Reserves a name for a new world until {@link #release}.
     *
     * @return why it can't be made; empty when the name is reserved
     */
    synchronized Optional<Made> reserve(String name, WorldSpec world) {
        if (named.containsKey(name) || changing.containsKey(name)) {
            return Optional.of(new Made.NameIsTaken());
        }
        if (named.size() + changing.size() >= OpenWorlds.MAX_NAMED) {
            return Optional.of(new Made.TooMany());
        }
        return reserveInhabitants(name, world);
    }

    /** Reserves room for the main world's successor until {@link #release}; refused like any other. */
    synchronized Optional<Made> reserveSuccessor(WorldSpec world) {
        return reserveInhabitants(MAIN, world);
    }

    private Optional<Made> reserveInhabitants(String name, WorldSpec world) {
        long others = Stream.concat(Stream.of(main), named.values().stream())
                        .mapToLong(WorldRegistry::inhabitants)
                        .sum()
                + changing.values().stream().mapToLong(count -> count).sum();
        if (others + world.inhabitants() > OpenWorlds.MAX_INHABITANTS) {
            return Optional.of(new Made.TooManyInhabitants(OpenWorlds.MAX_INHABITANTS));
        }
        changing.put(name, world.inhabitants());
        return Optional.empty();
    }

    private static long inhabitants(Sandbox sandbox) {
        return sandbox.world().spec().map(WorldSpec::inhabitants).orElse(0L);
    }

    synchronized Sandbox publish(String name, Sandbox sandbox) {
        if (closed) {
            sandbox.close();
            throw new EventLogException("the worlds are closed; this one is there after the next start");
        }
        named.put(name, sandbox);
        listeners.forEach(listener -> listener.opened(name, sandbox.bots()));
        return sandbox;
    }

    /** Takes a world out, and keeps its name reserved until {@link #release}. */
    synchronized Optional<Sandbox> withdraw(String name) {
        Sandbox sandbox = named.remove(name);
        if (sandbox != null) {
            changing.put(name, inhabitants(sandbox));
            listeners.forEach(listener -> listener.closed(name));
        }
        return Optional.ofNullable(sandbox);
    }

    synchronized void release(String name) {
        changing.remove(name);
    }

    /** Closes all worlds. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        Stream.concat(named.values().stream(), Stream.of(main)).forEach(Sandbox::close);
    }
}
