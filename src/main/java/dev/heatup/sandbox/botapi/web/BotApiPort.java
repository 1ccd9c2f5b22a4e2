package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The Bot API of a process's worlds on its port, with the delivery to their webhooks. Thread-safe. */
public final class BotApiPort implements AutoCloseable {

    /** For an attempt as a whole, as with Telegram. */
    private static final Duration WEBHOOK_DEADLINE = Duration.ofSeconds(60);

    private final BotApiSettings settings;
    private final Function<String, Optional<BotNetwork>> worlds;
    private final SystemTimer timer = new SystemTimer();
    private final Map<BotNetwork, WebhookDelivery> deliveries = new ConcurrentHashMap<>();
    private final BotApiServer server;

    private BotApiPort(BotApiSettings settings, Function<String, Optional<BotNetwork>> worlds) throws IOException {
        this.settings = settings;
        this.worlds = worlds;
        boolean opened = false;
        try {
            this.server = BotApiServer.start(settings, this::find, timer);
            opened = true;
        } finally {
            if (!opened) {
                timer.close();
            }
        }
    }

    /**
     * @param worlds by their name in the path; by the empty name the one that needs none
     * @throws IOException when the port can't be had
     */
    public static BotApiPort open(BotApiSettings settings, Function<String, Optional<BotNetwork>> worlds)
            throws IOException {
        BotApiPort port = new BotApiPort(settings, worlds);
        port.find("");
        return port;
    }

    /** The same for a single world. */
    public static BotApiPort open(BotApiSettings settings, BotNetwork network) throws IOException {
        return open(settings, world -> world.isEmpty() ? Optional.of(network) : Optional.empty());
    }

    /** The world's webhooks are served from the first time that somebody asks for it; the main one's at once. */
    private Optional<BotNetwork> find(String world) {
        Optional<BotNetwork> found = worlds.apply(world);
        found.ifPresent(network -> deliveries.computeIfAbsent(
                network,
                known -> WebhookDelivery.start(known.webhooks(), settings.webhookHosts(), WEBHOOK_DEADLINE, timer)));
        return found;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        deliveries.values().forEach(WebhookDelivery::close);
        try (timer) {
            server.close();
        }
    }
}
