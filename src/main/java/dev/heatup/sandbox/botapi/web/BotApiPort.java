package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A world's Bot API on its port, with the delivery to its webhooks. */
public final class BotApiPort implements AutoCloseable {

    /** For an attempt as a whole, as with Telegram. */
    private static final Duration WEBHOOK_DEADLINE = Duration.ofSeconds(60);

    private final SystemTimer timer;
    private final BotApiServer server;
    private final WebhookDelivery delivery;

    private BotApiPort(SystemTimer timer, BotApiServer server, WebhookDelivery delivery) {
        this.timer = timer;
        this.server = server;
        this.delivery = delivery;
    }

    /** @throws IOException when the port can't be had */
    public static BotApiPort open(BotApiSettings settings, BotNetwork network) throws IOException {
        SystemTimer timer = new SystemTimer();
        boolean opened = false;
        try {
            BotApiServer server = BotApiServer.start(
                    settings, world -> world.isEmpty() ? Optional.of(network) : Optional.empty(), timer);
            opened = true;
            return new BotApiPort(
                    timer,
                    server,
                    WebhookDelivery.start(network.webhooks(), settings.webhookHosts(), WEBHOOK_DEADLINE, timer));
        } finally {
            if (!opened) {
                timer.close();
            }
        }
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        delivery.close();
        try (timer) {
            server.close();
        }
    }
}
