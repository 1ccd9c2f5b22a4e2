package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.BotCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Bots that were told to come back later. World time advances by what they were told at once, and then the world waits for
 * them in real time, so that a bot that waits as long as it was told finds that the wait is over, whatever the world's
 * speed. What happens follows from the calls alone, never from how long a bot really waited.
 *
 * <p>Not thread-safe; confined to one thread.
 */
final class BotRetries {

    /** What is longer is left to pass by itself: nobody watches a world that stands still. */
    static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** A bot that failed to come back so often in a row is not expected any more, until it does. */
    static final int MAX_UNKEPT = 3;

    private final InstantSource real;
    private final Duration grace;
    private final Map<Retry, Instant> expected = new HashMap<>();
    private final Map<Long, Integer> unkept = new HashMap<>();

    private record Retry(long bot, String call) {}

    /** @param grace how much later than it was told a bot may come back, in real time */
    BotRetries(InstantSource real, Duration grace) {
        this.real = real;
        this.grace = grace;
    }

    /** What tells a bot's calls apart: the method, and the chat that it is about. */
    static String nameOf(BotCall call) {
        return call.method()
                + call.params().get("chat_id").map(chat -> " " + chat).orElse("");
    }

    /**
     * The bot was refused and told to come back.
     *
     * @param call what it will call again, see {@link #nameOf}
     * @return by how much world time advances now
     */
    Duration told(long bot, String call, Duration wait) {
        forgetUnkept();
        if (wait.compareTo(MAX_WAIT) > 0 || unkept.getOrDefault(bot, 0) >= MAX_UNKEPT) {
            return Duration.ZERO;
        }
        expected.put(new Retry(bot, call), real.instant().plus(wait).plus(grace));
        return wait;
    }

    void called(long bot, String call) {
        if (expected.remove(new Retry(bot, call)) != null) {
            unkept.remove(bot);
        }
    }

    /** @return a moment of real time; one that is past when nobody is expected */
    Instant until() {
        forgetUnkept();
        return expected.values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** Nobody is expected. */
    void forget() {
        expected.clear();
        unkept.clear();
    }

    private void forgetUnkept() {
        Instant now = real.instant();
        expected.entrySet().removeIf(retry -> {
            boolean late = !retry.getValue().isAfter(now);
            if (late) {
                unkept.merge(retry.getKey().bot(), 1, Integer::sum);
            }
            return late;
        });
    }
}
