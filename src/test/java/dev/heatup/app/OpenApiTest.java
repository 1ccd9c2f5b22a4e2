package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.RunningService.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The document says what the wire does: Jackson 2 writes the one, Jackson 3 the other. */
class OpenApiTest {

    @TempDir
    static Path folder;

    private static RunningService service;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        service = RunningService.sandbox(folder);
        document = service.get("/openapi.json").json();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void itIsOpenApi31() {
        assertThat(document.path("openapi").asString()).startsWith("3.1.");
        assertThat(document.at("/info/title").asString()).isEqualTo("Heat Up");
    }

    @Test
    void itListsEveryRoute() {
        List<String> routes = new ArrayList<>();
        document.path("paths")
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
        for (JsonNode schema : document.at("/components/schemas")) {
            names.addAll(schema.path("properties").propertyNames());
        }

        assertThat(names).isNotEmpty().allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    @Test
    void aReportIsAsDescribed() {
        Answer answer = service.post(
                "/warmup-sync/report",
                "{\"plan\": [" + Plans.join("hu_city_news") + "," + Plans.read("hu_city_news") + "]}");

        assertDescribed(answer, "post", "/warmup-sync/{session_id}");
    }

    @Test
    void whatASyncWarmupAnswersWhenTheTimeIsUpIsAsDescribed() {
        Answer answer = service.post("/warmup-sync/accepted?timeout=0", "{\"plan\": " + Plans.LONG + "}");

        assertDescribed(answer, "post", "/warmup-sync/{session_id}");
    }

    @Test
    void anAcceptedWarmupIsAsDescribed() {
        assertDescribed(
                service.post("/warmup/document", "{\"plan\": " + Plans.LONG + "}"), "post", "/warmup/{session_id}");
    }

    @Test
    void pagesAreAsDescribed() {
        service.visit("pages", Plans.SHORT);

        assertDescribed(service.get("/runs?limit=1"), "get", "/runs");
    }

    @Test
    void aRunAndItsCancellationAreAsDescribed() {
        String run = service.begin("run", Plans.LONG);

        assertDescribed(service.get("/runs/" + run), "get", "/runs/{run_id}");
        assertDescribed(service.post("/runs/" + run + "/cancel"), "post", "/runs/{run_id}/cancel");
    }

    @Test
    void theEventsOfARunAreAsDescribed() {
        String run = service.visit("told", Plans.SHORT).path("run_id").asString();

        assertDescribed(
                service.get("/runs/" + run + "/events", "Accept", "application/json"), "get", "/runs/{run_id}/events");
        assertThat(document.at("/paths/~1runs~1{run_id}~1events/get/responses/200/content")
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

    @Test
    void problemsAreAsDescribed() {
        String ended = service.visit("ended", Plans.SHORT).path("run_id").asString();

        assertDescribed(service.post("/warmup/bad%21"), "post", "/warmup/{session_id}");
        assertDescribed(service.post("/warmup/p", "{\"plan\": []}"), "post", "/warmup/{session_id}");
        assertDescribed(service.get("/runs/unknown"), "get", "/runs/{run_id}");
        assertDescribed(service.post("/runs/" + ended + "/cancel"), "post", "/runs/{run_id}/cancel");
        assertDescribed(service.post("/sessions/free/release"), "post", "/sessions/{session_id}/release");
        assertDescribed(service.get("/runs?limit=0"), "get", "/runs");
    }

    /** The answer's status and media type are in the document, and its body is of the schema there. */
    private static void assertDescribed(Answer answer, String method, String path) {
        JsonNode responses = document.path("paths").path(path).path(method).path("responses");
        JsonNode response = responses.path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            response = responses.path("default");
        }
        String mediaType = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode schema = response.path("content").path(mediaType).path("schema");
        assertThat(schema.isObject())
                .as("%s %s describes %d with %s", method, path, answer.status(), mediaType)
                .isTrue();
        assertOf(schema, answer.json(), method + " " + path);
    }

    /** Null stands for any schema: the document's names are what is compared. */
    private static void assertOf(JsonNode schema, JsonNode value, String where) {
        if (value.isNull()) {
            return;
        }
        if (schema.has("$ref")) {
            assertOf(document.at(schema.path("$ref").asString().substring(1)), value, where);
            return;
        }
        if (schema.has("oneOf")) {
            assertThat(schema.path("oneOf").valueStream().map(OpenApiTest::names))
                    .as(where)
                    .contains(Set.copyOf(value.propertyNames()));
            return;
        }
        if (value.isArray()) {
            value.forEach(item -> assertOf(schema.path("items"), item, where + "[]"));
        } else if (value.isObject() && schema.has("properties")) {
            JsonNode properties = schema.path("properties");
            if (schema.path("additionalProperties").isBoolean()) {
                assertThat(value.propertyNames()).as(where).containsAll(properties.propertyNames());
            } else {
                assertThat(value.propertyNames())
                        .as(where)
                        .containsExactlyInAnyOrderElementsOf(properties.propertyNames());
            }
            properties
                    .propertyStream()
                    .forEach(each -> assertOf(each.getValue(), value.path(each.getKey()), where + "." + each.getKey()));
        } else if (value.isObject()) {
            assertThat(schema.has("additionalProperties")
                            || schema.path("type").asString().equals("object"))
                    .as(where)
                    .isTrue();
            value.forEach(item -> {
                if (schema.path("additionalProperties").isObject()) {
                    assertOf(schema.path("additionalProperties"), item, where + ".*");
                }
            });
        } else {
            assertThat(type(value)).as(where).isEqualTo(schema.path("type").asString());
        }
    }

    private static Set<String> names(JsonNode reference) {
        JsonNode schema = document.at(reference.path("$ref").asString().substring(1));
        return Set.copyOf(schema.path("properties").propertyNames());
    }

    private static String type(JsonNode value) {
        if (value.isString()) {
            return "string";
        }
        if (value.isBoolean()) {
            return "boolean";
        }
        return value.isIntegralNumber() ? "integer" : "number";
    }
}
