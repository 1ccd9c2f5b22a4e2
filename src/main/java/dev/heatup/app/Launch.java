package dev.heatup.app;

import dev.heatup.channel.Pool;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.cli.CliEnvironment;
import dev.heatup.cli.ExitCode;
import dev.heatup.cli.Launcher;
import dev.heatup.cli.Main;
import dev.heatup.crowd.PopulatedWorldFactory;
import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.Guard;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.gateway.http.HttpGateway;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.web.SandboxServer;
import dev.heatup.sandbox.web.SandboxSettings;
import dev.heatup.settings.Settings;
import dev.heatup.sqlite.StoreException;
import dev.heatup.telegram.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;

/** The program's entry: gives the commands the service that they start. */
public final class Launch implements Launcher {

    private static final Duration GUARD_PATIENCE = Duration.ofSeconds(5);

    Launch() {}

    public static void main(String[] arguments) {
        int code = new Main(new Launch(), CliEnvironment.ofProcess()).run(arguments);
        if (code != ExitCode.SERVING) {
            System.exit(code);
        }
    }

    @Override
    public Running start(Settings settings) {
        ShippedPhrases.read();
        InetAddress address = settings.listening().address();
        requireFree(address, settings.listening().port(), "PORT");
        if (settings.network().isSandbox()) {
            requireFree(settings.botApi().address(), settings.botApi().port(), "HEATUP_BOT_API_PORT");
        }
        Node node = Node.open(settings);
        boolean serving = false;
        try {
            ConfigurableApplicationContext context = HeatUp.serve(settings, node);
            serving = true;
            node.start();
            BotApiPort bots = node.botApi();
            return new Served(context, address, bots == null ? 0 : bots.port(), node.people());
        } finally {
            if (!serving) {
                node.close();
            }
        }
    }

    @Override
    public Running sandbox(Settings settings, int port) {
        ShippedPhrases.read();
        InetAddress address = settings.listening().address();
        requireFree(address, port, "PORT or --port");
        Settings.BotApi bots = settings.botApi();
        requireFree(bots.address(), bots.port(), "HEATUP_BOT_API_PORT");
        ResourcePools pools = ResourcePools.builtIn();
        List<Pool> all = pools.names().stream()
                .flatMap(name -> pools.find(name).stream())
                .toList();
        ConfigurableApplicationContext context = SandboxServer.start(new SandboxSettings(
                address.getHostAddress(),
                port,
                new BotApiSettings(bots.address(), bots.port(), bots.hosts(), bots.webhookHosts()),
                settings.storage().data(),
                settings.network().speed(),
                settings.network().seed(),
                new SecureRandom()::nextLong,
                all,
                InstantSource.system(),
                new PopulatedWorldFactory(),
                Optional.ofNullable(WorldDescriptions.read(settings, Instant.now()))));
        // Those who live in it visit by the service, which is elsewhere.
        return new Served(context, address, context.getBean(BotApiPort.class).port(), Optional.empty());
    }

    @Override
    public GuardVerdict verdict(URI gateway) {
        return new Guard(HttpGateway.open(new GatewayAddress(gateway))).check(Caller.of("heatup"), GUARD_PATIENCE);
    }

    /** Looked at before any file is touched. */
    private static void requireFree(InetAddress address, int port, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new StoreException(
                    "port " + port + " on " + address.getHostAddress()
                            + " is taken. Stop the program that has it, or set " + setting + " to another port.",
                    e);
        }
    }

    private record Served(
            ConfigurableApplicationContext context, InetAddress address, int botApiPort, Optional<People> people)
            implements Running {
        @Override
        public URI url() {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            return new Settings.Listening(address, port).url();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
