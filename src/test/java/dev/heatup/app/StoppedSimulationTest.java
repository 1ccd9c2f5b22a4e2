package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulation as a process of its own that is ended before it is done. */
class StoppedSimulationTest {

    private static final String WORLD = """
            name: town
            seed: 7
            population: {size: 30, visits_per_day: 100}
            channels:
              - {username: hu_city_news, title: City news, topic: news, language: en, posts_per_day: 48}
            bots:
              - {username: hu_help_bot, name: Help, about: Helps, id: 1001, payloads: [ref]}
            """;

    @TempDir
    Path folder;

    private final JsonMapper json = new JsonMapper();

    private ServiceProcess start(String... more) throws IOException {
        Files.writeString(folder.resolve("town.yaml"), WORLD);
        List<String> words = new ArrayList<>(List.of("simulate", "--world", "town.yaml", "--for", "80000h"));
        words.addAll(List.of("--bot-api-port", "0", "--junit", "report.xml", "--log", "events.ndjson"));
        words.addAll(List.of(more));
        return ServiceProcess.start(
                ProcessSignals.heardBy(ServiceProcess.command(Launch.class, words)),
                Map.of(),
                folder,
                ServiceProcess.NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsItWithAllResultsAndNoneLooksWhole(String signal) throws Exception {
        try (ServiceProcess process = start("--assert", "visits_failed == 0")) {
            waitUntilPeopleWriteToTheBot(process.url().orElseThrow());

            ProcessSignals.send(signal, process.pid());

            assertThat(process.ended()).as(process.tail()).isEqualTo(130);
            assertThat(process.tail())
                    .contains("PARTIAL: it ended interrupted after ", " of 80000h of world time")
                    .containsPattern("visits_failed == 0 +0 +UNDECIDED");
            assertLogIsWholeAndSaysThatItIsPartial();
            assertReportIsRed();
        }
    }

    @Test
    void aSignalWhileItWaitsForBotsEndsItToo() throws Exception {
        try (ServiceProcess process = start("--wait-for-bots", "1h")) {
            assertThat(process.url()).isPresent();

            ProcessSignals.send("TERM", process.pid());

            assertThat(process.ended()).isEqualTo(130);
            assertThat(process.tail()).contains("after 0s of 80000h", "FAILED: hu_help_bot never called; ");
            assertReportIsRed();
        }
    }

    /** It hangs in its last output, as nobody reads it. */
    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        Files.writeString(folder.resolve("town.yaml"), WORLD);
        List<String> words = new ArrayList<>(List.of("simulate", "--world", "town.yaml", "--for", "80000h"));
        words.addAll(List.of("--bot-api-port", "0", "--wait-for-bots", "1h", "--junit", "report.xml"));
        IntStream.range(0, 3000).forEach(_ -> words.addAll(List.of("--assert", "visits_failed == 0")));
        Process process = new ProcessBuilder(ProcessSignals.heardBy(ServiceProcess.command(Launch.class, words)))
                .directory(folder.toFile())
                .start();
        try {
            assertThat(process.errorReader().readLine()).startsWith("Bots are answered at");
            ProcessSignals.send("INT", process.pid());
            await().until(() -> Files.size(folder.resolve("report.xml")) > 0);
            ProcessSignals.send("INT", process.pid());

            assertThat(process.waitFor()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Updates then wait for the bot, and the world for it. */
    private void waitUntilPeopleWriteToTheBot(URI bots) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        URI poll = bots.resolve("/bot1001:test/getUpdates?timeout=50");
        JsonNode updates = json.readTree("[]");
        while (updates.isEmpty()) {
            updates = json.readTree(
                            http.send(HttpRequest.newBuilder(poll).build(), HttpResponse.BodyHandlers.ofString())
                                    .body())
                    .get("result");
        }
    }

    private void assertLogIsWholeAndSaysThatItIsPartial() throws IOException {
        String log = Files.readString(folder.resolve("events.ndjson"));
        List<JsonNode> lines = log.lines().map(json::readTree).toList();
        assertThat(log).endsWith("}\n");
        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(lines.subList(0, lines.size() - 1))
                .extracting(line -> line.get("seq").asInt())
                .isEqualTo(IntStream.range(1, lines.size()).boxed().toList());
        JsonNode last = lines.getLast();
        assertThat(last.get("partial").asBoolean()).isTrue();
        assertThat(last.get("stopped").asString()).isEqualTo("interrupted");
        assertThat(last.get("simulated_seconds").asDouble())
                .isPositive()
                .isLessThan(last.get("asked_seconds").asDouble());
    }

    private void assertReportIsRed() throws Exception {
        Element suite = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("report.xml").toFile())
                .getDocumentElement();
        int cases = suite.getElementsByTagName("testcase").getLength();
        assertThat(cases).isPositive();
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(cases);
        assertThat(suite.getAttribute("failures")).isEqualTo(Integer.toString(cases));
    }
}
