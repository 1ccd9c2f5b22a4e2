package dev.heatup.llm.anthropic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the Messages API on loopback: gives its replies in order and keeps the requests. */
public final class MessagesApiServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What a client sent; header names in lower case. */
    public record Request(String method, String path, Map<String, String> headers, JsonNode body) {}

    private sealed interface Reply {
        record Whole(int status, Map<String, String> headers, String body) implements Reply {}

        /** Promises more than it sends, then closes the connection. */
        record CutOff(String body) implements Reply {}

        record Silence() implements Reply {}
    }

    public MessagesApiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    /** A message that ends with {@code stopReason} and consists of the text. */
    public MessagesApiServer says(String text, String stopReason) {
        return answers(200, Map.of(), message(text, stopReason));
    }

    public MessagesApiServer says(String text) {
        return says(text, "end_turn");
    }

    public MessagesApiServer fails(int status, String type, Map<String, String> headers) {
        return answers(
                status,
                headers,
                "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"told\\nby %s\"},\"request_id\":\"r\"}"
                        .formatted(type, type));
    }

    public MessagesApiServer answers(int status, Map<String, String> headers, String body) {
        replies.add(new Reply.Whole(status, headers, body));
        return this;
    }

    public MessagesApiServer cutsOff(String body) {
        replies.add(new Reply.CutOff(body));
        return this;
    }

    public MessagesApiServer staysSilent() {
        replies.add(new Reply.Silence());
        return this;
    }

    public static String message(String text, String stopReason) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5",
                 "content":[{"type":"text","text":%s}],"stop_reason":"%s","stop_sequence":null,
                 "usage":{"input_tokens":100,"cache_creation_input_tokens":20,"cache_read_input_tokens":1000,
                          "output_tokens":50}}
                """.formatted(JSON.writeValueAsString(text), stopReason);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            requests.add(new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, JSON.readTree(body)));
            reply(exchange, replies.remove());
        }
    }

    private void reply(HttpExchange exchange, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Whole(int status, Map<String, String> headers, String text) -> {
                headers.forEach(exchange.getResponseHeaders()::add);
                exchange.getResponseHeaders().add("content-type", "application/json");
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            case Reply.CutOff(String text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("content-type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length + 1000L);
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
            }
            case Reply.Silence() -> {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
