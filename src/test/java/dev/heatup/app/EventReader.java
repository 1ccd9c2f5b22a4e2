package dev.heatup.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-Sent Events, read as they come. Closing it hangs up. */
final class EventReader implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    record Told(int id, String event, JsonNode data) {}

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Waits for the next event; empty when the service ended the stream. */
    Optional<Told> next() {
        try {
            String id = lines.readLine();
            while (id != null && !id.startsWith("id: ")) {
                id = lines.readLine();
            }
            if (id == null) {
                return Optional.empty();
            }
            return Optional.of(new Told(
                    Integer.parseInt(id.substring("id: ".length())),
                    lines.readLine().substring("event: ".length()),
                    JsonMapper.shared().readTree(lines.readLine().substring("data: ".length()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Told> next(int count) {
        List<Told> told = new ArrayList<>();
        while (told.size() < count) {
            told.add(next().orElseThrow());
        }
        return told;
    }

    /** Until the service ends the stream. */
    List<Told> rest() {
        List<Told> told = new ArrayList<>();
        for (Optional<Told> one = next(); one.isPresent(); one = next()) {
            told.add(one.get());
        }
        return told;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
