package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.RunningService.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The document says what the wire does: Jackson 2 writes the one, Jackson 3 the other. */
class OpenApiTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");
    private static final String REACT =
            "{\"action\": \"react\", \"channel_username\": \"hu_city_news\", \"emoji\": \"👍\", \"reason\": \"Nice\"}";

    @TempDir
    static Path folder;

    private static RunningService service;
    private static ServedDocument document;

    @BeforeAll
    static void start() {
        service = RunningService.sandbox(folder);
        document = ServedDocument.of(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void itIsOpenApi31() {
        assertThat(document.json().path("openapi").asString()).startsWith("3.1.");
        assertThat(document.json().at("/info/title").asString()).isEqualTo("Heat Up");
    }

    @Test
    void itListsEveryRoute() {
        List<String> routes = new ArrayList<>();
        document.json()
                .path("paths")
                .propertyStream()
                .forEach(path ->
                        path.getValue().propertyNames().forEach(method -> routes.add(method + " " + path.getKey())));

        assertThat(routes)
                .contains(
                        "get /sandbox/health",
                        "get /sandbox/events",
                        "get /sandbox/world",
                        "get /sandbox/chats",
                        "get /sandbox/chats/{chat}",
                        "get /sandbox/chats/{chat}/messages",
                        "get /sandbox/chats/{account}/{bot}/messages",
                        "get /sandbox/accounts",
                        "get /sandbox/accounts/{account}",
                        "get /sandbox/bots",
                        "post /sandbox/accounts/{account}/actions",
                        "post /sandbox/accounts/{account}/{standing}",
                        "get /sandbox/score",
                        "get /sandbox/worlds/{world}/score",
                        "get /sandbox/faults",
                        "put /sandbox/faults",
                        "delete /sandbox/faults",
                        "get /sandbox/snapshots",
                        "post /sandbox/snapshots",
                        "post /sandbox/snapshots/{name}/restore",
                        "delete /sandbox/snapshots/{name}",
                        "get /sandbox/worlds/{world}/health",
                        "get /sandbox/worlds/{world}/events",
                        "get /sandbox/worlds/{world}/world",
                        "get /sandbox/worlds/{world}/chats",
                        "get /sandbox/worlds/{world}/chats/{chat}",
                        "get /sandbox/worlds/{world}/chats/{chat}/messages",
                        "get /sandbox/worlds/{world}/chats/{account}/{bot}/messages",
                        "get /sandbox/worlds/{world}/accounts",
                        "get /sandbox/worlds/{world}/accounts/{account}",
                        "get /sandbox/worlds/{world}/bots",
                        "post /sandbox/worlds/{world}/accounts/{account}/actions",
                        "post /sandbox/worlds/{world}/accounts/{account}/{standing}",
                        "get /sandbox/worlds/{world}/faults",
                        "put /sandbox/worlds/{world}/faults",
                        "delete /sandbox/worlds/{world}/faults",
                        "get /sandbox/worlds/{world}/snapshots",
                        "post /sandbox/worlds/{world}/snapshots",
                        "post /sandbox/worlds/{world}/snapshots/{name}/restore",
                        "delete /sandbox/worlds/{world}/snapshots/{name}");
        assertThat(routes)
                .filteredOn(
                        route -> !route.contains("/sandbox/") || route.matches("\\w+ /sandbox/worlds?(/\\{world\\})?"))
                .containsExactlyInAnyOrder(
                        "post /warmup/{session_id}",
                        "post /warmup-sync/{session_id}",
                        "get /runs",
                        "get /runs/{run_id}",
                        "get /runs/{run_id}/events",
                        "post /runs/{run_id}/cancel",
                        "get /sessions/{session_id}",
                        "post /sessions/{session_id}/release",
                        "get /gateway",
                        "post /gateway/recheck",
                        "get /health",
                        "get /health/live",
                        "get /health/ready",
                        "get /sandbox/world",
                        "put /sandbox/world",
                        "get /sandbox/worlds",
                        "post /sandbox/worlds",
                        "get /sandbox/worlds/{world}",
                        "delete /sandbox/worlds/{world}");
    }

    @Test
    void everyNameInItIsInSnakeCase() {
        List<String> names = new ArrayList<>();
        for (JsonNode schema : document.json().at("/components/schemas")) {
            names.addAll(schema.path("properties").propertyNames());
        }

        assertThat(names).isNotEmpty().allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    @Test
    void aReportIsAsDescribed() {
        Answer answer = service.post(
                "/warmup-sync/report",
                "{\"plan\": [" + GivenPlans.join("hu_city_news") + "," + GivenPlans.read("hu_city_news") + "]}");

        assertDescribed(answer, "post", "/warmup-sync/{session_id}");
    }

    @Test
    void whatASyncWarmupAnswersWhenTheTimeIsUpIsAsDescribed() {
        Answer answer = service.post("/warmup-sync/accepted?timeout=0", "{\"plan\": " + GivenPlans.LONG + "}");

        assertDescribed(answer, "post", "/warmup-sync/{session_id}");
    }

    @Test
    void anAcceptedWarmupIsAsDescribed() {
        assertDescribed(
                service.post("/warmup/document", "{\"plan\": " + GivenPlans.LONG + "}"),
                "post",
                "/warmup/{session_id}");
    }

    @Test
    void pagesAreAsDescribed() {
        service.visit("pages", GivenPlans.SHORT);

        assertDescribed(service.get("/runs?limit=1"), "get", "/runs");
    }

    @Test
    void aRunAndItsCancellationAreAsDescribed() {
        String run = service.begin("run", GivenPlans.LONG);

        assertDescribed(service.get("/runs/" + run), "get", "/runs/{run_id}");
        assertDescribed(service.post("/runs/" + run + "/cancel"), "post", "/runs/{run_id}/cancel");
    }

    @Test
    void theEventsOfARunAreAsDescribed() {
        String run = service.visit("told", GivenPlans.SHORT).path("run_id").asString();

        assertDescribed(
                service.get("/runs/" + run + "/events", "Accept", "application/json"), "get", "/runs/{run_id}/events");
        assertThat(document.json()
                        .at("/paths/~1runs~1{run_id}~1events/get/responses/200/content")
                        .propertyNames())
                .containsExactlyInAnyOrder("text/event-stream", "application/json");
    }

    @Test
    void sessionsAreAsDescribed() {
        assertDescribed(service.get("/sessions/known"), "get", "/sessions/{session_id}");
    }

    @Test
    void theGatewaysStandingIsAsDescribed() {
        assertDescribed(service.get("/gateway"), "get", "/gateway");
        assertDescribed(service.post("/gateway/recheck"), "post", "/gateway/recheck");
    }

    @Test
    void healthIsAsDescribed() {
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            assertDescribed(service.get(path), "get", path);
        }
    }

    @Test
    void whatTheSandboxSaysIsAsDescribed() {
        assertDescribed(service.get("/sandbox/health"), "get", "/sandbox/health");
        assertDescribed(service.get("/sandbox/events"), "get", "/sandbox/events");
        for (String path :
                List.of("chats", "chats/hu_open_talk", "accounts", "bots", "snapshots", "worlds", "faults")) {
            assertDescribed(
                    service.get("/sandbox/" + path), "get", "/sandbox/" + path.replace("hu_open_talk", "{chat}"));
        }
        assertDescribed(service.get("/sandbox/world"), "get", "/sandbox/world");
        assertDescribed(service.get("/sandbox/score"), "get", "/sandbox/score");
    }

    /** Whatever there is to get, each in every form of JSON that it has. */
    @Test
    void everyGetIsAsDescribed() {
        JsonNode visited = service.visit("visitor", "[" + GivenPlans.join("hu_city_news") + "," + REACT + "]");
        service.post("/sandbox/worlds", "{\"name\": \"aside\", \"world\": \"name: aside\"}");
        Map<String, String> known = Map.of(
                "run_id", visited.path("run_id").asString(),
                "session_id", "visitor",
                "world", "aside",
                "account", "visitor",
                "chat", "hu_open_talk",
                "bot", "1001");
        for (String path : document.paths("get")) {
            String filled = VARIABLE.matcher(path).replaceAll(name -> known.get(name.group(1)));

            assertDescribed(service.get(filled, "Accept", "application/json"), "get", path);
        }
    }

    @ParameterizedTest
    @CsvSource({"completed, none", "partial, messages.sendReaction", "failed, channels.joinChannel"})
    void aReportOfEachEndIsAsDescribed(String status, String fails) {
        String fault =
                "[{\"method\": \"%s\", \"error\": {\"code\": 400, \"name\": \"CHANNEL_INVALID\"}}]".formatted(fails);
        assertDescribed(
                service.send("PUT", "/sandbox/faults", fault, "Content-Type", "application/json"),
                "put",
                "/sandbox/faults");
        String plan = "[" + GivenPlans.join("hu_city_news") + (status.equals("failed") ? "" : "," + REACT) + "]";
        JsonNode report = service.visit("ends" + status, plan);
        assertDescribed(service.send("DELETE", "/sandbox/faults", null), "delete", "/sandbox/faults");

        assertThat(report.path("status").asString()).isEqualTo(status);
        String run = report.path("run_id").asString();
        assertDescribed(service.get("/runs/" + run), "get", "/runs/{run_id}");
        assertDescribed(
                service.get("/runs/" + run + "/events", "Accept", "application/json"), "get", "/runs/{run_id}/events");
    }

    @Test
    void aLatchedGatewayAndWhatItRefusedAreAsDescribed(@TempDir Path other) {
        try (FakeTestNetwork network = new FakeTestNetwork();
                RunningService latched = RunningService.start(other, "TELEGRAM_API_BASE_URL", network.url())) {
            ServedDocument told = ServedDocument.of(latched);
            network.is(FakeTestNetwork.PRODUCTION);
            JsonNode report = latched.visit("refused", GivenPlans.SHORT);

            assertThat(report.path("status").asString()).isEqualTo("refused");
            told.assertDescribes(latched.get("/runs?status=refused"), "get", "/runs");
            told.assertDescribes(latched.get("/gateway"), "get", "/gateway");
            told.assertDescribes(latched.post("/gateway/recheck"), "post", "/gateway/recheck");
            told.assertDescribes(latched.get("/health"), "get", "/health");
        }
    }

    @Test
    void whatMayBeNullSaysSo() {
        assertThat(document.json()
                        .at("/components/schemas/Report/properties/started_at/type")
                        .toString())
                .isEqualTo("[\"string\",\"null\"]");
        assertThat(document.json()
                        .at("/components/schemas/Report/properties/error/oneOf/1/type")
                        .asString())
                .isEqualTo("null");
        assertThat(document.json()
                        .at("/components/schemas/Standing/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder("target", "latched");
    }

    @Test
    void problemsAreAsDescribed() {
        String ended = service.visit("ended", GivenPlans.SHORT).path("run_id").asString();

        assertDescribed(service.post("/warmup/bad%21"), "post", "/warmup/{session_id}");
        assertDescribed(service.post("/warmup/p", "{\"plan\": []}"), "post", "/warmup/{session_id}");
        assertDescribed(service.get("/runs/unknown"), "get", "/runs/{run_id}");
        assertDescribed(service.post("/runs/" + ended + "/cancel"), "post", "/runs/{run_id}/cancel");
        assertDescribed(service.post("/sessions/free/release"), "post", "/sessions/{session_id}/release");
        assertDescribed(service.get("/runs?limit=0"), "get", "/runs");
    }

    private static void assertDescribed(Answer answer, String method, String path) {
        document.assertDescribes(answer, method, path);
    }
}
