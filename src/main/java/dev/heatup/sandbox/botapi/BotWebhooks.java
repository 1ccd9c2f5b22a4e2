package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery to webhooks asks of the network. Bots are named by number, since a network need not remember
 * secrets. Thread-safe; answers once what a call did is durable.
 */
public interface BotWebhooks {

    /** The oldest update that waits, and where it goes. */
    record Delivery(Webhook webhook, Tl.Obj update) {}

    /** What became of an attempt to deliver. */
    sealed interface Outcome {

        /** @param answer a call that the webhook wants performed */
        record Taken(@Nullable BotCall answer) implements Outcome {}

        /** @param message for {@code getWebhookInfo}, in the official server's words */
        record Failed(String message, @Nullable Duration retryAfter) implements Outcome {}
    }

    /** All bots that have a webhook now. */
    CompletableFuture<List<BotId>> bots();

    /**
     * Called quickly, on any thread, with a bot whose webhook was set, changed or deleted, or that has a webhook and got
     * an update. One call may stand for several.
     */
    Subscription onNews(Consumer<BotId> news);

    /** Empty when the bot has no webhook or nothing waits. Confirms nothing. */
    CompletableFuture<Optional<Delivery>> next(BotId bot);

    /**
     * An attempt to deliver, with what a fault on purpose makes of it: it may come later, or never, and its outcome may be
     * another one.
     *
     * @param post begins the attempt; called quickly, on any thread, at most once, and throws nothing
     */
    CompletableFuture<Outcome> attempt(BotId bot, Supplier<CompletableFuture<Outcome>> post);

    /**
     * The webhook took the update, which is confirmed. Without effect when the update is gone.
     *
     * @param answer the call that the webhook's answer carried, performed as the bot's in the same breath; nobody hears
     *     its result
     */
    CompletableFuture<Void> delivered(BotId bot, long updateId, @Nullable BotCall answer);

    /** An attempt failed; kept with the time for {@code getWebhookInfo}, until the webhook changes. */
    CompletableFuture<Void> failed(BotId bot, String message);
}
