package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.RunningService.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service opens the data folder of the version before and goes on: one of a service that was stopped, one of a service
 * that was killed. {@code src/test/resources/earlier/README.md} says what is in them.
 */
class EarlierVersionTest {

    private static final int RECENT = 50;

    /** Bots see dates by their own clock, so they differ from one start to the next. */
    private static final Pattern DATE = Pattern.compile("\"(date|edit_date)\":\\d+");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FILLER = "\"kind\":\"faults_set\"";
    private static final String NDJSON = "application/x-ndjson";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"stopped", "killed"})
    void dataOfTheVersionBeforeIsReadAndGoesOn(String how) throws Exception {
        unpack(how);
        makeDue();

        try (RunningService service = RunningService.sandbox(folder, "HEATUP_SPEED", "10")) {
            eventsAreTheSame(service, "/sandbox", "events.ndjson");
            eventsAreTheSame(service, "/sandbox/worlds/ci-7", "events-ci-7.ndjson");
            waitingUpdatesAreTheSame(service);
            endedRunsAreTheSame(service);
            sessionsAreTheSame(service);
            repeatsAreAnsweredAsBefore(service);
            liveRunsEnd(service);
            newMessageReachesTheBot(service, "", "ann");
            newMessageReachesTheBot(service, "/worlds/ci-7", "bob");
            assertThat(service.post("/sandbox/snapshots/morning/restore").status())
                    .isEqualTo(200);
        }
    }

    /** Without the many changes of faults, which are there for the log's length. */
    private void eventsAreTheSame(RunningService service, String world, String expected) throws IOException {
        List<String> before = Files.readAllLines(expected(expected));
        long last = JSON.readTree(before.getLast()).path("seq").asLong();

        Answer now = service.get(world + "/events?limit=" + last, "Accept", NDJSON);

        assertThat(now.text().lines().filter(line -> before.size() == last || !line.contains(FILLER)))
                .containsExactlyElementsOf(before);
    }

    private void waitingUpdatesAreTheSame(RunningService service) throws Exception {
        List<String> before = undated(json("updates.json"));

        assertThat(undated(updates(service, "", 0)).subList(0, before.size())).isEqualTo(before);
    }

    private void endedRunsAreTheSame(RunningService service) throws IOException {
        List<JsonNode> ended = runs(true);

        assertThat(ended)
                .extracting(report -> report.path("status").asString())
                .contains("completed", "cancelled", "failed");
        for (JsonNode report : ended) {
            assertThat(service.get("/runs/" + id(report)).json()).isEqualTo(report);
        }
    }

    private void sessionsAreTheSame(RunningService service) throws IOException {
        for (JsonNode session : json("sessions.json")) {
            assertThat(service.get("/sessions/" + session.path("session_id").asString())
                            .json())
                    .isEqualTo(session);
        }
        Answer quarantined = service.post("/warmup/limited", "{}");
        assertThat(quarantined.status()).isEqualTo(409);
        assertThat(quarantined.field("code")).isEqualTo("session_quarantined");
    }

    private void repeatsAreAnsweredAsBefore(RunningService service) throws IOException {
        Answer run = service.post(
                "/warmup/ended", Files.readString(expected("request.json")), "Idempotency-Key", "key-of-ended");
        assertThat(run.field("run_id")).isEqualTo(id(run("ended")));

        Answer message = service.post("/sandbox/accounts/ann/actions", """
                {"action": "send", "chat": "hu_town_talk", "text": "Hello <all>, привет", "client_id": "first"}""");
        assertThat(message.json()).isEqualTo(json("repeated.json"));
    }

    /** People of the world may be on a visit too, and take longer. */
    private void liveRunsEnd(RunningService service) throws IOException {
        List<JsonNode> live = runs(false).stream()
                .filter(report -> !report.path("session_id").asString().startsWith("p0"))
                .toList();

        assertThat(live).hasSizeGreaterThanOrEqualTo(2);
        for (JsonNode before : live) {
            JsonNode report = service.ended(id(before));
            assertThat(report.path("status").asString())
                    .as(() -> report.toString())
                    .isEqualTo("completed");
            assertThat(report.path("started_at")).isEqualTo(before.path("started_at"));
        }
    }

    private static void newMessageReachesTheBot(RunningService service, String world, String account) throws Exception {
        Answer sent = service.post("/sandbox" + world + "/accounts/" + account + "/actions", """
                {"action": "send", "chat": "hu_town_bot", "text": "Still there?"}""");
        assertThat(sent.status()).as(sent.text()).isEqualTo(200);

        // People of the world write to the bot meanwhile.
        assertThat(updates(service, world, -RECENT).toString()).contains("Still there?");
    }

    private static JsonNode updates(RunningService service, String world, int offset)
            throws IOException, InterruptedException {
        URI call = URI.create(service.botApi() + world + "/bot1001:test/getUpdates?offset=" + offset);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(HttpRequest.newBuilder(call).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return JSON.readTree(answer).path("result");
        }
    }

    private static List<String> undated(JsonNode updates) {
        return StreamSupport.stream(updates.spliterator(), false)
                .map(update -> DATE.matcher(update.toString()).replaceAll("\"$1\":0"))
                .toList();
    }

    private List<JsonNode> runs(boolean ended) throws IOException {
        return StreamSupport.stream(json("runs.json").path("runs").spliterator(), false)
                .filter(report -> report.path("finished_at").isNull() != ended)
                .toList();
    }

    private JsonNode run(String session) throws IOException {
        return runs(true).stream()
                .filter(report -> report.path("session_id").asString().equals(session))
                .findFirst()
                .orElseThrow();
    }

    private static String id(JsonNode report) {
        return report.path("run_id").asString();
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(Files.readString(expected(name)));
    }

    private Path expected(String name) {
        return folder.resolve("expected").resolve(name);
    }

    private void unpack(String how) throws IOException {
        try (InputStream file = EarlierVersionTest.class.getResourceAsStream("/earlier/" + how + ".zip");
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path to = folder.resolve(entry.getName());
                Files.createDirectories(to.getParent());
                Files.copy(zip, to);
            }
        }
    }

    /** So that nothing depends on when this test runs: what waits is due, and keys of requests are new. */
    private void makeDue() throws SQLException {
        long now = System.currentTimeMillis();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/heatup.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE place SET due_at = min(due_at, %d)".formatted(now));
            statement.executeUpdate("UPDATE claim SET ends_at = min(ends_at, %d)".formatted(now));
            statement.executeUpdate("UPDATE flood_wait SET not_before = min(not_before, %d)".formatted(now));
            statement.executeUpdate("UPDATE idempotency SET created_at = %d".formatted(now));
        }
    }
}
