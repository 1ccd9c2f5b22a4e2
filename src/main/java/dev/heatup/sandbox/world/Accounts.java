package dev.heatup.sandbox.world;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The people of a world in the order in which they appeared, by name, user id and username. */
final class Accounts {

    private final Map<String, Account> byName = new LinkedHashMap<>();
    private final Map<Long, Account> byUserId = new HashMap<>();
    private final Map<String, Account> byUsername = new HashMap<>();

    Collection<Account> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    int size() {
        return byName.size();
    }

    Optional<Account> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Account> withId(long userId) {
        return Optional.ofNullable(byUserId.get(userId));
    }

    Optional<Account> withUsername(String username) {
        return Optional.ofNullable(byUsername.get(username));
    }

    /** @throws IllegalStateException when there is none of this name */
    Account acting(Actor actor) {
        Account account = byName.get(actor.toString());
        if (account == null) {
            throw new IllegalStateException(actor + " acted before it appeared; the event log is damaged");
        }
        return account;
    }

    void add(Account account) {
        byName.put(account.name(), account);
        byUserId.put(account.userId(), account);
        String username = account.username();
        if (username != null) {
            byUsername.put(username, account);
        }
    }
}
