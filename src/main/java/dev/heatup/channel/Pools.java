package dev.heatup.channel;

import java.util.List;
import java.util.Optional;

/** The pools that requests may name. They are asked anew for each request: a network's bots come and go. */
public interface Pools {

    String DEFAULT = "default";

    /** As the pool is now. */
    Optional<Pool> find(String name);

    /** All names, for messages that say what is allowed. */
    List<String> names();

    /** This one alone. */
    static Pools only(Pool pool) {
        return new Pools() {
            @Override
            public Optional<Pool> find(String name) {
                return name.equals(pool.name()) ? Optional.of(pool) : Optional.empty();
            }

            @Override
            public List<String> names() {
                return List.of(pool.name());
            }
        };
    }
}
