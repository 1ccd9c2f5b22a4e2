package example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A running Heat Up sandbox, as a test moves it. Copy it and change what you like. */
final class Sandbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    /** @param base http://localhost:8080 for instance */
    Sandbox(URI base) {
        this.base = base;
    }

    /** The world as it is now can be restored under this name. */
    void snapshot(String name) {
        send("POST", "/sandbox/snapshots", JSON.createObjectNode().put("name", name));
    }

    /** Takes the world and its time back to the snapshot. */
    void restore(String name) {
        send("POST", "/sandbox/snapshots/" + name + "/restore", null);
    }

    void delete(String snapshot) {
        send("DELETE", "/sandbox/snapshots/" + snapshot, null);
    }

    /**
     * Does one thing as this person, who appears when first named.
     *
     * @return where it is in the event log: what comes after it comes later
     */
    long act(String person, String action, Map<String, ?> fields) {
        ObjectNode body = JSON.valueToTree(fields);
        JsonNode answer = send("POST", "/sandbox/accounts/" + person + "/actions", body.put("action", action));
        long last = 0;
        for (JsonNode event : answer.get("events")) {
            last = event.get("seq").asLong();
        }
        return last;
    }

    /**
     * Waits for the first event after {@code seq} for which all of this holds: 30 s at most, or until nothing goes on any
     * more.
     *
     * @param match fields and their values: kind, account, chat, text and others
     * @throws AssertionError when there was none
     */
    JsonNode awaitEvent(long seq, Map<String, String> match) {
        String conditions = match.entrySet().stream()
                .map(field -> "&match=" + URLEncoder.encode(field.getKey() + ":" + field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        JsonNode found = send("GET", "/sandbox/events?after=" + seq + "&limit=1&wait=30s" + conditions, null);
        JsonNode events = found.get("events");
        if (events.isEmpty()) {
            throw new AssertionError(found.get("end").asText() + ": no event after " + seq + " with " + match);
        }
        return events.get(0);
    }

    private JsonNode send(String method, String path, JsonNode body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("is the sandbox running at " + base + "?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
