package dev.heatup.sandbox.botapi;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The network as bots see it. A well-formed token registers its bot on first use. Thread-safe; answers once what the
 * call did is durable; a future that fails means that something is broken, and the bot hears 500.
 */
public interface BotNetwork {

    /** Whether it has the method, {@code getUpdates} included; by its canonical name. */
    boolean has(String method);

    /**
     * Every method but {@code getUpdates}. The front has bounded and checked the parameters; for {@code setWebhook} also
     * the address and the secret token.
     */
    CompletableFuture<BotReply> call(BotToken token, BotCall call);

    /** What is there now; never waits. */
    CompletableFuture<UpdateBatch> updates(BotToken token, UpdatesRequest request);

    /**
     * Calls {@code wakeUp} quickly, on any thread, after an update was enqueued for the bot or its webhook changed, until
     * it is closed. One call may stand for several.
     */
    Subscription onNews(BotId bot, Runnable wakeUp);

    /** What {@code getFile} gave as {@code file_path}; empty for a path that it never gave this bot. */
    CompletableFuture<Optional<UploadedFile>> file(BotToken token, String path);

    BotWebhooks webhooks();
}
