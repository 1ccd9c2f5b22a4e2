package dev.heatup.cli.validate;

import dev.heatup.cli.http.Exchange;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** Is the port free, or our own already? */
final class Port {

    private static final String SUBJECT = "port";

    private Port() {}

    static Finding check(Settings.Listening listening) {
        if (listening.port() == 0) {
            return Finding.ok(SUBJECT, "any free one");
        }
        // Taken and let go at once: binding alone also tells when the user may not take it.
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(listening.address(), listening.port()));
            return Finding.ok(SUBJECT, listening.port() + " is free");
        } catch (IOException e) {
            return taken(listening);
        }
    }

    private static Finding taken(Settings.Listening listening) {
        try (ServiceClient client = new ServiceClient(listening.url())) {
            Exchange health = client.send("GET", "/health", null, Duration.ofSeconds(5));
            return health instanceof Exchange.Answer answer && answer.isHealthReport()
                    ? Finding.ok(SUBJECT, listening.port() + " is this service's, which runs already")
                    : Finding.fail(
                            SUBJECT,
                            listening.port() + " is taken by another program, or not allowed",
                            "stop that program, or set PORT to another port (1024 or more)");
        }
    }
}
