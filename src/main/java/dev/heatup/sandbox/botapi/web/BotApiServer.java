package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotNetwork;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** The Bot API on its port, for as many worlds as there are. Delivers nothing to webhooks: {@link WebhookDelivery} does. */
public final class BotApiServer implements AutoCloseable {

    private final HttpServer server;

    private BotApiServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param worlds the network of a world by its name in the path, {@code /worlds/<name>/bot…}; by the empty name the
     *     one that needs none
     * @throws IOException when the port can't be had
     */
    public static BotApiServer start(
            BotApiSettings settings, Function<String, Optional<BotNetwork>> worlds, Timer timer) throws IOException {
        BotRequests api = new BotRequests(worlds, new LongPolls(timer), new WebhookHosts(settings.webhookHosts()));
        return new BotApiServer(HttpServer.start(settings.bind(), settings.port(), api));
    }

    public int port() {
        return server.port();
    }

    /** Ends all connections, polls included. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
