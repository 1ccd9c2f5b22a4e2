package dev.heatup.session;

import dev.heatup.channel.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What is remembered of sessions as long as the process lives: a simulation's. Thread-safe. */
public final class MemorySessions implements Sessions {

    private static final BinaryOperator<Instant> LATER = BinaryOperator.maxBy(Comparator.naturalOrder());

    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private final Function<SessionId, Session> newcomers;

    /** @param newcomers what is known of a session that did nothing yet */
    public MemorySessions(Function<SessionId, Session> newcomers) {
        this.newcomers = newcomers;
    }

    @Override
    public Session find(SessionId id) {
        return sessions.computeIfAbsent(id, newcomers);
    }

    @Override
    public boolean release(SessionId id, String reason, Instant now) {
        Session old = find(id);
        sessions.put(
                id,
                new Session(
                        id, old.joined(), old.left(), old.recentlyRead(), old.startedBots(), old.notBefore(), null));
        return old.quarantine() != null;
    }

    @Override
    public void learn(SessionId id, SessionChange change) {
        sessions.compute(id, (key, known) -> after(known == null ? newcomers.apply(id) : known, change));
    }

    private static Session after(Session old, SessionChange change) {
        Set<Username> joined = new LinkedHashSet<>(old.joined());
        Set<Username> left = new LinkedHashSet<>(old.left());
        List<Username> read = new ArrayList<>(old.recentlyRead());
        Set<Username> bots = new LinkedHashSet<>(old.startedBots());
        Map<String, Instant> notBefore = new LinkedHashMap<>(old.notBefore());
        Quarantine quarantine = old.quarantine();
        switch (change) {
            case SessionChange.Joined(Username channel, Instant _) -> {
                joined.add(channel);
                left.remove(channel);
            }
            case SessionChange.Left(Username channel, Instant _) -> {
                joined.remove(channel);
                left.add(channel);
            }
            case SessionChange.BotStarted(Username bot, Instant _) -> bots.add(bot);
            case SessionChange.Read(Username channel, Instant _) -> {
                read.remove(channel);
                read.addFirst(channel);
            }
            case SessionChange.FloodWait(String method, Instant until) -> notBefore.merge(method, until, LATER);
            case SessionChange.Pause(Instant until) -> notBefore.merge(Session.ANY_METHOD, until, LATER);
            case SessionChange.Restricted(String code, Instant at) ->
                quarantine = quarantine == null ? new Quarantine(code, at) : quarantine;
        }
        List<Username> remembered =
                read.stream().limit(Session.REMEMBERED_READS).toList();
        return new Session(old.id(), joined, left, remembered, bots, notBefore, quarantine);
    }
}
