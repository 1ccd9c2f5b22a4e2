package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Databases and worlds that an earlier build wrote before it was killed, with what it answered of them: five runs, one of
 * them live, the main world and a named one. They open and go on.
 */
class EarlierVersionTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of its main world. */
    private static final String SEED = "5";

    @TempDir
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream in = EarlierVersionTest.class.getResourceAsStream("/earlier/0.1.0.zip");
                ZipInputStream files = new ZipInputStream(in)) {
            for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.write(file, files.readAllBytes());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two", "three", "four"})
    void anEndedRunIsReportedAsBefore(String session) throws IOException {
        try (RunningService service = RunningService.idle(folder)) {
            JsonNode expected = expected("run-" + session + ".json");

            assertThat(service.get("/runs/" + expected.path("run_id").asString())
                            .json())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aLiveRunGoesOnFromWhereItWasAndEnds() throws IOException {
        JsonNode then = expected("run-five.json");
        String path = "/runs/" + then.path("run_id").asString();
        assertThat(then.path("status").asString()).isEqualTo("running");
        try (RunningService service = RunningService.sandbox(folder, "HEATUP_SEED", SEED, "HEATUP_SPEED", "1000")) {
            Awaitility.await()
                    .atMost(RunningService.PATIENCE)
                    .until(() -> service.get(path).field("status").equals("completed"));

            JsonNode now = service.get(path).json();
            assertThat(now.at("/actions/0")).isEqualTo(then.at("/actions/0"));
            assertThat(now.path("successful_actions").asInt()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "ci-7"})
    void aWorldsEventsAreTheSame(String world) throws IOException {
        List<String> expected = Files.readAllLines(folder.resolve("expected").resolve(world + ".ndjson"));
        String path = world.equals("main") ? "/sandbox/events" : "/sandbox/worlds/" + world + "/events";
        try (RunningService service = RunningService.sandbox(folder, "HEATUP_SEED", SEED)) {
            List<String> now = service.get(path, "Accept", "application/x-ndjson")
                    .text()
                    .lines()
                    .toList();

            assertThat(expected).hasSizeGreaterThan(100);
            assertThat(now).startsWith(expected.toArray(String[]::new));
        }
    }

    @Test
    void aWorldIsWrittenToAndTakenBack() {
        try (RunningService service = RunningService.sandbox(folder, "HEATUP_SEED", SEED)) {
            assertThat(service.post(
                                    "/gateway/sessions/p00001/send_message",
                                    "{\"chat\": \"hu_mill_talk\", \"text\": \"Still here\", \"client_id\": \"again\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(service.get("/sandbox/chats/hu_mill_talk/messages").text())
                    .contains("Still here", "Hello");

            assertThat(service.post("/sandbox/snapshots/start/restore", "").status())
                    .isEqualTo(200);
            assertThat(service.get("/sandbox/chats/hu_mill_talk/messages").text())
                    .contains("Hello")
                    .doesNotContain("Still here");
        }
    }

    private JsonNode expected(String name) throws IOException {
        return JSON.readTree(Files.readString(folder.resolve("expected").resolve(name)));
    }
}
