package dev.heatup.app;

import dev.heatup.sandbox.botapi.web.BotApiPort;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How much is going on at the port for bots; docs/metrics.md explains each. */
final class BotApiMetrics implements MeterBinder {

    private final BotApiPort bots;

    BotApiMetrics(BotApiPort bots) {
        this.bots = bots;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("heatup.bot.api.connections", bots, BotApiPort::connections)
                .description("Connections to the port for bots, idle ones included")
                .register(registry);
        Gauge.builder("heatup.bot.api.connections.limit", () -> BotApiPort.MAX_CONNECTIONS)
                .description("Connections to the port for bots that may be open")
                .register(registry);
        FunctionCounter.builder("heatup.bot.api.connections.refused", bots, BotApiPort::refusedConnections)
                .description("Connections to the port for bots that were refused because too many were open")
                .register(registry);
    }
}
