package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A network in memory that knows queues and webhooks and otherwise answers what a test has told it. Thread-safe. */
public final class FakeNetwork implements BotNetwork, BotWebhooks {

    private record Queued(long id, Tl.Obj update) {}

    private final Map<String, Function<BotCall, BotReply>> replies = new ConcurrentHashMap<>();
    private final Map<BotId, List<Queued>> queues = new HashMap<>();
    private final Map<BotId, Webhook> hooks = new HashMap<>();
    private final Map<BotId, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private final List<Consumer<BotId>> hookListeners = new CopyOnWriteArrayList<>();
    private final List<BotCall> calls = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<UpdatesRequest> requests = new CopyOnWriteArrayList<>();
    private long nextUpdateId = 1;

    /** What it was told no answer for, it says itself that it lacks. */
    @Override
    public boolean has(String method) {
        return true;
    }

    /** From now on, the method is answered so. */
    public void answers(String method, Function<BotCall, BotReply> reply) {
        replies.put(method, reply);
    }

    public List<BotCall> calls() {
        return calls;
    }

    public BotCall lastCall() {
        return calls.getLast();
    }

    /** What was told of failed deliveries. */
    public List<String> failures() {
        return failures;
    }

    public List<UpdatesRequest> requests() {
        return requests;
    }

    public int listeners(BotId bot) {
        return listeners.getOrDefault(bot, List.of()).size();
    }

    /** A message with this text waits for the bot. */
    public long enqueue(BotId bot, String text) {
        long id;
        synchronized (this) {
            id = nextUpdateId++;
            Tl.Obj message = Tl.object()
                    .with("message_id", id)
                    .with("date", 1_700_000_000L)
                    .with(
                            "chat",
                            Tl.object()
                                    .with("id", 7)
                                    .with("type", "private")
                                    .with("first_name", "Ann")
                                    .build())
                    .with("text", text)
                    .build();
            queue(bot)
                    .add(new Queued(
                            id,
                            Tl.object()
                                    .with("update_id", id)
                                    .with("message", message)
                                    .build()));
        }
        tell(bot);
        return id;
    }

    public synchronized int waiting(BotId bot) {
        return queue(bot).size();
    }

    private void tell(BotId bot) {
        listeners.getOrDefault(bot, List.of()).forEach(Runnable::run);
        if (hook(bot) != null) {
            hookListeners.forEach(listener -> listener.accept(bot));
        }
    }

    private synchronized @Nullable Webhook hook(BotId bot) {
        return hooks.get(bot);
    }

    private List<Queued> queue(BotId bot) {
        return queues.computeIfAbsent(bot, _ -> new ArrayList<>());
    }

    @Override
    public CompletableFuture<BotReply> call(BotToken token, BotCall call) {
        calls.add(call);
        Function<BotCall, BotReply> reply = replies.get(call.method());
        if (reply != null) {
            return CompletableFuture.completedFuture(reply.apply(call));
        }
        return CompletableFuture.completedFuture(
                switch (call.method()) {
                    case "getMe" ->
                        new BotReply.Ok(Tl.object()
                                .with("id", token.id().value())
                                .with("is_bot", true)
                                .with("first_name", "Fake")
                                .with("username", "fake_bot")
                                .build());
                    case "setWebhook", "deleteWebhook" -> setWebhook(token.id(), call.params());
                    default -> new BotReply.NotImplemented();
                });
    }

    private BotReply setWebhook(BotId bot, Tl.Obj params) {
        synchronized (this) {
            String url = params.text("url").orElse("");
            if (url.isEmpty()) {
                hooks.remove(bot);
            } else {
                hooks.put(bot, new Webhook(url, params.text("secret_token").orElse(null)));
            }
        }
        tell(bot);
        hookListeners.forEach(listener -> listener.accept(bot));
        return new BotReply.Ok(Tl.of(true));
    }

    @Override
    public synchronized CompletableFuture<UpdateBatch> updates(BotToken token, UpdatesRequest request) {
        requests.add(request);
        if (hooks.containsKey(token.id())) {
            return CompletableFuture.completedFuture(new UpdateBatch.WebhookIsSet());
        }
        List<Queued> queue = queue(token.id());
        if (request.offset() > 0) {
            queue.removeIf(queued -> queued.id() < request.offset());
        } else if (request.offset() < 0) {
            queue.subList(0, Math.max(0, queue.size() + request.offset())).clear();
        }
        return CompletableFuture.completedFuture(new UpdateBatch.There(
                queue.stream().limit(request.limit()).map(Queued::update).toList()));
    }

    @Override
    public Subscription onNews(BotId bot, Runnable wakeUp) {
        List<Runnable> mine = listeners.computeIfAbsent(bot, _ -> new CopyOnWriteArrayList<>());
        mine.add(wakeUp);
        return () -> mine.remove(wakeUp);
    }

    @Override
    public CompletableFuture<Optional<UploadedFile>> file(BotToken token, String path) {
        return CompletableFuture.completedFuture(
                path.equals("photos/file_0.jpg")
                        ? Optional.of(new UploadedFile("a.jpg", "image/jpeg", 5))
                        : Optional.empty());
    }

    @Override
    public BotWebhooks webhooks() {
        return this;
    }

    @Override
    public synchronized CompletableFuture<List<BotId>> bots() {
        return CompletableFuture.completedFuture(List.copyOf(hooks.keySet()));
    }

    @Override
    public Subscription onNews(Consumer<BotId> news) {
        hookListeners.add(news);
        return () -> hookListeners.remove(news);
    }

    @Override
    public synchronized CompletableFuture<Optional<Delivery>> next(BotId bot) {
        Webhook hook = hooks.get(bot);
        return CompletableFuture.completedFuture(
                hook == null || queue(bot).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Delivery(hook, queue(bot).getFirst().update())));
    }

    @Override
    public CompletableFuture<Outcome> attempt(BotId bot, Supplier<CompletableFuture<Outcome>> post) {
        return post.get();
    }

    @Override
    public synchronized CompletableFuture<Void> delivered(BotId bot, long updateId, @Nullable BotCall answer) {
        queue(bot).removeIf(queued -> queued.id() == updateId);
        if (answer != null) {
            calls.add(answer);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> failed(BotId bot, String message) {
        failures.add(message);
        return CompletableFuture.completedFuture(null);
    }
}
