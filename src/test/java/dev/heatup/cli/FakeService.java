package dev.heatup.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks the service's HTTP interface with answers laid out in advance; the last one of a path is kept. */
final class FakeService implements AutoCloseable {

    private record Canned(int status, String body) {}

    private static final int HANGS_UP = 0;

    private final HttpServer server;
    private final Map<String, Deque<Canned>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** {@code call} is method and path, {@code GET /health} for instance. */
    FakeService answers(String call, int status, String body) {
        answers.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(new Canned(status, body));
        return this;
    }

    /** Closes the connection without a word. */
    FakeService hangsUp(String call) {
        return answers(call, HANGS_UP, "");
    }

    /** A visit whose run passes through these reports. */
    FakeService visit(String session, String... reports) {
        String run = "run-" + session;
        answers("POST /warmup/" + session, 202, "{\"run_id\": \"" + run + "\", \"status\": \"queued\"}");
        for (String report : reports) {
            answers("GET /runs/" + run, 200, report);
        }
        return this;
    }

    /** Method, path and body of every request. */
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((call + " " + body).strip());
        Deque<Canned> canned = answers.getOrDefault(call, new ArrayDeque<>());
        Canned next = canned.size() > 1 ? canned.remove() : canned.peek();
        Canned answer = next == null ? new Canned(404, "{\"title\": \"Not found\", \"code\": \"not_found\"}") : next;
        if (answer.status() == HANGS_UP) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static String report(String status, String... actions) {
        long succeeded = List.of(actions).stream()
                .filter(a -> a.contains("\"succeeded\""))
                .count();
        return """
                {"run_id": "r-1", "session_id": "abc", "status": "%s", "plan_source": "offline",
                 "total_actions": %d, "successful_actions": %d, "failed_actions": 0,
                 "joined_channels": ["hu_city_news"], "actions": [%s], "duration_seconds": 41.25,
                 "usage": {"input_tokens": 0, "cached_tokens": 0, "output_tokens": 0}}""".formatted(status, actions.length, succeeded, String.join(", ", actions));
    }

    static String action(String action, int seconds, String status) {
        return """
                {"index": 0, "action": "%s", "channel_username": "hu_city_news", "duration_seconds": %d,
                 "reason": "Follow the city news", "status": "%s"}""".formatted(action, seconds, status);
    }

    static String failure(String message) {
        return """
                {"index": 0, "action": "read_messages", "channel_username": "hu_city_news", "duration_seconds": 5,
                 "reason": "Catch up", "status": "failed", "error": {"code": "channel_private", "message": "%s"}}""".formatted(message);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
