package dev.heatup.sandbox;

import dev.heatup.sandbox.DeclaredBot.Presence;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which bots look at their updates, and since when others do not: a poll that is open, or a webhook to which everything
 * was delivered, is somebody who looks. Other calls are no sign of it, since a timer may go on in a bot whose polling
 * ended. In real time, and no part of the log. Thread-safe.
 */
final class BotLiveness {

    private final InstantSource real;
    private final Map<BotId, Marks> bots = new HashMap<>();

    private static final class Marks {
        private Instant lookedAt;
        private @Nullable Instant sentSince;
        private boolean polls;
        private boolean called;
        private int openPolls;

        Marks(Instant now) {
            lookedAt = now;
        }
    }

    BotLiveness(InstantSource real) {
        this.real = real;
    }

    /** @return whether it is the bot's first call */
    synchronized boolean called(BotId bot) {
        Marks marks = marks(bot);
        boolean first = !marks.called;
        marks.called = true;
        return first;
    }

    /** It asked for its updates. */
    synchronized void polled(BotId bot) {
        marks(bot).polls = true;
        looked(bot);
    }

    /** It took an update, or said where to deliver them. */
    synchronized void looked(BotId bot) {
        Marks marks = marks(bot);
        marks.lookedAt = real.instant();
        marks.sentSince = null;
    }

    synchronized void sent(BotId bot) {
        Marks marks = bots.get(bot);
        if (marks != null && marks.sentSince == null) {
            marks.sentSince = real.instant();
        }
    }

    /** A poll is open until the subscription is closed. */
    synchronized Subscription polls(BotId bot) {
        Marks marks = marks(bot);
        marks.polls = true;
        marks.openPolls++;
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                ended(marks);
            }
        };
    }

    private synchronized void ended(Marks marks) {
        marks.openPolls--;
        marks.lookedAt = real.instant();
    }

    private Marks marks(BotId bot) {
        return bots.computeIfAbsent(bot, _ -> new Marks(real.instant()));
    }

    /** Nobody has called. */
    synchronized void forget() {
        bots.clear();
    }

    /**
     * A bot that asks for updates by polling is away while no poll is open, any other while updates wait for it; so a bot
     * that only ever writes, and is never written to, is not away.
     */
    synchronized Presence of(BotId bot, boolean hasWebhook, int waiting) {
        Marks marks = bots.get(bot);
        if (marks == null || !marks.called) {
            return new Presence.NeverCalled();
        }
        boolean asksByItself = marks.polls && !hasWebhook;
        boolean looks = asksByItself ? marks.openPolls > 0 : waiting == 0;
        return looks ? new Presence.Here() : new Presence.Away(since(marks));
    }

    private static Instant since(Marks marks) {
        Instant sent = marks.sentSince;
        return sent != null && sent.isAfter(marks.lookedAt) ? sent : marks.lookedAt;
    }
}
