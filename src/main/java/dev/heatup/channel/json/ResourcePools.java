package dev.heatup.channel.json;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pools that come with the service, read from {@code pools/NAME.json} of the class path. Immutable. */
public final class ResourcePools implements Pools {

    private final Map<String, Pool> pools = new LinkedHashMap<>();

    /**
     * Reads and checks them all.
     *
     * @throws IllegalArgumentException with a sentence that names the file, the entry and what is allowed
     */
    public ResourcePools(List<String> names) {
        for (String name : names) {
            pools.put(name, read("pools/" + name + ".json", name));
        }
    }

    /** The pool {@value Pools#DEFAULT} alone. */
    public static ResourcePools builtIn() {
        return new ResourcePools(List.of(DEFAULT));
    }

    @Override
    public Optional<Pool> find(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    @Override
    public List<String> names() {
        return List.copyOf(pools.keySet());
    }

    private static Pool read(String file, String name) {
        try (InputStream in = ResourcePools.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(file + ": there is no such pool on the class path");
            }
            return PoolFile.read(file, name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
