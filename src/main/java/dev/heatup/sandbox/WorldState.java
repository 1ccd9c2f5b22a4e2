package dev.heatup.sandbox;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.Account.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What accounts made of the world: the sum of all events, and nothing else. For one thread; only {@link #evolve} changes
 * it.
 */
final class WorldState {

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<Username, Traces> chats = new HashMap<>();

    Optional<Account> account(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    int accountCount() {
        return accounts.size();
    }

    /** What accounts left in a chat; empty traces when nobody was there. */
    Traces traces(Chat chat) {
        return chats.getOrDefault(chat.username(), Traces.NONE);
    }

    void evolve(Event event) {
        switch (event.effect()) {
            case Effect.AccountAppeared(long userId) ->
                accounts.put(event.account(), new Account(event.account(), userId));
            case Effect.Joined(Username chat, int readMaxId) -> {
                Account account = acting(event);
                account.requested.remove(chat);
                account.memberships.put(chat, new Membership(event.worldTime(), readMaxId));
                left(chat).members++;
            }
            case Effect.JoinRequested(Username chat) -> acting(event).requested.add(chat);
            case Effect.Left(Username chat) -> {
                acting(event).memberships.remove(chat);
                left(chat).members--;
            }
            case Effect.Viewed(Username chat, List<Integer> ids) ->
                ids.forEach(id -> {
                    acting(event).view(chat, id);
                    left(chat).views.merge(id, 1, Integer::sum);
                });
            case Effect.HistoryRead(Username chat, int maxId) ->
                acting(event)
                        .memberships
                        .computeIfPresent(chat, (c, membership) -> new Membership(membership.since(), maxId));
            case Effect.MessageSent sent ->
                left(sent.chat())
                        .sent
                        .add(new Post(
                                sent.messageId(),
                                event.worldTime(),
                                sent.text(),
                                null,
                                event.account(),
                                sent.replyTo()));
        }
    }

    private Account acting(Event event) {
        Account account = accounts.get(event.account());
        if (account == null) {
            throw new IllegalStateException(
                    "event " + event.seq() + " is of an account that never appeared; the event log is damaged");
        }
        return account;
    }

    private Traces left(Username chat) {
        return chats.computeIfAbsent(chat, c -> new Traces());
    }

    /** What accounts left in one chat. */
    static final class Traces {

        private static final Traces NONE = new Traces();

        private int members;
        private final Map<Integer, Integer> views = new HashMap<>();
        private final List<Post> sent = new ArrayList<>();

        int members() {
            return members;
        }

        int views(int id) {
            return views.getOrDefault(id, 0);
        }

        int sentCount() {
            return sent.size();
        }

        Post sent(int index) {
            return sent.get(index);
        }
    }
}
