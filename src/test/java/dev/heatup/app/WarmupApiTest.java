package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.RunningService.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Visits over HTTP, on the sandbox. Each test has sessions of its own. */
class WarmupApiTest {

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
    void aWarmupIsAcceptedAtOnce() {
        Answer answer = service.post("/warmup/accepted");

        String run = answer.field("run_id");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/runs/" + run);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("run_id", "session_id", "status", "links");
        assertThat(answer.field("session_id")).isEqualTo("accepted");
        assertThat(answer.field("status")).isEqualTo("queued");
        assertThat(answer.json().at("/links/self").asString()).isEqualTo("/runs/" + run);
        assertThat(answer.json().at("/links/cancel").asString()).isEqualTo("/runs/" + run + "/cancel");
    }

    @Test
    void anAcceptedRunIsThereBeforeItsAnswer() {
        String run = service.post("/warmup/durable").field("run_id");

        assertThat(service.get("/runs/" + run).status()).isEqualTo(200);
    }

    @Test
    void aGivenPlanIsCarriedOutAsItIs() {
        Answer answer = service.post(
                "/warmup-sync/given",
                "{\"seed\": 5, \"plan\": [" + GivenPlans.join("hu_city_news") + "," + GivenPlans.read("hu_city_news")
                        + "]}");

        JsonNode report = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(report.path("status").asString()).isEqualTo("completed");
        assertThat(report.path("plan_source").asString()).isEqualTo("given");
        assertThat(report.path("seed").asLong()).isEqualTo(5);
        assertThat(report.path("actions")
                        .valueStream()
                        .map(action -> action.path("action").asString()))
                .containsExactly("join_channel", "read_messages");
        assertThat(report.path("joined_channels").valueStream().map(JsonNode::asString))
                .containsExactly("hu_city_news");
    }

    @Test
    void aReportHasEveryFieldOfTheContract() {
        JsonNode report = service.post("/warmup-sync/complete", "{\"plan\": " + GivenPlans.SHORT + "}")
                .json();

        assertThat(report.propertyNames())
                .contains(
                        "run_id",
                        "session_id",
                        "status",
                        "plan_source",
                        "total_actions",
                        "successful_actions",
                        "failed_actions",
                        "joined_channels",
                        "actions",
                        "started_at",
                        "finished_at",
                        "duration_seconds",
                        "usage");
        assertThat(report.at("/actions/0").propertyNames())
                .contains(
                        "index",
                        "action",
                        "channel_username",
                        "duration_seconds",
                        "reason",
                        "status",
                        "started_at",
                        "finished_at",
                        "error",
                        "pause_seconds");
        assertThat(report.path("usage").propertyNames())
                .containsExactlyInAnyOrder("input_tokens", "cached_tokens", "output_tokens");
        assertThat(report.path("total_actions").asInt()).isEqualTo(1);
        assertThat(report.path("successful_actions").asInt()).isEqualTo(1);
        assertThat(report.path("failed_actions").asInt()).isZero();
    }

    @Test
    void withoutABodyThePlannerPlansByTheSettings() {
        String run = service.post("/warmup-sync/planned?timeout=0").field("run_id");
        JsonNode report = awaitPlan(run);

        assertThat(report.path("plan_source").asString()).isEqualTo("offline");
        assertThat(report.path("total_actions").asInt()).isBetween(1, 7);
        assertThat(report.path("pool").asString()).isEqualTo("default");
        service.post("/runs/" + run + "/cancel");
    }

    @Test
    void maxActionsBoundsThePlan() {
        String run = service.post("/warmup/bounded", "{\"max_actions\": 1}").field("run_id");

        assertThat(awaitPlan(run).path("total_actions").asInt()).isEqualTo(1);
        service.post("/runs/" + run + "/cancel");
    }

    @Test
    void aPlanThatBreaksRulesIsRefusedWithAllOfThem() {
        Answer answer = service.post("/warmup/broken", """
                {"plan": [
                  {"action": "read_messages", "channel_username": "hu_city_news", "duration_seconds": 1, "reason": ""},
                  {"action": "dance", "reason": "x"},
                  {"action": "join_channel", "channel_username": "durov", "reason": "x"}]}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field("code")).isEqualTo("invalid_plan");
        assertThat(answer.json()
                        .path("violations")
                        .valueStream()
                        .map(violation -> violation.path("path").asString() + " "
                                + violation.path("rule").asString()))
                .containsExactlyInAnyOrder(
                        "actions[0].reason reason_missing",
                        "actions[0].channel_username not_joined",
                        "actions[0].duration_seconds duration_range",
                        "actions[1].action action_type",
                        "actions[2].channel_username channel_unknown");
        assertThat(runsOf("broken")).isEmpty();
    }

    @Test
    void anUnplannedSyncRunGoesOnWhenTheTimeIsUp() {
        Answer answer = service.post("/warmup-sync/patient?timeout=0", "{\"plan\": " + GivenPlans.LONG + "}");

        String run = answer.field("run_id");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/runs/" + run);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("run_id", "session_id", "status", "links");
        assertThat(service.get("/runs/" + run).json().path("finished_at").isNull())
                .isTrue();
        service.post("/runs/" + run + "/cancel");
    }

    @Test
    void aBusySessionIsRefusedWithItsRun() {
        String live = service.begin("busy", GivenPlans.LONG);

        for (String path : List.of("/warmup/busy", "/warmup-sync/busy")) {
            Answer answer = service.post(path);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.field("code")).isEqualTo("session_busy");
            assertThat(answer.field("run_id")).isEqualTo(live);
        }
        service.post("/runs/" + live + "/cancel");
    }

    @Test
    void aRepeatedKeyGetsTheFirstAnswerAndStartsNothing() {
        Answer first = service.post("/warmup/keyed", "{\"seed\": 1, \"max_actions\": 3}", "Idempotency-Key", "key-1");
        Answer again =
                service.post("/warmup/keyed", "{ \"max_actions\": 3,\n\"seed\": 1 }", "Idempotency-Key", "key-1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(runsOf("keyed")).hasSize(1);
        service.post("/runs/" + first.field("run_id") + "/cancel");
    }

    @Test
    void aRepeatedKeyIsAnsweredAlsoWhenItsRunHasEnded() {
        String body = "{\"plan\": " + GivenPlans.SHORT + "}";
        Answer first = service.post("/warmup/keyed-ended", body, "Idempotency-Key", "key-2");
        service.ended(first.field("run_id"));

        assertThat(service.post("/warmup/keyed-ended", body, "Idempotency-Key", "key-2")
                        .text())
                .isEqualTo(first.text());
    }

    @Test
    void aKeyWithAnotherBodyIsAMistake() {
        Answer first = service.post("/warmup/reused", "{\"seed\": 1}", "Idempotency-Key", "key-3");
        Answer other = service.post("/warmup/reused", "{\"seed\": 2}", "Idempotency-Key", "key-3");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.field("code")).isEqualTo("idempotency_key_reused");
        service.post("/runs/" + first.field("run_id") + "/cancel");
    }

    @Test
    void keysBelongToTheirPath() {
        Answer one = service.post("/warmup/path-one", "{\"seed\": 1}", "Idempotency-Key", "key-4");
        Answer two = service.post("/warmup/path-two", "{\"seed\": 2}", "Idempotency-Key", "key-4");

        assertThat(two.status()).isEqualTo(202);
        assertThat(two.field("run_id")).isNotEqualTo(one.field("run_id"));
        service.post("/runs/" + one.field("run_id") + "/cancel");
        service.post("/runs/" + two.field("run_id") + "/cancel");
    }

    @Test
    void aRunCanBeCancelledWhileItWaits() {
        String run = service.begin("cancelled", GivenPlans.LONG);

        Answer answer = service.post("/runs/" + run + "/cancel");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("status")).isEqualTo("cancelled");
        assertThat(service.get("/runs/" + run).field("status")).isEqualTo("cancelled");
        assertThat(service.post("/warmup/cancelled").status()).isEqualTo(202);
    }

    @Test
    void cancellingTwiceIsCancellingOnce() {
        String run = service.begin("cancelled-twice", GivenPlans.LONG);
        service.post("/runs/" + run + "/cancel");

        Answer again = service.post("/runs/" + run + "/cancel");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.field("status")).isEqualTo("cancelled");
    }

    @Test
    void anEndedRunCanNotBeCancelled() {
        String run = service.begin("over", GivenPlans.SHORT);
        service.ended(run);

        Answer answer = service.post("/runs/" + run + "/cancel");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.field("code")).isEqualTo("run_ended");
        assertThat(service.get("/runs/" + run).field("status")).isEqualTo("completed");
    }

    @Test
    void aRunThatNobodyStartedIsNotFound() {
        String nobody = "/runs/run_01jd3v0c9k7m2p4q6r8s0t2v4w";

        for (Answer answer : List.of(service.get(nobody), service.post(nobody + "/cancel"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.field("code")).isEqualTo("run_not_found");
        }
    }

    @Test
    void aLiveRunShowsWhatItDoes() {
        String run = service.begin("live", GivenPlans.LONG);
        JsonNode report = Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(
                        () -> service.get("/runs/" + run).json(),
                        seen -> seen.at("/actions/0/status").asString().equals("acting"));

        assertThat(report.path("status").asString()).isEqualTo("running");
        assertThat(report.path("finished_at").isNull()).isTrue();
        assertThat(report.at("/actions/0/finished_at").isNull()).isTrue();
        assertThat(report.at("/actions/0/duration_seconds").asInt()).isEqualTo(60);
        service.post("/runs/" + run + "/cancel");
    }

    @Test
    void pagesShowEveryRunOnceTheNewestFirst() {
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String run = service.begin("paged", i == 0 ? GivenPlans.SHORT : GivenPlans.LONG);
            begun.addFirst(run);
            if (i == 0) {
                service.ended(run);
            } else {
                service.post("/runs/" + run + "/cancel");
            }
        }

        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = service.get("/runs?session_id=paged&limit=3" + next).json();
            page.path("runs").forEach(run -> seen.add(run.path("run_id").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());
        assertThat(seen).isEqualTo(begun);
    }

    @Test
    void aLastPageThatIsFullSaysThatItIsTheLast() {
        service.visit("one-page", GivenPlans.SHORT);

        assertThat(service.get("/runs?session_id=one-page&limit=1")
                        .json()
                        .path("next")
                        .isNull())
                .isTrue();
    }

    @Test
    void runsAreFilteredByStatus() {
        String ended = service.begin("filtered", GivenPlans.SHORT);
        service.ended(ended);
        String live = service.begin("filtered", GivenPlans.LONG);
        service.post("/runs/" + live + "/cancel");

        assertThat(ids("/runs?session_id=filtered&status=completed")).containsExactly(ended);
        assertThat(ids("/runs?session_id=filtered&status=cancelled")).containsExactly(live);
        assertThat(ids("/runs?session_id=filtered&status=partial")).isEmpty();
    }

    @Test
    void aSessionRemembersWhatItJoined() {
        service.visit("memory", GivenPlans.SHORT);

        JsonNode session = service.get("/sessions/memory").json();
        assertThat(session.path("joined_channels").valueStream().map(JsonNode::asString))
                .containsExactly("hu_city_news");
        assertThat(session.path("quarantine").isNull()).isTrue();
    }

    @Test
    void theSandboxesLogNamesTheRunThatActed() {
        String run = service.visit("labelled", GivenPlans.SHORT).path("run_id").asString();

        assertThat(service.get("/sandbox/events?limit=1000")
                        .json()
                        .path("events")
                        .valueStream()
                        .filter(event -> event.path("account").asString().equals("labelled"))
                        .filter(event -> event.path("kind").asString().equals("joined"))
                        .map(event -> event.path("run").asString() + " "
                                + event.path("client_id").asString()))
                .containsExactly(run + " " + run + "/0/0");
    }

    private static List<String> runsOf(String session) {
        return ids("/runs?session_id=" + session);
    }

    private static List<String> ids(String path) {
        return service.get(path)
                .json()
                .path("runs")
                .valueStream()
                .map(run -> run.path("run_id").asString())
                .toList();
    }

    private static JsonNode awaitPlan(String run) {
        return Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(
                        () -> service.get("/runs/" + run).json(),
                        report -> !report.path("plan_source").isNull());
    }
}
