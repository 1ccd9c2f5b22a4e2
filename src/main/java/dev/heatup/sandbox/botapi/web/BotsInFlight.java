package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotToken;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many requests of each bot are under way, so that no bot takes all connections. Thread-safe. */
final class BotsInFlight {

    /** Half of all connections. */
    static final int MAX_PER_BOT = HttpServer.MAX_CONNECTIONS / 2;

    /** @param bot by its number; those that have none count as one */
    record Key(String world, String bot) {
        static Key of(String world, String token) {
            return new Key(
                    world,
                    BotToken.parse(token)
                            .map(parsed -> String.valueOf(parsed.id().value()))
                            .orElse(""));
        }
    }

    private final ConcurrentMap<Key, Integer> inFlight = new ConcurrentHashMap<>();
    private final int maxPerBot;

    BotsInFlight(int maxPerBot) {
        this.maxPerBot = maxPerBot;
    }

    interface Handling {
        CompletableFuture<HttpAnswer> begin() throws IOException;
    }

    /** @throws HttpError 503 when this bot has too many already */
    CompletableFuture<HttpAnswer> count(Key bot, Handling handling) throws IOException {
        if (inFlight.merge(bot, 1, Integer::sum) > maxPerBot) {
            leave(bot);
            throw new HttpError(
                    503,
                    "Service Unavailable: " + maxPerBot + " requests of this bot are under way; try again later",
                    Duration.ofSeconds(1));
        }
        boolean begun = false;
        try {
            CompletableFuture<HttpAnswer> answer = handling.begin();
            begun = true;
            return answer.whenComplete((_, _) -> leave(bot));
        } finally {
            if (!begun) {
                leave(bot);
            }
        }
    }

    private void leave(Key bot) {
        inFlight.computeIfPresent(bot, (_, count) -> count == 1 ? null : count - 1);
    }
}
