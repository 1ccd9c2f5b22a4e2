package dev.heatup.channel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A named list of channels, each username once. Immutable. */
public final class Pool {

    private final String name;
    private final Map<Username, Channel> channels = new LinkedHashMap<>();

    public Pool(String name, Collection<Channel> channels) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("a pool's name has 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("pool " + name + " has no channels");
        }
        this.name = name;
        for (Channel channel : channels) {
            if (this.channels.put(channel.username(), channel) != null) {
                throw new IllegalArgumentException("pool " + name + " names " + channel.username() + " twice");
            }
        }
    }

    public String name() {
        return name;
    }

    /** In the order in which the pool was written. */
    public List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    public Optional<Channel> find(Username username) {
        return Optional.ofNullable(channels.get(username));
    }

    public boolean contains(Username username) {
        return channels.containsKey(username);
    }
}
