package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.BotWebhooks;
import dev.heatup.sandbox.botapi.BotWebhooks.Outcome;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.botapi.UploadedFile;
import dev.heatup.sandbox.bots.BotMethods;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sandbox as bots see it. Thread-safe. */
final class SandboxBotNetwork implements BotNetwork, BotWebhooks {

    private static final Set<String> CHANGE_WEBHOOK = Set.of("setWebhook", "deleteWebhook");

    private static final WorldLoop.Called POLLS = new WorldLoop.Called("getUpdates", "getUpdates");

    private static final FaultyLink.FaultMapping<BotReply> BOT =
            new FaultyLink.FaultMapping<>(new BotReply.NoAnswer(), FaultInjector::toBot);
    private static final FaultyLink.FaultMapping<UpdateBatch> POLLING = new FaultyLink.FaultMapping<>(
            new UpdateBatch.NoAnswer(), answer -> new UpdateBatch.Refused(FaultInjector.toBot(answer)));

    private static final FaultyLink.FaultMapping<Outcome> WEBHOOK = new FaultyLink.FaultMapping<>(
            new Outcome.Failed("Webhook connection closed", null), FaultInjector::toWebhook);

    private final WorldThread thread;
    private final BotLiveness botLiveness;
    private final BotListeners listeners;
    private final List<Consumer<BotArrival>> arrivals = new CopyOnWriteArrayList<>();

    SandboxBotNetwork(WorldThread thread, BotLiveness botLiveness, BotListeners listeners) {
        this.thread = thread;
        this.botLiveness = botLiveness;
        this.listeners = listeners;
    }

    /** See {@link Sandbox#onBotArrival}. */
    void onArrival(Consumer<BotArrival> listener) {
        arrivals.add(listener);
    }

    /** Once its call is under way, by which it is in the world. */
    private void called(BotId bot, WorldLoop worldLoop) {
        if (botLiveness.called(bot)) {
            BotArrival arrival = worldLoop.serveBot((handler, now) -> handler.arrival(bot, botLiveness, now));
            worldLoop.afterCommit(() -> arrivals.forEach(listener -> listener.accept(arrival)));
        }
    }

    @Override
    public boolean has(String method) {
        return BotMethods.names().contains(method) || BotCallHandler.METHODS.contains(method);
    }

    @Override
    public CompletableFuture<BotReply> call(BotToken token, BotCall call) {
        CompletableFuture<BotReply> answer = thread.later(worldLoop -> {
            WorldLoop.Called called = new WorldLoop.Called(call.method(), BotRetries.nameOf(call));
            CompletableFuture<BotReply> reply = worldLoop.botCalls(token, called, BOT, (handler, now) -> {
                if (CHANGE_WEBHOOK.contains(call.method())) {
                    botLiveness.looked(token.id());
                    worldLoop.webhookChanged(token.id());
                }
                return handler.call(token, call, now);
            });
            called(token.id(), worldLoop);
            return reply;
        });
        return answer.exceptionally(SandboxBotNetwork::failed);
    }

    /** What the sandbox could not do, as an answer. */
    private static BotReply.Refused failed(Throwable failure) {
        return switch (failure instanceof CompletionException ? failure.getCause() : failure) {
            case CallFailedException failed ->
                BotReply.refused(500, "Internal Server Error: " + failed.correlationId());
            case SandboxStoppedException stopped ->
                BotReply.refused(503, "Service Unavailable: " + stopped.getMessage());
            case null, default -> throw new CompletionException(failure);
        };
    }

    @Override
    public CompletableFuture<UpdateBatch> updates(BotToken token, UpdatesRequest request) {
        CompletableFuture<UpdateBatch> answer = thread.later(worldLoop -> {
            CompletableFuture<UpdateBatch> updates =
                    worldLoop.botCalls(token, POLLS, POLLING, (handler, now) -> handler.updates(token, request, now));
            botLiveness.polled(token.id());
            called(token.id(), worldLoop);
            return updates;
        });
        return answer.exceptionally(failure -> new UpdateBatch.Refused(failed(failure)));
    }

    @Override
    public Subscription onNews(BotId bot, Runnable wakeUp) {
        Subscription poll = botLiveness.polls(bot);
        Subscription news = onNews(other -> {
            if (other.equals(bot)) {
                wakeUp.run();
            }
        });
        return () -> {
            news.close();
            poll.close();
        };
    }

    @Override
    public CompletableFuture<Optional<UploadedFile>> file(BotToken token, String path) {
        return thread.submit(worldLoop -> worldLoop.serveBot((handler, now) -> handler.file(path)));
    }

    @Override
    public BotWebhooks webhooks() {
        return this;
    }

    @Override
    public CompletableFuture<List<BotId>> bots() {
        return thread.submit(worldLoop -> worldLoop.serveBot((handler, now) -> handler.webhookBots()));
    }

    @Override
    public Subscription onNews(Consumer<BotId> news) {
        return listeners.add(news);
    }

    @Override
    public CompletableFuture<Optional<Delivery>> next(BotId bot) {
        return thread.submit(worldLoop -> worldLoop.serveBot((handler, now) -> handler.nextDelivery(bot, now)));
    }

    @Override
    public CompletableFuture<Outcome> attempt(BotId bot, Supplier<CompletableFuture<Outcome>> post) {
        return thread.later(worldLoop -> worldLoop.delivers(bot, WEBHOOK, post));
    }

    @Override
    public CompletableFuture<Void> delivered(BotId bot, long updateId, @Nullable BotCall answer) {
        botLiveness.looked(bot);
        return thread.submit(worldLoop -> worldLoop.serveBot((handler, now) -> {
                    handler.delivered(bot, updateId, answer, now);
                    return true;
                }))
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> failed(BotId bot, String message) {
        return thread.submit(worldLoop -> worldLoop.serveBot((handler, now) -> {
                    handler.failed(bot, message, now);
                    return true;
                }))
                .thenAccept(done -> {});
    }
}
