package dev.heatup.sandbox.botapi.web;

import dev.heatup.retry.Backoff;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotWebhooks;
import dev.heatup.sandbox.botapi.BotWebhooks.Outcome;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.Webhook;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the updates of one world to webhooks: each bot's in order, one at a time, until any 2xx takes it. A failure is
 * told to the network and tried again after 1 s, 2 s and so on up to 60 s, or when the webhook's {@code Retry-After}
 * says; a webhook that is set anew is tried at once. A virtual thread lives as long as a bot has something to deliver.
 * Thread-safe.
 */
final class WebhookDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private final BotWebhooks network;
    private final WebhookPost post;
    private final Timer timer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentMap<BotId, Lane> lanes = new ConcurrentHashMap<>();
    private @Nullable Subscription news;

    private WebhookDelivery(BotWebhooks network, WebhookPost post, Timer timer) {
        this.network = network;
        this.post = post;
        this.timer = timer;
    }

    /**
     * Begins with what waits already.
     *
     * @param deadline for an attempt as a whole; Telegram's is 60 s
     */
    static WebhookDelivery start(BotWebhooks network, WebhookHosts hosts, Duration deadline, Timer timer) {
        WebhookPost post = new WebhookPost(hosts, timer, deadline);
        WebhookDelivery delivery = new WebhookDelivery(network, post, timer);
        delivery.news = network.onNews(delivery::wake);
        var _ = network.bots().thenAccept(bots -> bots.forEach(delivery::wake));
        return delivery;
    }

    private void wake(BotId bot) {
        lanes.computeIfAbsent(bot, Lane::new).wake();
    }

    /** On a thread of its own, since the network waits for the beginning alone. */
    private CompletableFuture<Outcome> begun(BotWebhooks.Delivery delivery) {
        try {
            return CompletableFuture.supplyAsync(() -> post.send(delivery), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Attempts under way are cut off; what they were to deliver stays unconfirmed. */
    @Override
    public void close() {
        if (news != null) {
            news.close();
        }
        lanes.values().forEach(Lane::close);
        threads.shutdownNow();
        threads.close();
    }

    /** One bot's deliveries. */
    private final class Lane {

        private final BotId bot;
        private boolean running;
        private boolean newsSince;
        private @Nullable Webhook failing;

        /** In a row, each of which makes the next wait longer. */
        private int failures;

        private boolean holdsBack;
        private Subscription alarm = () -> {};

        Lane(BotId bot) {
            this.bot = bot;
        }

        synchronized void wake() {
            newsSince = true;
            if (!running) {
                running = true;
                try {
                    threads.execute(this::run);
                } catch (RejectedExecutionException _) {
                    // Closed.
                }
            }
        }

        synchronized void close() {
            alarm.close();
        }

        private synchronized boolean goesOn() {
            running = newsSince;
            newsSince = false;
            return running;
        }

        private void run() {
            while (goesOn()) {
                try {
                    attemptAll();
                } catch (CompletionException e) {
                    if (threads.isShutdown()) {
                        return;
                    }
                    LOG.error("The deliveries to the webhook of bot {} stopped until its next update", bot.value(), e);
                }
            }
        }

        private void attemptAll() {
            boolean more = true;
            while (more) {
                more = attempt();
            }
        }

        /** False when there is nothing to do for now. */
        private boolean attempt() {
            Optional<BotWebhooks.Delivery> next = done(network.next(bot));
            if (next.isEmpty()) {
                return false;
            }
            if (!next.get().webhook().equals(failing)) {
                succeeded();
            } else if (isHeldBack()) {
                return false;
            }
            return switch (done(network.attempt(bot, () -> begun(next.get())))) {
                case Outcome.Taken taken -> {
                    done(network.delivered(bot, updateId(next.get()), taken.answer()));
                    succeeded();
                    yield true;
                }
                case Outcome.Failed failed -> {
                    done(network.failed(bot, failed.message()));
                    retryLater(next.get().webhook(), failed.retryAfter());
                    yield false;
                }
            };
        }

        /** As {@code join}, but ends with the thread. */
        private static <T> T done(CompletableFuture<T> future) {
            try {
                return future.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new CompletionException(e);
            }
        }

        private synchronized void succeeded() {
            failing = null;
            failures = 0;
        }

        private synchronized boolean isHeldBack() {
            return holdsBack;
        }

        private void retry() {
            synchronized (this) {
                holdsBack = false;
            }
            wake();
        }

        private synchronized void retryLater(Webhook webhook, @Nullable Duration retryAfter) {
            failures++;
            Duration wait = retryAfter == null ? BACKOFF.after(failures) : retryAfter;
            failing = webhook;
            holdsBack = true;
            alarm.close();
            alarm = timer.after(wait, this::retry);
        }

        private static long updateId(BotWebhooks.Delivery delivery) {
            return delivery.update().integer("update_id").orElseThrow();
        }
    }
}
