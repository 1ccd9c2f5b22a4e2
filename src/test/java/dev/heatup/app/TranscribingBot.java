package dev.heatup.app;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A bot in the same process, on a thread of its own, that writes down its updates, its calls and their answers. It does
 * all that follows from an update before it confirms it, so that a simulation need not wait for it after its last call.
 */
final class TranscribingBot implements AutoCloseable {

    private static final int MAX_REPEATS = 20;

    private static final List<String> UPDATES = List.of(
            "message",
            "edited_message",
            "channel_post",
            "callback_query",
            "chat_member",
            "my_chat_member",
            "chat_join_request",
            "message_reaction_count");

    private final BotNetwork network;
    private final BotToken token;
    private final Rule rule;
    private final List<String> transcript = new ArrayList<>();
    private final Semaphore news = new Semaphore(1);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Subscription subscription;
    private final Thread thread = Thread.ofPlatform().name("transcribing bot").unstarted(this::run);
    private volatile boolean closing;
    private int offset;

    /** What a bot does with an update. */
    interface Rule {
        void on(TranscribingBot bot, Tl.Obj update);
    }

    TranscribingBot(BotNetwork network, BotToken token, Rule rule) {
        this.network = network;
        this.token = token;
        this.rule = rule;
        this.subscription = network.onNews(token.id(), news::release);
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                news.acquireUninterruptibly();
                news.drainPermits();
                while (!closing && poll()) {
                    // There may be more.
                }
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private boolean poll() {
        UpdatesRequest request = new UpdatesRequest(offset, UpdatesRequest.MAX_LIMIT, UPDATES);
        if (!(network.updates(token, request).join() instanceof UpdateBatch.There(List<Tl.Obj> updates))) {
            return true;
        }
        for (Tl.Obj update : updates) {
            transcript.add("update " + text(update));
            rule.on(this, update);
            offset = Math.toIntExact(update.integer("update_id").orElseThrow() + 1);
        }
        return !updates.isEmpty();
    }

    /** Repeats a call that has to wait: the world's time has passed by the time of the answer. */
    void call(String method, Tl.Builder params) {
        Tl.Obj given = params.build();
        transcript.add("call " + method + " " + text(given));
        for (int time = 0; time <= MAX_REPEATS; time++) {
            BotReply reply = network.call(token, new BotCall(method, given)).join();
            transcript.add("answer " + text(reply));
            if (!(reply instanceof BotReply.Refused refused && refused.retryAfter() != null)) {
                return;
            }
        }
    }

    private static String text(BotReply reply) {
        return switch (reply) {
            case BotReply.Ok(Tl result) -> text(result);
            case BotReply.Refused(int code, String why, var retryAfter, var migrateTo) ->
                code + " " + why + " " + retryAfter + " " + migrateTo;
            case BotReply.NotImplemented() -> "not implemented";
            case BotReply.NoAnswer() -> "none";
        };
    }

    private static String text(Tl value) {
        return new String(TlJson.write(value), StandardCharsets.UTF_8);
    }

    /** All that it was told and did, one line each. Ends it. */
    List<String> transcript() {
        close();
        RuntimeException wrong = failure.get();
        if (wrong != null) {
            throw new AssertionError("the bot failed: " + wrong, wrong);
        }
        return transcript;
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
