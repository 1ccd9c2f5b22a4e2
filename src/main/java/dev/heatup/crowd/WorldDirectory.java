package dev.heatup.crowd;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.persona.Persona;
import dev.heatup.persona.Personas;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What plans may know of the world as it is now, which may be another one a moment later: its chats, the bots that have
 * come, its people. Without a description it is the pools as they are, with the bots that have come. Thread-safe.
 */
public final class WorldDirectory implements Pools {

    private final Pools base;
    private final Supplier<Optional<WorldSpec>> world;
    private final Supplier<List<Bot>> bots;
    private volatile @Nullable Known known;
    private volatile @Nullable Found found;

    private record Known(WorldSpec spec, Residents residents) {}

    /** What was found when the world had this description and these bots had come; each step asks. */
    private record Found(Optional<WorldSpec> spec, List<Bot> here, Optional<Pool> pool) {}

    /**
     * @param base the pools without a sandbox
     * @param world its description, empty for the default world
     * @param bots those that have come
     */
    public WorldDirectory(Pools base, Supplier<Optional<WorldSpec>> world, Supplier<List<Bot>> bots) {
        this.base = base;
        this.world = world;
        this.bots = bots;
    }

    /** The people of the world; empty for one that nobody described. */
    public Optional<Residents> residents() {
        return world.get().map(this::residents);
    }

    private Residents residents(WorldSpec spec) {
        Known current = known;
        if (current == null || !current.spec().equals(spec)) {
            current = new Known(spec, new Residents(spec));
            known = current;
        }
        return current.residents();
    }

    @Override
    public Optional<Pool> find(String name) {
        if (!name.equals(DEFAULT)) {
            return base.find(name);
        }
        List<Bot> here = bots.get();
        Optional<WorldSpec> spec = world.get();
        Found last = found;
        if (last == null || !last.here.equals(here) || !last.spec.equals(spec)) {
            last = new Found(spec, here, pool(spec, here));
            found = last;
        }
        return last.pool;
    }

    private Optional<Pool> pool(Optional<WorldSpec> spec, List<Bot> here) {
        return spec.isEmpty() ? base.find(DEFAULT).map(pool -> pool.with(here)) : Optional.of(pool(spec.get(), here));
    }

    private Pool pool(WorldSpec spec, List<Bot> here) {
        Set<Username> come = here.stream().map(Bot::username).collect(Collectors.toSet());
        List<Pool> others =
                spec.pools().stream().flatMap(pool -> base.find(pool).stream()).toList();
        Pool pool = residents(spec).pool(others);
        return pool.with(pool.bots().stream()
                .filter(bot -> come.contains(bot.username()))
                .toList());
    }

    @Override
    public List<String> names() {
        return base.names();
    }

    public Persona persona(String sessionName, Pool pool) {
        return residents()
                .map(residents -> residents.persona(sessionName, pool))
                .orElseGet(() -> Personas.of(sessionName, pool));
    }

    /** The same sessions, of which the people of the world know from the start where they are. */
    public Sessions knowing(Sessions sessions) {
        return new Sessions() {
            @Override
            public Session find(SessionId id) {
                Session session = sessions.find(id);
                return residents().map(residents -> atHome(session, residents)).orElse(session);
            }

            @Override
            public void learn(SessionId id, SessionChange change) {
                sessions.learn(id, change);
            }

            @Override
            public boolean release(SessionId id, String reason, Instant now) {
                return sessions.release(id, reason, now);
            }
        };
    }

    private static Session atHome(Session session, Residents residents) {
        Set<Username> joined =
                new LinkedHashSet<>(residents.newcomer(session.id()).joined());
        joined.removeAll(session.left());
        joined.addAll(session.joined());
        return new Session(
                session.id(),
                joined,
                session.left(),
                session.recentlyRead(),
                session.startedBots(),
                session.notBefore(),
                session.quarantine());
    }
}
