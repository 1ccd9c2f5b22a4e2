package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.BotWebhooks;
import dev.heatup.sandbox.botapi.BotWebhooks.Outcome;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.Updates;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.botapi.Upload;
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
final class SandboxBots implements BotNetwork, BotWebhooks {

    private static final Set<String> CHANGE_WEBHOOK = Set.of("setWebhook", "deleteWebhook");

    private static final Core.Called POLLS = new Core.Called("getUpdates", "getUpdates");

    private static final Line.Ear<BotReply> BOT = new Line.Ear<>(new BotReply.NoAnswer(), Faults::toBot);
    private static final Line.Ear<Updates> POLLING =
            new Line.Ear<>(new Updates.NoAnswer(), answer -> new Updates.Refused(Faults.toBot(answer)));

    private static final Line.Ear<Outcome> WEBHOOK =
            new Line.Ear<>(new Outcome.Failed("Webhook connection closed", null), Faults::toWebhook);

    private final Sandbox sandbox;
    private final Attendance attendance;
    private final List<Consumer<BotId>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<BotArrival>> arrivals = new CopyOnWriteArrayList<>();

    SandboxBots(Sandbox sandbox, Attendance attendance) {
        this.sandbox = sandbox;
        this.attendance = attendance;
    }

    /** See {@link Sandbox#onBotArrival}. */
    void onArrival(Consumer<BotArrival> listener) {
        arrivals.add(listener);
    }

    /** Once its call is under way, by which it is in the world. */
    private void called(BotId bot, Core core) {
        if (attendance.called(bot)) {
            BotArrival arrival = core.atTheDesk((desk, now) -> desk.arrival(bot, attendance, now));
            core.afterCommit(() -> arrivals.forEach(listener -> listener.accept(arrival)));
        }
    }

    /** Quick, as the sandbox waits for it. */
    void announce(BotId bot) {
        attendance.sent(bot);
        listeners.forEach(listener -> Isolation.tell(() -> listener.accept(bot)));
    }

    @Override
    public boolean has(String method) {
        return BotMethods.names().contains(method) || BotDesk.METHODS.contains(method);
    }

    @Override
    public CompletableFuture<BotReply> call(BotToken token, BotCall call) {
        CompletableFuture<BotReply> answer = sandbox.later(core -> {
            Core.Called called = new Core.Called(call.method(), Retries.nameOf(call));
            CompletableFuture<BotReply> reply = core.botCalls(token, called, BOT, (desk, now) -> {
                if (CHANGE_WEBHOOK.contains(call.method())) {
                    attendance.looked(token.id());
                    core.webhookChanged(token.id());
                }
                return desk.call(token, call, now);
            });
            called(token.id(), core);
            return reply;
        });
        return answer.exceptionally(SandboxBots::failed);
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
    public CompletableFuture<Updates> updates(BotToken token, UpdatesRequest request) {
        CompletableFuture<Updates> answer = sandbox.later(core -> {
            CompletableFuture<Updates> updates =
                    core.botCalls(token, POLLS, POLLING, (desk, now) -> desk.updates(token, request, now));
            attendance.polled(token.id());
            called(token.id(), core);
            return updates;
        });
        return answer.exceptionally(failure -> new Updates.Refused(failed(failure)));
    }

    @Override
    public Subscription onNews(BotId bot, Runnable wakeUp) {
        Subscription poll = attendance.polls(bot);
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
    public CompletableFuture<Optional<Upload>> file(BotToken token, String path) {
        return sandbox.submit(core -> core.atTheDesk((desk, now) -> desk.file(path)));
    }

    @Override
    public BotWebhooks webhooks() {
        return this;
    }

    @Override
    public CompletableFuture<List<BotId>> bots() {
        return sandbox.submit(core -> core.atTheDesk((desk, now) -> desk.webhookBots()));
    }

    @Override
    public Subscription onNews(Consumer<BotId> news) {
        listeners.add(news);
        return () -> listeners.remove(news);
    }

    @Override
    public CompletableFuture<Optional<Delivery>> next(BotId bot) {
        return sandbox.submit(core -> core.atTheDesk((desk, now) -> desk.nextDelivery(bot, now)));
    }

    @Override
    public CompletableFuture<Outcome> attempt(BotId bot, Supplier<CompletableFuture<Outcome>> post) {
        return sandbox.later(core -> core.delivers(bot, WEBHOOK, post));
    }

    @Override
    public CompletableFuture<Void> delivered(BotId bot, long updateId, @Nullable BotCall answer) {
        attendance.looked(bot);
        return sandbox.submit(core -> core.atTheDesk((desk, now) -> {
                    desk.delivered(bot, updateId, answer, now);
                    return true;
                }))
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Void> failed(BotId bot, String message) {
        return sandbox.submit(core -> core.atTheDesk((desk, now) -> {
                    desk.failed(bot, message, now);
                    return true;
                }))
                .thenAccept(done -> {});
    }
}
