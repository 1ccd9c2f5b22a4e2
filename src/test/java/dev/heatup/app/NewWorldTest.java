package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.cli.Launcher;
import dev.heatup.sandbox.spec.LocalMoment;
import dev.heatup.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An office whose people come between ten and eleven, where they live. */
class NewWorldTest {

    private static final String OFFICE = """
            name: office
            population:
              size: 40
              visits_per_day: 50
              utc_offset_hours: 3
              activity: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            channels:
              - {username: hu_office_news, title: Office news, topic: news, language: en}
            """;

    @TempDir
    Path folder;

    @Test
    void peopleComeAtOnceWhenItBeginsAtTheirHour() throws IOException, InterruptedException {
        try (Launcher.Running running = start("2026-03-02T10:00")) {
            Launcher.People people = running.people().orElseThrow();
            assertThat(people.now()).isBetween(at("07:00"), at("08:00"));
            assertThat(people.nextVisit().orElseThrow()).isBetween(people.now(), at("08:00"));

            await().atMost(RunningService.PATIENCE)
                    .until(() -> runs(running.url()).contains("\"session_id\":\"p000"));
        }
    }

    @Test
    void atNightTheNextVisitIsInTheMorning() {
        try (Launcher.Running running = start("2026-03-01T21:00")) {
            assertThat(running.people().orElseThrow().nextVisit().orElseThrow()).isBetween(at("07:00"), at("07:30"));
        }
    }

    private Launcher.Running start(String begins) {
        try {
            Files.writeString(folder.resolve("office.yaml"), OFFICE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Map<String, String> settings = Map.of("PORT", "0", "HEATUP_BOT_API_PORT", "0", "HEATUP_WORLD", "office.yaml");
        return new Launch()
                .start(Settings.load(settings, folder)
                        .beginning(LocalMoment.parse(begins).orElseThrow()));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    private static String runs(URI service) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("/runs"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
