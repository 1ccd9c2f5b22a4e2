package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bot of the world. Changed by {@link WorldState} alone. */
public final class BotAccount {

    private final long id;
    private final Effect.BotAppeared bot;
    private final boolean readsAll;
    private final Map<String, List<Tl.Obj>> commands = new TreeMap<>();
    private @Nullable Set<String> allowedUpdates;
    private int lastMessageId;

    /** @param readsAll whether its privacy mode is off */
    BotAccount(long id, Effect.BotAppeared bot, boolean readsAll) {
        this.id = id;
        this.bot = bot;
        this.readsAll = readsAll;
    }

    BotAccount(Saved saved) {
        this(saved.id(), saved.bot(), saved.readsAll());
        commands.putAll(saved.commands());
        allowedUpdates = saved.allowedUpdates();
        lastMessageId = saved.lastMessageId();
    }

    Saved saved() {
        return new Saved(id, bot, readsAll, commands, allowedUpdates, lastMessageId);
    }

    /** All that it is, for as long as it stays so. */
    record Saved(
            long id,
            Effect.BotAppeared bot,
            boolean readsAll,
            Map<String, List<Tl.Obj>> commands,
            @Nullable Set<String> allowedUpdates,
            int lastMessageId) {}

    public long id() {
        return id;
    }

    public Actor.Bot actor() {
        return new Actor.Bot(id);
    }

    public String username() {
        return bot.username();
    }

    public String name() {
        return bot.name();
    }

    /** Whether it sees all messages of its groups, rather than those meant for it. */
    public boolean readsAll() {
        return readsAll;
    }

    /** What it asked for; null while it asked for nothing in particular. */
    public @Nullable Set<String> allowedUpdates() {
        return allowedUpdates;
    }

    public List<Tl.Obj> commands(String scope, String language) {
        return commands.getOrDefault(scope + " " + language, List.of());
    }

    /** The next free id of its private chats, which all share one row of ids. */
    public int nextMessageId() {
        return lastMessageId + 1;
    }

    void wrote(int messageId) {
        lastMessageId = Math.max(lastMessageId, messageId);
    }

    void setCommands(Effect.CommandsSet set) {
        commands.put(set.scope() + " " + set.language(), set.commands());
    }

    void allowUpdates(Set<String> types) {
        allowedUpdates = types;
    }
}
