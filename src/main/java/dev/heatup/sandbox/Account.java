package dev.heatup.sandbox;

import dev.heatup.channel.Username;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account of the world: where it is, what it read and what it saw. Changed by {@link WorldState} alone. */
final class Account {

    final String name;
    final long userId;
    final Map<Username, Membership> memberships = new LinkedHashMap<>();
    final Set<Username> requested = new HashSet<>();
    private final Map<Username, Set<Integer>> viewed = new HashMap<>();

    Account(String name, long userId) {
        this.name = name;
        this.userId = userId;
    }

    boolean isMember(Chat chat) {
        return memberships.containsKey(chat.username());
    }

    @Nullable
    Membership membership(Chat chat) {
        return memberships.get(chat.username());
    }

    boolean hasViewed(Username chat, int id) {
        Set<Integer> seen = viewed.get(chat);
        return seen != null && seen.contains(id);
    }

    void view(Username chat, int id) {
        viewed.computeIfAbsent(chat, c -> new HashSet<>()).add(id);
    }

    /** @param readMaxId messages up to this one count as read */
    record Membership(Instant since, int readMaxId) {}
}
