package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.llm.anthropic.MessagesApiServer;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** The whole service with a key, and the real client before a server that speaks the Messages API. */
@ExtendWith(OutputCaptureExtension.class)
class ClaudeServiceTest {

    private static final String KEY = "sk-ant-test-0123456789abcdef";

    @TempDir
    Path folder;

    private final MessagesApiServer claude = new MessagesApiServer();
    private RunningService service;

    @BeforeEach
    void start() {
        service = RunningService.sandbox(
                folder,
                "ANTHROPIC_API_KEY",
                KEY,
                "ANTHROPIC_BASE_URL",
                claude.baseUrl().toString(),
                "LOG_LEVEL",
                "DEBUG");
    }

    @AfterEach
    void stop() {
        service.close();
        claude.close();
    }

    @Test
    void claudePlansAndItsTokensAreCounted() {
        claude.says("{\"actions\": " + GivenPlans.SHORT + "}");

        JsonNode report = visit("planned");

        assertThat(report.path("plan_source").asString()).isEqualTo("claude");
        assertThat(report.path("fallback_reason").isNull()).isTrue();
        assertThat(report.path("status").asString()).isEqualTo("completed");
        assertThat(report.at("/actions/0/channel_username").asString()).isEqualTo("hu_city_news");
        assertThat(report.at("/usage/input_tokens").asInt()).isPositive();
        assertThat(report.at("/usage/cached_tokens").asInt()).isEqualTo(1000);
        assertThat(report.at("/usage/output_tokens").asInt()).isEqualTo(50);
    }

    @Test
    void theModelOfTheSettingsIsAskedOnce() {
        claude.says("{\"actions\": " + GivenPlans.SHORT + "}");

        visit("asked");

        assertThat(claude.requests())
                .extracting(request -> request.body().path("model").asString())
                .containsExactly("claude-sonnet-5-5");
    }

    @Test
    void aPlanThatBreaksRulesIsRepairedAndBothAnswersAreCounted() {
        claude.says("{\"actions\": [" + GivenPlans.read("hu_city_news") + "]}");
        claude.says("{\"actions\": " + GivenPlans.SHORT + "}");

        JsonNode report = visit("repaired");

        assertThat(report.path("plan_source").asString()).isEqualTo("claude");
        assertThat(report.at("/usage/output_tokens").asInt()).isEqualTo(100);
        assertThat(claude.requests()).hasSize(2);
    }

    @Test
    void aFailingModelIsReplacedByTheFallbackWithItsReason() {
        claude.fails(400, "invalid_request_error", Map.of());

        JsonNode report = planned("fallback");

        assertThat(report.path("plan_source").asString()).isEqualTo("fallback");
        assertThat(report.path("fallback_reason").asString()).contains("400").doesNotContain("\n");
        assertThat(report.path("total_actions").asInt()).isPositive();
    }

    @Test
    void aRefusedKeyDoesNotStopVisits() {
        claude.fails(401, "authentication_error", Map.of());

        JsonNode report = planned("unauthorized");

        assertThat(report.path("plan_source").asString()).isEqualTo("fallback");
        assertThat(report.path("fallback_reason").asString()).contains("401");
    }

    @Test
    void healthNamesTheModel() {
        assertThat(service.get("/health").json().at("/checks/planner/detail").asString())
                .isEqualTo("claude (claude-sonnet-5-5)");
    }

    @Test
    void theKeyIsNeitherLoggedNorAnswered(CapturedOutput output) {
        claude.fails(401, "authentication_error", Map.of());
        String run = planned("secretive").path("run_id").asString();

        assertThat(output.getAll()).contains(run).doesNotContain(KEY);
        for (String path : new String[] {"/runs", "/runs/" + run, "/health", "/metrics", "/openapi.json", "/gateway"}) {
            assertThat(service.get(path).text()).as(path).doesNotContain(KEY);
        }
    }

    private JsonNode visit(String session) {
        return service.ended(service.post("/warmup/" + session).field("run_id"));
    }

    /** Cancelled as soon as it is planned: what the offline planner makes up takes its time. */
    private JsonNode planned(String session) {
        String run = service.post("/warmup/" + session).field("run_id");
        JsonNode report = Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(
                        () -> service.get("/runs/" + run).json(),
                        seen -> !seen.path("plan_source").isNull());
        service.post("/runs/" + run + "/cancel");
        return report;
    }
}
