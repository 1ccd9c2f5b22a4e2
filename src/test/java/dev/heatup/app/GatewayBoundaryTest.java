package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.FakeTestNetwork.Received;
import dev.heatup.app.RunningService.Answer;
import dev.heatup.llm.anthropic.MessagesApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The whole service before somebody's gateway with everything switched on that can be set, and with callers who ask for
 * what is not allowed. It is looked at once, when all visits are over.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayBoundaryTest {

    private static final Set<String> LISTED = Set.of(
            "help.getConfig",
            "join_chat",
            "send_message",
            "dialogs",
            "messages.getHistory",
            "channels.readHistory",
            "channels.leaveChannel",
            "contacts.resolveUsername");

    /** A caller's own words, which must not be found in anything that is sent. */
    private static final String OWN_WORDS = "BUY-NOW";

    private final FakeTestNetwork network = new FakeTestNetwork();
    private final MessagesApiServer claude = new MessagesApiServer();
    private final List<JsonNode> planned = new ArrayList<>();
    private final List<JsonNode> given = new ArrayList<>();

    /** How those were answered who came when all places were about to be taken. */
    private final List<Answer> crowd = new ArrayList<>();

    private RunningService service;

    @BeforeAll
    void visit(@TempDir Path folder) {
        network.isPerson("hu_tribuna");
        service = RunningService.start(folder, settings());
        // With these seeds in other groups than the one whose name a person has.
        List<String> planning = IntStream.of(1, 2, 3)
                .mapToObj(
                        seed -> service.post("/warmup/planned-" + seed, "{\"max_actions\": 3, \"seed\": " + seed + "}")
                                .field("run_id"))
                .toList();
        List<String> carrying = List.of(
                service.begin("given", plan(GivenPlans.join("hu_kitchen_table"), write("hu_kitchen_table"))),
                service.begin("astray", plan(GivenPlans.join("hu_tribuna"), write("hu_tribuna"))),
                service.begin("reader", plan(GivenPlans.join("hu_city_news"), GivenPlans.read("hu_city_news"))));
        planning.forEach(run -> planned.add(service.ended(run)));
        carrying.forEach(run -> given.add(service.ended(run)));
        given.add(service.visit("given", plan(GivenPlans.join("hu_city_news"), GivenPlans.join("hu_world_brief"))));
        for (int i = 0; i < 30; i++) {
            crowd.add(service.post("/warmup/crowd-" + i, "{\"plan\": " + GivenPlans.SHORT + "}"));
        }
        crowd.stream()
                .filter(answer -> answer.status() == 202)
                .forEach(answer -> service.ended(answer.field("run_id")));
    }

    /** All that may be set beside a gateway; what may not is refused at the start. */
    private String[] settings() {
        return new String[] {
            "TELEGRAM_API_BASE_URL", network.url(),
            "ANTHROPIC_API_KEY", "sk-ant-test-0123456789abcdef",
            "ANTHROPIC_BASE_URL", claude.baseUrl().toString(),
            "HEATUP_MODEL", "claude-haiku-5-5",
            "HEATUP_SPEED", "1",
            "HEATUP_SEED", "7",
            "HEATUP_MIN_ACTIONS", "1",
            "HEATUP_MAX_ACTIONS", "20",
            "HEATUP_STEP_SLOTS", "4096",
            "HEATUP_PLAN_SLOTS", "64",
            "HEATUP_KEEP_DAYS", "1",
            "HEATUP_WEBHOOK_HOSTS", "example.com",
            "LOG_LEVEL", "DEBUG"
        };
    }

    @AfterAll
    void stop() {
        service.close();
        claude.close();
        network.close();
    }

    @Test
    void plannedVisitsAreCompletedByTheFixedPlan() {
        assertThat(planned).hasSize(3).allSatisfy(report -> {
            assertThat(report.path("status").asString()).isEqualTo("completed");
            assertThat(report.path("plan_source").asString()).isEqualTo("offline");
            assertThat(report.at("/usage/output_tokens").asInt()).isZero();
            assertThat(report.path("actions"))
                    .extracting(action -> action.path("action").asString())
                    .containsExactly("join_channel", "read_messages", "send_message");
        });
    }

    @Test
    void onlyListedCallsArrive() {
        assertThat(network.received())
                .extracting(Received::method)
                .isSubsetOf(LISTED)
                .contains("send_message");
    }

    @Test
    void twentySessionsActAndNoOther() {
        assertThat(crowd.stream().map(Answer::status).filter(status -> status == 202))
                .hasSize(14);
        assertThat(crowd.stream().filter(answer -> answer.status() != 202))
                .extracting(answer -> answer.status() + " " + answer.field("code"))
                .containsOnly("429 too_many_sessions");
        assertThat(network.calls().stream().map(Received::session).distinct()).hasSize(20);
    }

    @Test
    void pausesAreKeptWithinARunAndBetweenRunsOfASession() {
        List<JsonNode> ofOneSession = List.of(given.getFirst(), given.getLast());
        List<Duration> pauses = Stream.concat(
                        Stream.concat(planned.stream(), given.stream()).map(List::of), Stream.of(ofOneSession))
                .flatMap(GatewayBoundaryTest::pauses)
                .toList();

        assertThat(pauses).hasSizeGreaterThan(10).allMatch(pause -> pause.compareTo(Duration.ofSeconds(3)) >= 0);
    }

    /** Between the end of each action and the beginning of the next. */
    private static Stream<Duration> pauses(List<JsonNode> reports) {
        List<JsonNode> actions = reports.stream()
                .flatMap(report -> report.path("actions").valueStream())
                .toList();
        return IntStream.range(1, actions.size())
                .mapToObj(i -> Duration.between(
                        Instant.parse(actions.get(i - 1).path("finished_at").asString()),
                        Instant.parse(actions.get(i).path("started_at").asString())));
    }

    @Test
    void everyTextIsAPhraseOfTheFileWithItsMark() {
        assertThat(network.calls("send_message"))
                .hasSize(4)
                .extracting(call -> call.body().path("text").asString())
                .allSatisfy(text -> assertThat(text).endsWith(" [heatup test]"))
                .extracting(text -> text.substring(0, text.length() - " [heatup test]".length()))
                .isSubsetOf(phrases());
    }

    @Test
    void thePeerOfEachMessageWasAskedForBefore() {
        for (Received message : network.calls("send_message")) {
            assertThat(network.received().subList(0, network.received().indexOf(message)))
                    .anyMatch(call -> call.method().equals("contacts.resolveUsername")
                            && call.session().equals(message.session())
                            && call.body()
                                    .at("/params/username")
                                    .equals(message.body().path("chat")));
        }
    }

    @Test
    void aPersonWhoHasTheNameOfAGroupIsNotWrittenTo() {
        JsonNode astray = given.get(1);

        assertThat(astray.at("/actions/1/status").asString()).isEqualTo("failed");
        assertThat(astray.at("/actions/1/error/code").asString()).isEqualTo("HEATUP_LIMIT");
        assertThat(network.calls("send_message")).extracting(Received::session).doesNotContain("astray");
    }

    @Test
    void aCallersOwnWordsStayHere() {
        assertThat(given.getFirst().path("status").asString()).isEqualTo("completed");
        assertThat(network.received())
                .extracting(call -> call.body().toString())
                .noneMatch(body -> body.contains(OWN_WORDS));
    }

    @Test
    void theLanguageModelWasNeverAsked() {
        assertThat(claude.requests()).isEmpty();
    }

    @Test
    void healthSaysWhoPlans() {
        assertThat(service.get("/health").json().at("/checks/planner/detail").asString())
                .isEqualTo("fixed plan and phrases, as through every gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\": \"react\", \"channel_username\": \"hu_city_news\", \"reason\": \"Good\"}",
                "{\"action\": \"view_post\", \"channel_username\": \"hu_city_news\", \"duration_seconds\": 5,"
                        + " \"reason\": \"Look\"}",
                "{\"action\": \"start_bot\", \"bot_username\": \"hu_menu_bot\", \"reason\": \"Try\"}",
                "{\"action\": \"press_button\", \"bot_username\": \"hu_menu_bot\", \"intent\": \"Go\", \"reason\": \"Try\"}"
            })
    void whatIsForTheSandboxAloneIsRefusedInAGivenPlan(String action) {
        Answer answer =
                service.post("/warmup/eager", "{\"plan\": " + plan(GivenPlans.join("hu_city_news"), action) + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("violations"))
                .anyMatch(violation -> violation.path("rule").asString().equals("action_not_allowed"));
    }

    @Test
    void theSandboxIsNotServedBesideAGateway() {
        assertThat(Stream.of("/sandbox/events", "/sandbox/worlds", "/sandbox/score")
                        .map(path -> service.get(path).status()))
                .containsOnly(404);
    }

    private static String plan(String... actions) {
        return "[" + String.join(", ", actions) + "]";
    }

    private static String write(String group) {
        return "{\"action\": \"send_message\", \"channel_username\": \"" + group + "\", \"intent\": \"" + OWN_WORDS
                + " at shop.example\", \"reason\": \"" + OWN_WORDS + "\"}";
    }

    /** As the files have them, read without the product's code. */
    private static List<String> phrases() {
        List<String> phrases = new ArrayList<>();
        for (String language : List.of("en", "ru")) {
            try (InputStream file = Objects.requireNonNull(GatewayBoundaryTest.class.getResourceAsStream(
                    "/dev/heatup/gateway/phrases/" + language + ".txt"))) {
                new String(file.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("["))
                        .forEach(phrases::add);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return phrases;
    }
}
