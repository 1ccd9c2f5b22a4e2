package dev.heatup.sandbox;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.Chat.Door;
import dev.heatup.sandbox.Chat.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What exists before anybody acts: the channels of the pools, and three places that every world has. The same pools and
 * seed give the same world. Immutable.
 */
public final class World {

    /** Every history begins here; before it the channels are empty. */
    public static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    /** A channel that answers {@code CHANNEL_PRIVATE}. */
    public static final Username PRIVATE_CHANNEL = new Username("hu_private_club");

    /** A channel where joining waits for approval. */
    public static final Username APPROVAL_CHANNEL = new Username("hu_by_request");

    /** A group that anybody may join and write in. */
    public static final Username OPEN_GROUP = new Username("hu_open_talk");

    private final long seed;
    private final Map<Username, Chat> chats = new LinkedHashMap<>();

    /** The three places keep their doors also when a pool names them. */
    public World(Collection<Pool> pools, long seed) {
        this.seed = seed;
        pools.stream()
                .flatMap(pool -> pool.channels().stream())
                .forEach(channel ->
                        chats.computeIfAbsent(channel.username(), name -> chat(channel, Kind.BROADCAST, Door.OPEN)));
        add(new Channel(PRIVATE_CHANNEL, "Private club", "community", "en"), Kind.BROADCAST, Door.CLOSED);
        add(new Channel(APPROVAL_CHANNEL, "By request only", "community", "en"), Kind.BROADCAST, Door.APPROVAL);
        add(new Channel(OPEN_GROUP, "Open talk", "community", "en"), Kind.GROUP, Door.OPEN);
    }

    public long seed() {
        return seed;
    }

    Optional<Chat> find(Username username) {
        return Optional.ofNullable(chats.get(username));
    }

    private void add(Channel channel, Kind kind, Door door) {
        chats.put(channel.username(), chat(channel, kind, door));
    }

    private Chat chat(Channel channel, Kind kind, Door door) {
        long own = Mix.of(seed, channel.username().value());
        long id = Mix.between(Mix.of(own, "id"), 1_000_000_000L, 1_999_999_999L);
        return new Chat(id, own, channel.username(), channel.title(), channel.topic(), channel.language(), kind, door);
    }
}
