package dev.heatup.channel;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The pools that requests may name. They are asked anew for each request: a network's bots come and go. */
public interface Pools {

    String DEFAULT = "default";

    /** As the pool is now. */
    Optional<Pool> find(String name);

    /** All names, for messages that say what is allowed. */
    List<String> names();

    /** This one alone. */
    static Pools only(Pool pool) {
        return only(pool.name(), () -> pool);
    }

    /** One alone, as it is whenever somebody asks for it. */
    static Pools only(String poolName, Supplier<Pool> pool) {
        return new Pools() {
            @Override
            public Optional<Pool> find(String name) {
                return name.equals(poolName) ? Optional.of(pool.get()) : Optional.empty();
            }

            @Override
            public List<String> names() {
                return List.of(poolName);
            }
        };
    }
}
