package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotNetwork;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** The Bot API on its port, for as many worlds as there are. Delivers nothing to webhooks: {@link WebhookDelivery} does. */
public final class BotApiServer implements AutoCloseable {

    private final HttpServer server;
    private final WebhookHosts webhookHosts;

    private BotApiServer(HttpServer server, WebhookHosts webhookHosts) {
        this.server = server;
        this.webhookHosts = webhookHosts;
    }

    /**
     * @param worlds the network of a world by its name in the path, {@code /worlds/<name>/bot…}; by the empty name the
     *     one that needs none
     * @throws IOException when the port can't be had
     */
    public static BotApiServer start(
            BotApiSettings settings, Function<String, Optional<BotNetwork>> worlds, Timer timer) throws IOException {
        WebhookHosts webhookHosts = new WebhookHosts(settings.webhookHosts());
        BotRequests api =
                new BotRequests(worlds, new CallerFilter(settings.hosts()), new LongPolls(timer), webhookHosts);
        HttpServer server = HttpServer.start(settings.bind(), settings.port(), api, timer);
        webhookHosts.addOwnPort(server.port());
        return new BotApiServer(server, webhookHosts);
    }

    public int port() {
        return server.port();
    }

    int connections() {
        return server.connections();
    }

    long refused() {
        return server.refused();
    }

    WebhookHosts webhookHosts() {
        return webhookHosts;
    }

    /** Ends all connections, polls included. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
