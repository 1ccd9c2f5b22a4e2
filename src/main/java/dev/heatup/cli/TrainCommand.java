package dev.heatup.cli;

import dev.heatup.cli.http.HttpExchange;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Uses everything that the service uses for a visit, in a temporary folder, so that the JVM can write down what it loaded
 * and linked (its AOT cache). Run by the {@code heatup} script after a build.
 */
@Command(name = "train", hidden = true, description = "Trains the AOT cache of the service.")
final class TrainCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Launcher launcher;

    TrainCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("heatup-train");
        try {
            Settings settings = Settings.load(
                    Map.of(
                            "PORT",
                            "0",
                            "HEATUP_BOT_API_PORT",
                            "0",
                            "HEATUP_SPEED",
                            "1000",
                            "HEATUP_PAUSE_MIN",
                            "0",
                            "LOG_LEVEL",
                            "WARN"),
                    directory);
            try (Launcher.Running running = launcher.start(settings);
                    ServiceClient client = new ServiceClient(running.url())) {
                return use(client);
            }
        } finally {
            delete(directory);
        }
    }

    private int use(ServiceClient client) {
        send(client, "GET", "/openapi.json", null);
        send(client, "GET", "/metrics", null);
        return send(client, "POST", "/warmup-sync/training-1", "{}") && send(client, "GET", "/health", null)
                ? ExitCode.OK
                : ExitCode.TROUBLE;
    }

    private static boolean send(ServiceClient client, String method, String path, @Nullable String body) {
        return client.send(method, path, body, PATIENCE) instanceof HttpExchange.Answer answer && answer.isSuccess();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
