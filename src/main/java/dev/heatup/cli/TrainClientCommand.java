package dev.heatup.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs client commands against canned answers, for an AOT cache of their own: in the service's, which is three times as
 * large, they start more slowly.
 */
@Command(name = "train-client", hidden = true, description = "Trains the AOT cache of the client commands.")
final class TrainClientCommand implements Callable<Integer> {

    private static final String REPORT = """
            {"run_id": "r", "status": "completed", "successful_actions": 1, "joined_channels": ["hu_city_news"],
             "actions": [{"action": "idle", "duration_seconds": 3, "reason": "x", "status": "succeeded"}]}""";

    private final Launcher launcher;
    private final CliEnvironment cliEnvironment;

    TrainClientCommand(Launcher launcher, CliEnvironment cliEnvironment) {
        this.launcher = launcher;
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", TrainClientCommand::answer);
        server.start();
        try {
            return use("http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private int use(String url) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CliEnvironment silent = new CliEnvironment(
                Map.of(), cliEnvironment.directory(), nowhere, nowhere, false, cliEnvironment.ticker());
        Main main = new Main(launcher, silent);
        main.run("--help");
        main.run("validate");
        main.run("example", "--url", url);
        main.run("warmup", "--url", url, "training-1", "training-2");
        return main.run("warmup", "--url", url, "training-1");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] report = REPORT.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, report.length);
        exchange.getResponseBody().write(report);
        exchange.close();
    }
}
