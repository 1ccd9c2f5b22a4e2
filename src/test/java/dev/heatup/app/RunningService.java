package dev.heatup.app;

import dev.heatup.cli.Launcher;
import dev.heatup.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in this process, as {@code ./heatup start} starts it, on a port of its own; spoken to over HTTP. */
final class RunningService implements AutoCloseable {

    /** Long enough for a busy machine: no test is to fail because of it. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Launcher.Running running;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningService(Launcher.Running running) {
        this.running = running;
    }

    /** @param settings names and values in turn, over those of a test: any port, and plans of one action are allowed */
    static RunningService start(Path folder, String... settings) {
        return new RunningService(new Launch().start(settings(folder, settings)));
    }

    private static Settings settings(Path folder, String... settings) {
        Map<String, String> environment =
                new TreeMap<>(Map.of("PORT", "0", "HEATUP_BOT_API_PORT", "0", "HEATUP_MIN_ACTIONS", "1"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return Settings.load(environment, folder);
    }

    /** A node that answers and carries nothing out, so that all it knows of runs comes from others. */
    static RunningService idle(Path folder, String... settings) {
        Settings loaded = settings(folder, settings);
        return new RunningService(new Idle(
                HeatUp.serve(loaded, Node.open(loaded)), loaded.listening().address()));
    }

    private record Idle(ConfigurableApplicationContext context, InetAddress address) implements Launcher.Running {
        @Override
        public URI url() {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            return new Settings.Listening(address, port).url();
        }

        @Override
        public int botApiPort() {
            return 0;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** With the sandbox in process: time as it is, and no pauses between the steps. */
    static RunningService sandbox(Path folder, String... settings) {
        String[] noPauses = {
            "HEATUP_PAUSE_MIN", "0", "HEATUP_PAUSE_MAX", "0", "HEATUP_PAUSE_LONG_MAX", "0", "HEATUP_SEED", "7"
        };
        return start(
                folder,
                Stream.concat(Arrays.stream(noPauses), Arrays.stream(settings)).toArray(String[]::new));
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JSON.readTree(text());
        }

        String field(String name) {
            return json().path(name).asString("");
        }
    }

    URI url() {
        return running.url();
    }

    /** Where bots are answered. */
    URI botApi() {
        return URI.create("http://" + url().getHost() + ":" + running.botApiPort());
    }

    /** What a {@code Host} header says of it. */
    String authority() {
        return url().getRawAuthority();
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String json, String... headers) {
        return send(
                "POST",
                path,
                json,
                Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers))
                        .toArray(String[]::new));
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events of a run, from the beginning unless a header or the query says otherwise. */
    EventReader follow(String run, String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + "/runs/" + run + "/events" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new EventReader(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends lines as they are, which a proper client would not, and answers what comes back: one answer, or all until it closes. */
    String raw(String... lines) {
        return raw(Arrays.stream(lines).collect(Collectors.joining("\r\n")).getBytes(StandardCharsets.ISO_8859_1));
    }

    private String raw(byte[] request) {
        try (Socket socket = new Socket(url().getHost(), url().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            while (!isWhole(answer.toString())) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                answer.append((char) next);
            }
            return new String(answer.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(String answer) {
        int head = answer.indexOf("\r\n\r\n") + 4;
        if (head < 4) {
            return false;
        }
        Matcher length = CONTENT_LENGTH.matcher(answer.substring(0, head));
        return length.find()
                ? answer.length() - head >= Integer.parseInt(length.group(1))
                : answer.endsWith("\r\n0\r\n\r\n");
    }

    /** Starts a run of this plan, and answers its id. Its first two pauses come to 6 s. */
    String begin(String session, String plan) {
        Answer accepted = post("/warmup/" + session, "{\"seed\": 5, \"plan\": " + plan + "}");
        if (accepted.status() != 202) {
            throw new AssertionError("the run was not accepted: " + accepted.text());
        }
        return accepted.field("run_id");
    }

    /** Waits for the end, and answers the report. */
    JsonNode ended(String runId) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> get("/runs/" + runId).json(),
                        report -> !report.path("finished_at").isNull());
    }

    JsonNode visit(String session, String plan) {
        return ended(begin(session, plan));
    }

    @Override
    public void close() {
        running.close();
    }
}
