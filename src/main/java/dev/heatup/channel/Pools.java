package dev.heatup.channel;

import java.util.List;
import java.util.Optional;

/** The pools that requests may name. */
public interface Pools {

    String DEFAULT = "default";

    Optional<Pool> find(String name);

    /** All names, for messages that say what is allowed. */
    List<String> names();
}
