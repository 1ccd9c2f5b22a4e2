package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Until when the world waits for its bots: while one that listens has updates that it did not confirm, and shortly after
 * its last call, so that what a bot does comes right after its cause, however slow the machine is. A bot that leaves its
 * updates for longer than {@link Patience#limit} is waited for no more, until it calls again; one that was told to come
 * back is waited for as {@link BotRetries} says. In real time; for one thread.
 */
final class BotPresence {

    /**
     * @param grace how long after a bot's last call it may be about to make another
     * @param limit how long a bot may take to confirm what it was sent
     */
    record Patience(Duration grace, Duration limit) {
        static final Patience USUAL = new Patience(Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    /** Who polls does so again within this, the longest that a poll lasts and a little. */
    private static final Duration LISTENING = Duration.ofSeconds(70);

    private final InstantSource real;
    private final Patience patience;
    private final BotRetries botRetries;
    private final Map<Long, Instant> lastCalls = new HashMap<>();
    private final Map<Long, Instant> newsSinceCalls = new HashMap<>();
    private @Nullable Instant waitingSince;

    BotPresence(InstantSource real, Patience patience) {
        this.real = real;
        this.patience = patience;
        this.botRetries = new BotRetries(real, patience.limit());
    }

    void called(long bot) {
        lastCalls.put(bot, real.instant());
        newsSinceCalls.remove(bot);
    }

    void sent(long bot) {
        newsSinceCalls.putIfAbsent(bot, real.instant());
    }

    /** Nobody has called, and nothing was sent. */
    void forget() {
        lastCalls.clear();
        newsSinceCalls.clear();
        waitingSince = null;
        botRetries.forget();
    }

    /** Bots that were told to come back. */
    BotRetries retries() {
        return botRetries;
    }

    Duration grace() {
        return patience.grace();
    }

    /** Whether a bot can be expected to look at what it is sent: it called lately, and left nothing for too long. */
    boolean listens(long bot, boolean hasWebhook) {
        Instant now = real.instant();
        Instant call = lastCalls.get(bot);
        Instant news = newsSinceCalls.get(bot);
        return call != null
                && (hasWebhook || call.plus(LISTENING).isAfter(now))
                && (news == null || news.plus(patience.limit()).isAfter(now));
    }

    /** @return a moment of real time; one that is past when nobody is waited for */
    Instant until(LongPredicate hasUpdates, LongPredicate hasWebhook) {
        Instant now = real.instant();
        Instant until = Instant.EPOCH;
        for (Map.Entry<Long, Instant> bot : lastCalls.entrySet()) {
            long id = bot.getKey();
            until = latest(until, bot.getValue().plus(patience.grace()));
            if (hasUpdates.test(id) && listens(id, hasWebhook.test(id))) {
                Instant since = newsSinceCalls.getOrDefault(id, bot.getValue());
                until = latest(until, since.plus(patience.limit()));
            }
        }
        return latest(bounded(until, now), botRetries.until());
    }

    /** However much bots do, the world waits in one go for no longer than the limit; then it waits again once all are quiet. */
    private Instant bounded(Instant until, Instant now) {
        if (!until.isAfter(now)) {
            waitingSince = null;
            return until;
        }
        Instant since = waitingSince == null ? now : waitingSince;
        waitingSince = since;
        Instant last = since.plus(patience.limit());
        return until.isBefore(last) ? until : last;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
