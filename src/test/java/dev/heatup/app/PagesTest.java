package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.RunningService.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, health and metrics: what a person or a monitor opens, all of it from the jar. */
class PagesTest {

    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.sandbox(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void healthNamesEveryPart() {
        Answer answer = service.get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("status")).isEqualTo("UP");
        assertThat(answer.json().path("checks").propertyNames())
                .containsExactly("database", "engine", "gateway", "planner");
        assertThat(answer.json()
                        .path("checks")
                        .valueStream()
                        .map(check -> check.path("status").asString()))
                .containsOnly("UP");
        assertThat(answer.json().at("/checks/engine/lag_seconds").isNumber()).isTrue();
        assertThat(answer.field("version")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void probesAreUp(String path) {
        assertThat(service.get(path).status()).isEqualTo(200);
        assertThat(service.get(path).field("status")).isEqualTo("UP");
    }

    @Test
    void metricsAreInPrometheusFormat() {
        Answer answer = service.get("/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain;version=0.0.4");
        assertThat(answer.text()).contains("# TYPE jvm_info gauge", "# TYPE process_uptime_seconds gauge");
    }

    @Test
    void metricsTellWhatThereIsToDoAndWhatWasDone() {
        service.visit("measured", GivenPlans.SHORT);

        assertThat(service.get("/metrics").text())
                .contains(
                        "heatup_due_lag_seconds{lane=\"planning\"} ",
                        "heatup_due_lag_seconds{lane=\"steps\"} ",
                        "heatup_live_runs ",
                        "heatup_waiting_requests 0.0",
                        // Somebody of the world may be planned just now.
                        "heatup_in_flight_runs{lane=\"planning\"} ",
                        "heatup_slots{lane=\"planning\"} 8.0",
                        "heatup_slots{lane=\"steps\"} 1024.0",
                        "heatup_claims_total{lane=\"steps\"} ",
                        "heatup_steps_total{outcome=\"failed\"} ",
                        "heatup_outcomes_late_total 0.0",
                        "heatup_runs_deleted_total 0.0",
                        "heatup_bot_api_connections 0.0",
                        "heatup_bot_api_connections_limit 2000.0",
                        "heatup_bot_api_connections_refused_total 0.0",
                        "heatup_writer_queue ",
                        "heatup_writer_queue_limit 10000.0",
                        "heatup_gateway_shut 0.0")
                .containsPattern("heatup_steps_total\\{outcome=\"succeeded\"} [1-9]");
    }

    /** The table says what there is. */
    @Test
    void everyMetricOfOursIsExplained() throws IOException {
        String explained = Files.readString(Path.of("docs/metrics.md"));

        assertThat(Pattern.compile("(?m)^# TYPE (heatup_\\w+)")
                        .matcher(service.get("/metrics").text())
                        .results()
                        .map(match -> match.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(explained).contains("`" + name));
    }

    @Test
    void docsLeadToSwaggerUi() {
        Answer answer = service.get("/docs");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/swagger-ui/index.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/redoc", "/swagger-ui/index.html"})
    void whatAPageLoadsComesFromTheJar(String path) {
        Answer page = service.get(path);
        List<String> loaded = LOADED.matcher(page.text())
                .results()
                .map(MatchResult::group)
                .map(match -> LOADED.matcher(match).replaceAll("$1"))
                .toList();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(loaded).isNotEmpty().allSatisfy(asset -> {
            URI address = URI.create(path).resolve(asset);
            assertThat(address.isAbsolute()).as(asset).isFalse();
            assertThat(service.get(address.toString()).status()).as(asset).isIn(200, 302);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/redoc", "/swagger-ui/index.html"})
    void aBrowserLoadsNothingFromElsewhere(String path) {
        assertThat(service.get(path).header("Content-Security-Policy")).contains("default-src 'self'");
    }

    @Test
    void swaggerUiShowsOurDocumentAndNoOther() {
        assertThat(service.get("/swagger-ui/swagger-initializer.js").text())
                .contains("/openapi.json")
                .doesNotContain("petstore");
        assertThat(service.get("/openapi.json/swagger-config").field("url")).isEqualTo("/openapi.json");
    }

    @Test
    void nothingElseOfTheManagementIsOpen() {
        for (String path : List.of("/env", "/actuator", "/actuator/env", "/beans", "/heapdump", "/shutdown", "/info")) {
            assertThat(service.get(path).status()).as(path).isEqualTo(404);
        }
    }
}
