package dev.heatup.sandbox.world;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person's account: where it is, what it read and what it saw. Changed by {@link WorldState} alone. */
public final class Account {

    private final String name;
    private final Effect.AccountAppeared person;
    private final Map<ChatKey, Dialog> dialogs = new LinkedHashMap<>();
    private Map<ChatKey, Set<Integer>> viewed = Map.of();
    private Set<Long> blocked = Set.of();
    private AccountStanding accountStanding = AccountStanding.ACTIVE;

    public Account(String name, Effect.AccountAppeared person) {
        this.name = name;
        this.person = person;
    }

    Account(Saved saved) {
        this(saved.name(), saved.person());
        dialogs.putAll(saved.dialogs());
        saved.viewed().forEach((chat, ids) -> ids.forEach(id -> view(chat, id)));
        blocked = Set.copyOf(saved.blocked());
        accountStanding = saved.standing();
    }

    Saved saved() {
        return new Saved(name, person, dialogs, viewed, blocked, accountStanding);
    }

    /** All that it is, for as long as it stays so. */
    record Saved(
            String name,
            Effect.AccountAppeared person,
            Map<ChatKey, Dialog> dialogs,
            Map<ChatKey, Set<Integer>> viewed,
            Set<Long> blocked,
            AccountStanding standing) {}

    /** The {@code session_id}. */
    public String name() {
        return name;
    }

    public Actor.Person actor() {
        return new Actor.Person(name);
    }

    public long userId() {
        return person.userId();
    }

    public String firstName() {
        return person.firstName();
    }

    public @Nullable String username() {
        return person.username();
    }

    public String language() {
        return person.language();
    }

    public AccountStanding standing() {
        return accountStanding;
    }

    /** Chats that it is in, and bots that it talked to, in the order in which it came to them. */
    public Map<ChatKey, Dialog> dialogs() {
        return dialogs;
    }

    public Optional<Dialog> dialog(ChatKey chat) {
        return Optional.ofNullable(dialogs.get(chat));
    }

    public boolean hasBlocked(long bot) {
        return blocked.contains(bot);
    }

    public boolean hasViewed(ChatKey chat, int id) {
        return viewed.getOrDefault(chat, Set.of()).contains(id);
    }

    void view(ChatKey chat, int id) {
        if (viewed.isEmpty()) {
            viewed = new HashMap<>();
        }
        viewed.computeIfAbsent(chat, c -> new HashSet<>()).add(id);
    }

    void enter(ChatKey chat, Instant since, int readMaxId) {
        dialogs.putIfAbsent(chat, new Dialog(since, readMaxId));
    }

    void leave(ChatKey chat) {
        dialogs.remove(chat);
    }

    void read(ChatKey chat, int maxId) {
        dialogs.computeIfPresent(
                chat, (key, dialog) -> new Dialog(dialog.since(), Math.max(dialog.readMaxId(), maxId)));
    }

    void block(long bot, boolean blocks) {
        Set<Long> others = new HashSet<>(blocked);
        if (blocks) {
            others.add(bot);
        } else {
            others.remove(bot);
        }
        blocked = Set.copyOf(others);
    }

    void stand(AccountStanding other) {
        accountStanding = other;
    }

    /** @param readMaxId messages up to this one count as read */
    public record Dialog(Instant since, int readMaxId) {}
}
