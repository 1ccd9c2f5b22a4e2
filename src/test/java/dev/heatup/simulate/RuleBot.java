package dev.heatup.simulate;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A bot on a thread of its own that does one thing with each update, and then confirms it. */
final class RuleBot implements AutoCloseable {

    static final BotToken TOKEN = BotToken.parse("1001:test").orElseThrow();

    private static final List<String> UPDATES =
            List.of("message", "edited_message", "callback_query", "chat_member", "chat_join_request");

    private final BotNetwork network;
    private final Rule rule;
    private final Semaphore news = new Semaphore(1);
    private final Subscription subscription;
    private final Thread thread = Thread.ofPlatform().name("rule bot").unstarted(this::live);
    private volatile boolean closing;
    private int offset;

    /** What a bot does with an update. */
    interface Rule {
        void on(RuleBot bot, Tl.Obj update);
    }

    RuleBot(BotNetwork network, Rule rule) {
        this.network = network;
        this.rule = rule;
        this.subscription = network.onNews(TOKEN.id(), news::release);
        thread.start();
    }

    private void live() {
        while (!closing) {
            news.acquireUninterruptibly();
            news.drainPermits();
            while (!closing && poll()) {
                // There may be more.
            }
        }
    }

    private boolean poll() {
        UpdatesRequest request = new UpdatesRequest(offset, 100, UPDATES);
        if (!(network.updates(TOKEN, request).join() instanceof UpdateBatch.There(List<Tl.Obj> updates))) {
            return true;
        }
        for (Tl.Obj update : updates) {
            rule.on(this, update);
            offset = Math.toIntExact(update.integer("update_id").orElseThrow() + 1);
        }
        return !updates.isEmpty();
    }

    /** Whether its rule went well so far. */
    boolean isAlive() {
        return thread.isAlive();
    }

    void call(String method, Tl.Builder params) {
        network.call(TOKEN, new BotCall(method, params.build())).join();
    }

    @Override
    public void close() {
        closing = true;
        news.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        subscription.close();
    }
}
