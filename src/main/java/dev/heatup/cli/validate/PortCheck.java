package dev.heatup.cli.validate;

import dev.heatup.cli.http.HttpExchange;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** Is the port free, or our own already? */
final class PortCheck {

    private static final String SUBJECT = "port";

    private PortCheck() {}

    static CheckResult check(Settings.Listening listening) {
        if (listening.port() == 0) {
            return CheckResult.ok(SUBJECT, "any free one");
        }
        // Taken and let go at once: binding alone also tells when the user may not take it.
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(listening.address(), listening.port()));
            return CheckResult.ok(SUBJECT, listening.port() + " is free");
        } catch (IOException e) {
            return taken(listening);
        }
    }

    private static CheckResult taken(Settings.Listening listening) {
        try (ServiceClient client = new ServiceClient(listening.url())) {
            HttpExchange health = client.send("GET", "/health", null, Duration.ofSeconds(5));
            return health instanceof HttpExchange.Answer answer && answer.isHealthReport()
                    ? CheckResult.ok(SUBJECT, listening.port() + " is this service's, which runs already")
                    : CheckResult.fail(
                            SUBJECT,
                            listening.port() + " is taken by another program, or not allowed",
                            "stop that program, or set PORT to another port (1024 or more)");
        }
    }
}
