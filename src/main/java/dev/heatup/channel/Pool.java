package dev.heatup.channel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A named list of channels, groups and bots, each username once. Immutable. */
public final class Pool {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final String name;
    private final Map<Username, Channel> chats = new LinkedHashMap<>();
    private final Map<Username, Bot> bots = new LinkedHashMap<>();
    private final Set<Username> unlisted;

    /** @param chats channels and groups, at least one */
    public Pool(String name, Collection<Channel> chats, Collection<Bot> bots) {
        this(name, chats, bots, Set.of());
    }

    /** @param unlisted those of the chats that nobody finds who is not in */
    public Pool(String name, Collection<Channel> chats, Collection<Bot> bots, Set<Username> unlisted) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a pool's name has 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        if (chats.isEmpty()) {
            throw new IllegalArgumentException("pool " + name + " has no channels");
        }
        this.name = name;
        this.unlisted = Set.copyOf(unlisted);
        for (Channel chat : chats) {
            if (this.chats.put(chat.username(), chat) != null) {
                throw twice(chat.username());
            }
        }
        for (Bot bot : bots) {
            if (this.chats.containsKey(bot.username()) || this.bots.put(bot.username(), bot) != null) {
                throw twice(bot.username());
            }
        }
    }

    /** Without bots. */
    public Pool(String name, Collection<Channel> chats) {
        this(name, chats, List.of());
    }

    private IllegalArgumentException twice(Username username) {
        return new IllegalArgumentException("pool " + name + " names " + username + " twice");
    }

    /** The same pool with other bots. */
    public Pool with(Collection<Bot> others) {
        return new Pool(name, chats.values(), others, unlisted);
    }

    /** Without those unlisted chats in which somebody is not; all of it, when nothing else is in it. */
    public Pool knownTo(Set<Username> joined) {
        List<Channel> known = chats.values().stream()
                .filter(chat -> !unlisted.contains(chat.username()) || joined.contains(chat.username()))
                .toList();
        return known.isEmpty() || known.size() == chats.size() ? this : new Pool(name, known, bots.values(), unlisted);
    }

    public String name() {
        return name;
    }

    /** Channels and groups, in the order in which the pool was written. */
    public List<Channel> chats() {
        return List.copyOf(chats.values());
    }

    /** Those in which only the owner writes. */
    public List<Channel> channels() {
        return ofKind(Channel.Kind.CHANNEL);
    }

    /** Those in which members write. */
    public List<Channel> groups() {
        return ofKind(Channel.Kind.GROUP);
    }

    private List<Channel> ofKind(Channel.Kind kind) {
        return chats.values().stream().filter(chat -> chat.kind() == kind).toList();
    }

    public List<Bot> bots() {
        return List.copyOf(bots.values());
    }

    /** A channel or group. */
    public Optional<Channel> find(Username username) {
        return Optional.ofNullable(chats.get(username));
    }

    public Optional<Bot> bot(Username username) {
        return Optional.ofNullable(bots.get(username));
    }

    /** Whether there is such a channel or group. */
    public boolean contains(Username username) {
        return chats.containsKey(username);
    }
}
