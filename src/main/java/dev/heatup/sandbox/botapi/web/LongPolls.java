package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Waits for updates: one poll for each bot, which holds no thread. A second one ends the first; an update, the time, a
 * webhook or the client's end answer it. Thread-safe.
 */
final class LongPolls {

    /** The official server's bound. */
    static final Duration MAX_WAIT = Duration.ofSeconds(50);

    private static final BotReply NOTHING = new BotReply.Ok(Tl.of(List.of()));
    private static final BotReply TAKEN_OVER =
            conflict("terminated by other getUpdates request; make sure that only one bot instance is running");
    private static final BotReply WEBHOOK_IS_SET = conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    private static final BotReply WEBHOOK_WAS_SET = conflict("terminated by setWebhook request");

    /** Bots of the same number live in several worlds. */
    private record Key(BotNetwork network, BotId bot) {}

    private final Timer timer;
    private final ConcurrentMap<Key, Poll> waiting = new ConcurrentHashMap<>();

    LongPolls(Timer timer) {
        this.timer = timer;
    }

    private static BotReply conflict(String reason) {
        return BotReply.refused(409, "Conflict: " + reason);
    }

    /**
     * @param wait up to {@link #MAX_WAIT}; zero asks once
     * @param gone completed when nobody waits for the answer any more
     */
    CompletableFuture<BotReply> poll(
            BotNetwork network, BotToken token, UpdatesRequest request, Duration wait, CompletableFuture<Void> gone) {
        Poll poll = new Poll(network, token, request);
        poll.start(wait);
        var _ = gone.thenRun(() -> poll.end(NOTHING));
        return poll.answer;
    }

    /** How many wait now. */
    int size() {
        return waiting.size();
    }

    private final class Poll {

        private final CompletableFuture<BotReply> answer = new CompletableFuture<>();
        private final BotNetwork network;
        private final BotToken token;
        private final UpdatesRequest request;
        private final Key key;
        private @Nullable Subscription news;
        private @Nullable Subscription alarm;
        private boolean asking = true;
        private boolean newsSinceAsked;

        Poll(BotNetwork network, BotToken token, UpdatesRequest request) {
            this.network = network;
            this.token = token;
            this.request = request;
            this.key = new Key(network, token.id());
        }

        /** Listens before it asks, so that nothing comes in between. */
        void start(Duration wait) {
            if (wait.isPositive()) {
                news = network.onNews(token.id(), this::wake);
            }
            var _ = network.updates(token, request).whenComplete((updateBatch, failure) -> {
                if (failure != null) {
                    fail(failure);
                } else {
                    first(updateBatch, wait);
                }
            });
        }

        private void first(UpdateBatch updateBatch, Duration wait) {
            if (!(updateBatch instanceof UpdateBatch.There(List<Tl.Obj> there))) {
                end(reply(updateBatch, WEBHOOK_IS_SET));
                return;
            }
            // Only a bot that was let in ends another one's poll.
            Poll earlier = wait.isPositive() && there.isEmpty() ? waiting.put(key, this) : waiting.remove(key);
            if (earlier != null) {
                earlier.end(TAKEN_OVER);
            }
            if (!wait.isPositive() || !there.isEmpty()) {
                end(reply(updateBatch, WEBHOOK_IS_SET));
                return;
            }
            synchronized (this) {
                alarm = timer.after(wait, () -> end(NOTHING));
            }
            if (answer.isDone()) {
                release();
            } else {
                asked();
            }
        }

        private void wake() {
            synchronized (this) {
                newsSinceAsked = true;
                if (asking || answer.isDone()) {
                    return;
                }
                asking = true;
                newsSinceAsked = false;
            }
            ask();
        }

        private void ask() {
            var _ = network.updates(token, request.again()).whenComplete((updateBatch, failure) -> {
                if (failure != null) {
                    fail(failure);
                } else if (updateBatch instanceof UpdateBatch.There(List<Tl.Obj> there) && there.isEmpty()) {
                    asked();
                } else {
                    end(reply(updateBatch, WEBHOOK_WAS_SET));
                }
            });
        }

        /** Nothing was there; asks again when something has come meanwhile. */
        private void asked() {
            synchronized (this) {
                asking = newsSinceAsked && !answer.isDone();
                newsSinceAsked = false;
                if (!asking) {
                    return;
                }
            }
            ask();
        }

        private static BotReply reply(UpdateBatch updateBatch, BotReply onWebhook) {
            return switch (updateBatch) {
                case UpdateBatch.There(List<Tl.Obj> there) -> new BotReply.Ok(Tl.of(there));
                case UpdateBatch.WebhookIsSet _ -> onWebhook;
                case UpdateBatch.Refused(BotReply.Refused refused) -> refused;
                case UpdateBatch.NoAnswer _ -> new BotReply.NoAnswer();
            };
        }

        private void end(BotReply reply) {
            answer.complete(reply);
            release();
        }

        private void fail(Throwable failure) {
            answer.completeExceptionally(failure);
            release();
        }

        private synchronized void release() {
            waiting.remove(key, this);
            if (news != null) {
                news.close();
            }
            if (alarm != null) {
                alarm.close();
            }
        }
    }
}
