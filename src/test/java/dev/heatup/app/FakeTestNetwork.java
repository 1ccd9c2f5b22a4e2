package dev.heatup.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody's gateway in front of a network, on loopback: speaks contract 1, keeps what it was sent, and gives the answers
 * that a test prepared before its usual ones.
 */
final class FakeTestNetwork implements AutoCloseable {

    static final String TEST = config(true, "149.154.167.40");
    static final String PRODUCTION = config(false, "149.154.167.50");

    private static final String PERSON = """
            {"_": "contacts.resolvedPeer", "peer": {"_": "peerUser", "user_id": 5}, "chats": [],
             "users": [{"_": "user", "id": 5, "first_name": "Mia"}]}""";

    private static final String GROUP = """
            {"_": "contacts.resolvedPeer", "peer": {"_": "peerChannel", "channel_id": 6}, "users": [],
             "chats": [{"_": "channel", "id": 6, "title": "Talk", "megagroup": true}]}""";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Reply NO_VERDICT = new Reply(502, "<h1>Bad Gateway</h1>", false);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Reply>> prepared = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private final Set<String> people = ConcurrentHashMap.newKeySet();
    private volatile Reply config = ok(TEST);

    /** @param method Telegram's, or the call's where it has none */
    record Received(String session, String method, JsonNode body, String run) {

        boolean isGuard() {
            return method.equals("help.getConfig");
        }

        String clientId() {
            return body.path("client_id").asString("");
        }
    }

    /** @param happens whether a join takes place, whatever is answered */
    private record Reply(int status, String body, boolean happens) {}

    FakeTestNetwork() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/gate/sessions/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/gate";
    }

    /** From now on this is what {@code help.getConfig} answers. */
    void is(String config) {
        this.config = ok(config);
    }

    /** From now on nobody can tell what network it is. */
    void isUnverified() {
        config = NO_VERDICT;
    }

    /** The next call of {@code method} is answered with an RPC error. */
    void failsOnce(String method, int status, String error) {
        prepare(method, new Reply(status, "{\"error\": " + error + "}", false));
    }

    /** From now on there is somebody behind this username; else there is a group. */
    void isPerson(String username) {
        people.add(username);
    }

    /** The next {@code times} joins take place, and whoever asked never hears of it. */
    void joinsSilently(int times) {
        for (int i = 0; i < times; i++) {
            prepare("join_chat", new Reply(502, "", true));
        }
    }

    /** From now on calls of {@code method} are answered when the test says so. */
    CountDownLatch holds(String method) {
        CountDownLatch held = new CountDownLatch(1);
        this.held.put(method, held);
        return held;
    }

    List<Received> received() {
        return received;
    }

    /** Without the guard's questions. */
    List<Received> calls() {
        return received.stream().filter(call -> !call.isGuard()).toList();
    }

    List<Received> calls(String method) {
        return received.stream().filter(call -> call.method().equals(method)).toList();
    }

    Set<String> members() {
        return members;
    }

    private void prepare(String method, Reply reply) {
        prepared.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(reply);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            byte[] sent = exchange.getRequestBody().readAllBytes();
            JsonNode body = sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent);
            String run = exchange.getRequestHeaders().getFirst("X-Heatup-Run");
            Received call = new Received(path[3], body.path("method").asString(path[4]), body, run == null ? "" : run);
            received.add(call);
            held.getOrDefault(call.method(), new CountDownLatch(0)).await();
            Reply reply = answer(call);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized Reply answer(Received call) {
        Deque<Reply> first = prepared.get(call.method());
        Reply reply = first != null && !first.isEmpty() ? first.remove() : usual(call);
        if (reply.happens()) {
            members.add(call.session() + " " + call.body().path("chat").asString());
        }
        return reply;
    }

    private Reply usual(Received call) {
        return switch (call.method()) {
            case "help.getConfig" -> config;
            case "join_chat" ->
                new Reply(
                        200, "{\"result\": {\"status\": \"joined\", \"chat\": {\"_\": \"channel\", \"id\": 1}}}", true);
            case "dialogs" -> ok(dialogs(call.session()));
            case "messages.getHistory" ->
                ok("{\"_\": \"messages.channelMessages\", \"messages\": [{\"_\": \"message\", \"id\": 7}]}");
            case "channels.readHistory" -> ok("true");
            case "contacts.resolveUsername" ->
                ok(people.contains(call.body().at("/params/username").asString()) ? PERSON : GROUP);
            case "send_message" -> ok("{\"_\": \"message\", \"id\": 8}");
            default -> ok("{}");
        };
    }

    private String dialogs(String session) {
        List<String> joined = members.stream()
                .filter(member -> member.startsWith(session + " "))
                .map(member -> "{\"chat\": \"" + member.substring(session.length() + 1) + "\"}")
                .toList();
        return "{\"dialogs\": [" + String.join(", ", joined) + "], \"total\": " + joined.size() + "}";
    }

    private static Reply ok(String result) {
        return new Reply(200, "{\"result\": " + result + "}", false);
    }

    private static String config(boolean test, String address) {
        return """
                {"_": "config", "test_mode": %s, "this_dc": 2,
                 "dc_options": [{"_": "dcOption", "id": 2, "ip_address": "%s", "port": 443}]}""".formatted(test, address);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
