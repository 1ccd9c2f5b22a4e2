package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.FakeTestNetwork.Received;
import dev.heatup.app.RunningService.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole service before somebody's gateway: what it sends there, and when it stops sending. */
class GatewayServiceTest {

    @TempDir
    Path folder;

    private final FakeTestNetwork network = new FakeTestNetwork();
    private RunningService service;

    @BeforeEach
    void start() {
        service = RunningService.start(folder, "TELEGRAM_API_BASE_URL", network.url());
    }

    @AfterEach
    void stop() {
        service.close();
        network.close();
    }

    @Test
    void aVisitToATestNetworkIsCarriedOut() {
        JsonNode report = visitWithReading("reader");
        String run = report.path("run_id").asString();

        assertThat(report.path("status").asString()).isEqualTo("completed");
        assertThat(network.calls())
                .extracting(Received::method)
                .containsExactly("join_chat", "messages.getHistory", "channels.readHistory");
        assertThat(network.calls()).extracting(Received::session).containsOnly("reader");
        assertThat(network.calls()).extracting(Received::run).containsOnly(run);
    }

    @Test
    void viewsAreNotCounted() {
        visitWithReading("viewer");

        assertThat(network.calls("messages.getMessagesViews")).isEmpty();
    }

    @Test
    void aPlanOfWhatIsForTheSandboxAloneIsRefused() {
        String react = "{\"action\": \"react\", \"channel_username\": \"hu_city_news\", \"reason\": \"Good\"}";
        RunningService.Answer answer =
                service.post("/warmup/eager", "{\"plan\": [" + GivenPlans.join("hu_city_news") + "," + react + "]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/violations/0/rule").asString()).isEqualTo("action_not_allowed");
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void effectsCarryRunStepAndTurn() {
        String run = visitWithReading("traced").path("run_id").asString();

        assertThat(network.calls("join_chat")).extracting(Received::clientId).containsExactly(run + "/0/0");
        assertThat(network.calls("channels.readHistory"))
                .extracting(Received::clientId)
                .singleElement()
                .asString()
                // A reading is named by its posts.
                .matches(run + "/1/[1-9][0-9]*");
    }

    @Test
    void theGuardIsAskedBeforeEachRunWithItsSession() {
        service.visit("first", GivenPlans.SHORT);
        int asked = network.calls("help.getConfig").size();
        network.is(FakeTestNetwork.PRODUCTION);

        JsonNode second = service.visit("first", GivenPlans.idle(2));

        assertThat(asked).isEqualTo(1);
        assertThat(second.path("status").asString()).isEqualTo("refused");
        assertThat(network.received()).extracting(Received::session).containsOnly("first");
    }

    @Test
    void aProductionNetworkIsRefusedAndNothingIsSent() {
        network.is(FakeTestNetwork.PRODUCTION);

        JsonNode report = service.visit("refused", GivenPlans.SHORT);

        assertThat(report.path("status").asString()).isEqualTo("refused");
        assertThat(report.at("/error/code").asString()).isEqualTo("production_network_refused");
        assertThat(report.at("/actions/0/status").asString()).isEqualTo("skipped");
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void aLatchOutlastsTheNetworksChangeOfMind() {
        latch();
        network.is(FakeTestNetwork.TEST);
        int askedBefore = network.received().size();

        JsonNode report = service.visit("later", GivenPlans.SHORT);

        assertThat(report.at("/error/code").asString()).isEqualTo("production_network_refused");
        assertThat(network.received()).hasSize(askedBefore);
    }

    @Test
    void otherLiveRunsEndWithTheLatch() {
        String live = service.begin("elsewhere", GivenPlans.LONG);
        awaitStatus(live, "running");

        latch();

        JsonNode report = service.ended(live);
        assertThat(report.at("/error/code").asString()).isEqualTo("production_network_refused");
        // It did not wait for its idling to be over.
        assertThat(report.path("duration_seconds").asDouble()).isLessThan(60);
    }

    @Test
    void aLatchIsDownInHealthAndShownWithItsReason() {
        latch();

        Answer health = service.get("/health");
        JsonNode standing = service.get("/gateway").json();
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().at("/checks/gateway/status").asString()).isEqualTo("DOWN");
        assertThat(standing.path("latched").asBoolean()).isTrue();
        assertThat(standing.path("why").asString()).isEqualTo("test_mode is not true");
        assertThat(standing.path("since").isNull()).isFalse();
    }

    @Test
    void onlyARecheckThatFindsATestNetworkOpensALatch() {
        latch();

        assertThat(recheck()).isEqualTo("production latched");
        network.isUnverified();
        assertThat(recheck()).isEqualTo("unverified latched");
        network.is(FakeTestNetwork.TEST);
        assertThat(recheck()).isEqualTo("test open");
        assertThat(service.visit("after", GivenPlans.SHORT).path("status").asString())
                .isEqualTo("completed");
        assertThat(service.get("/health").status()).isEqualTo(200);
    }

    @Test
    void aRecheckThatFindsProductionLatches() {
        network.is(FakeTestNetwork.PRODUCTION);

        assertThat(recheck()).isEqualTo("production latched");
    }

    @Test
    void aLatchOutlastsARestart() {
        latch();
        network.is(FakeTestNetwork.TEST);

        service.close();
        start();

        assertThat(service.get("/gateway").json().path("latched").asBoolean()).isTrue();
        assertThat(service.visit("restarted", GivenPlans.SHORT).path("status").asString())
                .isEqualTo("refused");
    }

    @Test
    void nothingIsSentWhileNobodyKnowsWhatNetworkItIs() {
        network.isUnverified();
        String run = service.begin("holding", GivenPlans.SHORT);

        Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(() -> network.received().size() >= 2);

        assertThat(service.get("/runs/" + run).json().path("finished_at").isNull())
                .isTrue();
        assertThat(network.calls()).isEmpty();
        assertThat(service.get("/gateway").json().path("latched").asBoolean()).isFalse();
        assertThat(service.get("/health").status()).isEqualTo(503);
    }

    @Test
    void aRunThatHeldGoesOnWhenTheNetworkIsKnown() {
        network.isUnverified();
        String run = service.begin("patient", GivenPlans.SHORT);
        Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(() -> !network.received().isEmpty());

        network.is(FakeTestNetwork.TEST);

        assertThat(service.ended(run).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void runsWaitWhileTheGatewayFailsForEverybodyAndGoOnWhenItAnswers() {
        network.isUnverified();
        List<String> waiting = List.of(
                service.begin("anna", GivenPlans.SHORT),
                service.begin("boris", GivenPlans.SHORT),
                service.begin("clara", GivenPlans.SHORT));

        Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(() -> service.get("/metrics").text().contains("heatup_gateway_shut 1.0"));
        Answer health = service.get("/health");
        network.is(FakeTestNetwork.TEST);

        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().at("/checks/gateway/detail").asString()).startsWith("fails for everybody");
        assertThat(waiting)
                .allSatisfy(run ->
                        assertThat(service.ended(run).path("status").asString()).isEqualTo("completed"));
        assertThat(service.get("/metrics").text()).contains("heatup_gateway_shut 0.0");
    }

    @Test
    void aFloodWaitIsKeptBeforeTheSameMethodIsCalledAgain() {
        network.failsOnce("join_chat", 429, "{\"code\": 420, \"name\": \"FLOOD_WAIT_2\", \"description\": \"wait\"}");
        String run = service.begin("flooded", GivenPlans.SHORT);
        JsonNode session = Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(
                        () -> service.get("/sessions/flooded").json(),
                        seen -> seen.path("not_before").has("channels.joinChannel"));
        Instant notBefore =
                Instant.parse(session.at("/not_before/channels.joinChannel").asString());

        JsonNode report = service.ended(run);

        assertThat(report.path("status").asString()).isEqualTo("completed");
        assertThat(Instant.parse(report.at("/actions/0/started_at").asString())).isAfterOrEqualTo(notBefore);
        assertThat(network.calls("join_chat")).hasSize(2);
    }

    @Test
    void aFloodWaitLongerThanAVisitFailsTheStepAndHoldsForTheNextRun() {
        network.failsOnce(
                "join_chat", 429, "{\"code\": 420, \"name\": \"FLOOD_WAIT_86400\", \"description\": \"wait\"}");

        JsonNode first = service.visit("banned-for-a-day", GivenPlans.SHORT);
        JsonNode second = service.visit("banned-for-a-day", GivenPlans.SHORT);

        assertThat(List.of(first, second)).allSatisfy(report -> {
            assertThat(report.path("status").asString()).isEqualTo("failed");
            assertThat(report.at("/actions/0/error/code").asString()).isEqualTo("FLOOD_WAIT_X");
        });
        assertThat(network.calls("join_chat")).hasSize(1);
    }

    @Test
    void aRestrictionEndsTheRunAndQuarantinesTheSessionUntilAPersonReleasesIt() {
        network.failsOnce("join_chat", 400, "{\"code\": 400, \"name\": \"PEER_FLOOD\", \"description\": \"no\"}");

        JsonNode report = service.visit(
                "restricted", "[" + GivenPlans.join("hu_city_news") + "," + GivenPlans.join("hu_world_brief") + "]");

        assertThat(report.path("status").asString()).isEqualTo("failed");
        assertThat(report.at("/error/code").asString()).isEqualTo("session_restricted");
        assertThat(report.at("/actions/1/status").asString()).isEqualTo("skipped");
        Answer refused = service.post("/warmup/restricted");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("code")).isEqualTo("session_quarantined");
        assertThat(refused.field("restriction")).isEqualTo("PEER_FLOOD");
        assertThat(service.post("/sessions/restricted/release").status()).isEqualTo(422);
        assertThat(service.post("/warmup/restricted").status()).isEqualTo(409);

        Answer released = service.post("/sessions/restricted/release", "{\"reason\": \"looked at it\"}");
        assertThat(released.status()).isEqualTo(200);
        assertThat(released.json().path("quarantine").isNull()).isTrue();
        assertThat(service.post("/sessions/restricted/release", "{\"reason\": \"again\"}")
                        .field("code"))
                .isEqualTo("not_quarantined");
        assertThat(service.visit("restricted", GivenPlans.SHORT).path("status").asString())
                .isEqualTo("completed");
    }

    @Test
    void aQuarantineOutlastsARestart() {
        network.failsOnce("join_chat", 401, "{\"code\": 401, \"name\": \"USER_DEACTIVATED\", \"description\": \"no\"}");
        service.visit("deactivated", GivenPlans.SHORT);

        service.close();
        start();

        assertThat(service.post("/warmup/deactivated").field("code")).isEqualTo("session_quarantined");
    }

    @Test
    void aJoinThatNobodyHeardOfIsFoundInTheDialogsAndNotRepeated() {
        // As many as fit into a step's ten seconds, so that only the dialogs can tell.
        network.joinsSilently(100);

        JsonNode report = service.visit("doubtful", GivenPlans.SHORT);
        int joins = network.calls("join_chat").size();

        assertThat(report.path("status").asString()).isEqualTo("completed");
        assertThat(network.calls("dialogs")).isNotEmpty();
        assertThat(network.calls("join_chat"))
                .extracting(Received::clientId)
                .containsOnly(report.path("run_id").asString() + "/0/0");
        assertThat(network.received()
                        .subList(indexOfFirstDialogs(), network.received().size()))
                .extracting(Received::method)
                .doesNotContain("join_chat");
        assertThat(joins).isPositive();
        assertThat(network.members()).containsExactly("doubtful hu_city_news");
    }

    @Test
    void atMostTwentySessionsActInAWeekAlsoAfterTheirRunsAndARestart() {
        for (int i = 0; i < 20; i++) {
            service.visit("crowd-" + i, GivenPlans.idle(2));
        }

        Answer tooMany = service.post("/warmup/one-too-many");
        service.close();
        start();

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.field("code")).isEqualTo("too_many_sessions");
        assertThat(tooMany.json().path("max_sessions").asInt()).isEqualTo(20);
        assertThat(tooMany.json().path("window_days").asInt()).isEqualTo(7);
        assertThat(Instant.parse(tooMany.field("next_place_at")))
                .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));
        assertThat(service.post("/warmup/one-too-many").field("code")).isEqualTo("too_many_sessions");
        assertThat(service.visit("crowd-0", GivenPlans.SHORT).path("status").asString())
                .isEqualTo("completed");
        assertThat(network.received())
                .extracting(Received::session)
                .allMatch(session -> session.startsWith("crowd-"))
                .doesNotContain("one-too-many");
    }

    @Test
    void aSessionPausesBetweenItsRunsAlsoAcrossARestart() {
        JsonNode first = service.visit("quick", GivenPlans.SHORT);
        String second = service.begin("quick", "[" + GivenPlans.join("hu_world_brief") + "]");
        int calls = network.received().size();
        service.close();
        start();

        JsonNode report = service.ended(second);

        Duration between = Duration.between(
                Instant.parse(first.path("finished_at").asString()),
                Instant.parse(report.at("/actions/0/started_at").asString()));
        assertThat(between).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(calls).isEqualTo(2);
        assertThat(service.get("/sessions/quick").json().path("not_before").has("*"))
                .isTrue();
    }

    @Test
    void runsOfTheSandboxEndWithTheRestartAndNothingOfThemIsSent() {
        service.close();
        List<String> live = new ArrayList<>();
        // Every run still lives at the restart: three actions at least, with a minute between them.
        String[] slow = {
            "HEATUP_SEED", "7",
            "HEATUP_MIN_ACTIONS", "3",
            "HEATUP_PAUSE_MIN", "60",
            "HEATUP_PAUSE_MAX", "60",
            "HEATUP_PAUSE_LONG_MAX", "60"
        };
        try (RunningService sandbox = RunningService.start(folder, slow)) {
            for (int i = 0; i < 60; i++) {
                live.add(
                        i % 2 == 0
                                ? sandbox.begin(
                                        "s" + i,
                                        "[" + GivenPlans.join("hu_city_news") + "," + GivenPlans.read("hu_city_news")
                                                + "," + GivenPlans.join("hu_world_brief") + "]")
                                : sandbox.post("/warmup/s" + i).field("run_id"));
            }
            awaitStatus(sandbox, live.getFirst(), "running");
        }
        start();

        assertThat(live).allSatisfy(run -> {
            JsonNode report = service.ended(run);
            assertThat(report.path("status").asString()).isEqualTo("refused");
            assertThat(report.at("/error/code").asString()).isEqualTo("target_changed");
        });
        assertThat(service.get("/runs/" + live.getFirst() + "/events", "Accept", "text/event-stream")
                        .text())
                .contains("target_changed");
        assertThat(network.received()).isEmpty();
        assertThat(service.visit("another", GivenPlans.SHORT).path("status").asString())
                .isEqualTo("completed");
    }

    @Test
    void healthThatSeesProductionLatches() {
        network.is(FakeTestNetwork.PRODUCTION);
        assertThat(service.get("/health").status()).isEqualTo(503);
        network.is(FakeTestNetwork.TEST);

        assertThat(service.get("/gateway").json().path("latched").asBoolean()).isTrue();
        assertThat(service.visit("after-health", GivenPlans.SHORT)
                        .at("/error/code")
                        .asString())
                .isEqualTo("production_network_refused");
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void aStepThatWasClaimedBeforeALatchSendsNothingMore() {
        CountDownLatch history = network.holds("messages.getHistory");
        String run = service.begin(
                "reading", "[" + GivenPlans.join("hu_city_news") + "," + GivenPlans.read("hu_city_news") + "]");
        Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(() -> !network.calls("messages.getHistory").isEmpty());
        network.is(FakeTestNetwork.PRODUCTION);
        service.get("/health");
        history.countDown();

        JsonNode report = service.ended(run);

        assertThat(report.at("/error/code").asString()).isEqualTo("production_network_refused");
        assertThat(network.calls("channels.readHistory")).isEmpty();
    }

    @Test
    void aFloodWaitOfTheGuardsQuestionIsKeptAlsoAcrossARestart() {
        network.failsOnce(
                "help.getConfig", 429, "{\"code\": 420, \"name\": \"FLOOD_WAIT_300\", \"description\": \"wait\"}");
        String run = service.begin("patient", GivenPlans.SHORT);
        Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(() -> service.get("/sessions/patient")
                        .json()
                        .path("not_before")
                        .has("help.getConfig"));
        service.close();
        start();

        // Another run passes by meanwhile, so that there was time to ask.
        service.visit("passer-by", GivenPlans.SHORT);

        assertThat(service.get("/runs/" + run).json().path("finished_at").isNull())
                .isTrue();
        assertThat(network.received().stream().filter(call -> call.session().equals("patient")))
                .hasSize(1);
    }

    @Test
    void aShortFloodWaitOfTheGuardsQuestionOnlyDelaysTheRun() {
        network.failsOnce(
                "help.getConfig", 429, "{\"code\": 420, \"name\": \"FLOOD_WAIT_1\", \"description\": \"wait\"}");

        assertThat(service.visit("delayed", GivenPlans.SHORT).path("status").asString())
                .isEqualTo("completed");
        assertThat(network.calls("help.getConfig")).hasSize(2);
    }

    @Test
    void aRestrictionOfTheGuardsQuestionEndsTheRunAndQuarantines() {
        network.failsOnce(
                "help.getConfig", 401, "{\"code\": 401, \"name\": \"USER_DEACTIVATED_BAN\", \"description\": \"no\"}");

        JsonNode report = service.ended(service.post("/warmup/banned").field("run_id"));

        assertThat(report.path("status").asString()).isEqualTo("failed");
        assertThat(report.at("/error/code").asString()).isEqualTo("session_restricted");
        assertThat(service.post("/warmup/banned").field("code")).isEqualTo("session_quarantined");
        assertThat(network.calls("help.getConfig")).hasSize(1);
    }

    @Test
    void healthKeepsAFloodWaitOfItsOwnQuestion() {
        network.failsOnce(
                "help.getConfig", 429, "{\"code\": 420, \"name\": \"FLOOD_WAIT_300\", \"description\": \"wait\"}");

        service.get("/health");
        Answer again = service.get("/health");

        assertThat(again.status()).isEqualTo(503);
        assertThat(network.calls("help.getConfig")).hasSize(1);
    }

    private int indexOfFirstDialogs() {
        return network.received().stream().map(Received::method).toList().indexOf("dialogs");
    }

    private JsonNode visitWithReading(String session) {
        return service.visit(
                session, "[" + GivenPlans.join("hu_city_news") + "," + GivenPlans.read("hu_city_news") + "]");
    }

    private void latch() {
        network.is(FakeTestNetwork.PRODUCTION);
        service.visit("latching", GivenPlans.SHORT);
    }

    private String recheck() {
        JsonNode answer = service.post("/gateway/recheck").json();
        return answer.path("verdict").asString()
                + (answer.at("/gateway/latched").asBoolean() ? " latched" : " open");
    }

    private void awaitStatus(String run, String status) {
        awaitStatus(service, run, status);
    }

    private static void awaitStatus(RunningService service, String run, String status) {
        Awaitility.await()
                .atMost(RunningService.PATIENCE)
                .until(() -> service.get("/runs/" + run).field("status").equals(status));
    }
}
