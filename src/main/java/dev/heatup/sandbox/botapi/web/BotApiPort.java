package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotNetworks;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Bot API of a process's worlds on its port, with the delivery to their webhooks, which lasts as long as a world does.
 * Thread-safe.
 */
public final class BotApiPort implements AutoCloseable, BotNetworks.Listener {

    /** For an attempt as a whole, as with Telegram. */
    private static final Duration WEBHOOK_DEADLINE = Duration.ofSeconds(60);

    /** How many connections may be open at once. */
    public static final int MAX_CONNECTIONS = HttpServer.MAX_CONNECTIONS;

    private static final String MAIN = "";

    private final SystemTimer timer = new SystemTimer();
    private final Map<String, WebhookDelivery> deliveries = new ConcurrentHashMap<>();
    private final BotApiServer server;

    private BotApiPort(BotApiSettings settings, BotNetworks worlds) throws IOException {
        boolean opened = false;
        try {
            this.server = BotApiServer.start(settings, worlds::bots, timer);
            opened = true;
        } finally {
            if (!opened) {
                timer.close();
            }
        }
    }

    /** @throws IOException when the port can't be had */
    public static BotApiPort open(BotApiSettings settings, BotNetworks worlds) throws IOException {
        BotApiPort port = new BotApiPort(settings, worlds);
        worlds.bots(MAIN).ifPresent(main -> port.opened(MAIN, main));
        worlds.listen(port);
        return port;
    }

    public int port() {
        return server.port();
    }

    /** How many connections are open, idle ones included. */
    public int connections() {
        return server.connections();
    }

    /** How many connections were refused since the start because too many were open. */
    public long refusedConnections() {
        return server.refused();
    }

    /** No webhook leads to a port on which this process listens; its own is known already. */
    public void addOwnPort(int port) {
        server.webhookHosts().addOwnPort(port);
    }

    @Override
    public void opened(String world, BotNetwork bots) {
        deliveries.put(world, WebhookDelivery.start(bots.webhooks(), server.webhookHosts(), WEBHOOK_DEADLINE, timer));
    }

    @Override
    public void closed(String world) {
        WebhookDelivery delivery = deliveries.remove(world);
        if (delivery != null) {
            delivery.close();
        }
    }

    @Override
    public void close() throws IOException {
        deliveries.values().forEach(WebhookDelivery::close);
        try (timer) {
            server.close();
        }
    }
}
