package dev.heatup.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heatup.llm.ModelAnswer;
import dev.heatup.llm.ModelQuestion;
import dev.heatup.llm.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnthropicModelTest {

    private static final String KEY = "sk-test-secret";
    private static final String MODEL = "claude-sonnet-5-5";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Tokens TOKENS = new Tokens(120, 1000, 50);
    private static final String SCHEMA = "{\"type\": \"object\", \"properties\": {}, \"additionalProperties\": false}";
    private static final ModelQuestion QUESTION =
            new ModelQuestion("You are asked.", List.of(ModelQuestion.Turn.user("What?")), SCHEMA, 300);

    private final MessagesApiServer server = new MessagesApiServer();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> slept = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aQuestionIsSentAsTheMessagesApiWantsIt() {
        server.says("{}");

        ModelAnswer modelAnswer = ask(new ModelQuestion(
                "You are asked.",
                List.of(
                        ModelQuestion.Turn.user("What?"),
                        ModelQuestion.Turn.model("This."),
                        ModelQuestion.Turn.user("Sure?")),
                SCHEMA,
                300));

        assertThat(modelAnswer).isEqualTo(new ModelAnswer.Text("{}", TOKENS));
        MessagesApiServer.Request request = server.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/messages");
        // The SDK's own choice since 3.x; a base URL in front of the API must understand it.
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + KEY)
                .doesNotContainKey("x-api-key");
        assertThat(request.headers().get("anthropic-version")).matches("\\d{4}-\\d{2}-\\d{2}");
        JsonNode body = request.body();
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder("model", "max_tokens", "system", "messages", "output_config", "thinking");
        assertThat(body.at("/model").stringValue()).isEqualTo(MODEL);
        assertThat(body.at("/max_tokens").intValue()).isEqualTo(300);
        assertThat(body.at("/system/0/text").stringValue()).isEqualTo("You are asked.");
        assertThat(body.at("/system/0/cache_control/type").stringValue()).isEqualTo("ephemeral");
        assertThat(body.at("/messages/0/role").stringValue()).isEqualTo("user");
        assertThat(body.at("/messages/1/role").stringValue()).isEqualTo("assistant");
        assertThat(body.at("/messages/1/content").stringValue()).isEqualTo("This.");
        assertThat(body.at("/messages/2/content").stringValue()).isEqualTo("Sure?");
        assertThat(body.at("/output_config/format/type").stringValue()).isEqualTo("json_schema");
        assertThat(body.at("/output_config/format/schema/type").stringValue()).isEqualTo("object");
        assertThat(body.at("/output_config/effort").stringValue()).isEqualTo("low");
        assertThat(body.at("/thinking/type").stringValue()).isEqualTo("between_tools");
    }

    @Test
    void modelsThatKnowNoEffortAreNotSentOneAndProseNeedsNoSchema() {
        server.says("Hello").says("Hello");
        ModelQuestion prose = new ModelQuestion("s", List.of(ModelQuestion.Turn.user("u")), null, 10);

        try (AnthropicModel older = model("claude-haiku-4-5", server.baseUrl());
                AnthropicModel other = model("claude-opus-5-5", server.baseUrl())) {
            older.ask(prose, PATIENCE);
            other.ask(prose, PATIENCE);
        }

        JsonNode body = server.requests().getFirst().body();
        assertThat(body.at("/output_config/effort").isMissingNode()).isTrue();
        assertThat(body.at("/output_config/format").isMissingNode()).isTrue();
        assertThat(body.at("/thinking").isMissingNode()).isTrue();
        assertThat(server.requests().get(1).body().at("/thinking").isMissingNode())
                .isTrue();
    }

    @Test
    void aRefusalNamesItsCategoryAndKeepsItsUsage() {
        server.says("I can't", "refusal");
        server.answers(
                200,
                Map.of(),
                MessagesApiServer.message("", "refusal")
                        .replace(
                                "\"stop_sequence\":null",
                                "\"stop_details\":{\"type\":\"refusal\",\"category\":\"cyber\"}"));

        assertThat(ask()).isEqualTo(new ModelAnswer.Refused("no category", TOKENS));
        assertThat(ask()).isEqualTo(new ModelAnswer.Refused("cyber", TOKENS));
    }

    @Test
    void anAnswerThatRanIntoItsLimitIsTruncated() {
        server.says("{\"acti", "max_tokens").says("x", "model_context_window_exceeded");

        assertThat(ask()).isEqualTo(new ModelAnswer.Truncated(TOKENS));
        assertThat(ask()).isEqualTo(new ModelAnswer.Truncated(TOKENS));
    }

    @Test
    void anEmptyOrUnfinishedAnswerIsNone() {
        server.says("  ").says("x", "tool_use").says("x", "brand_new");
        server.answers(200, Map.of(), MessagesApiServer.message("x", "end_turn").replace("\"end_turn\"", "null"));
        server.answers(
                200,
                Map.of(),
                MessagesApiServer.message("x", "end_turn").replaceAll("\"content\":\\[[^]]*]", "\"content\":[]"));

        assertThat(ask()).isEqualTo(new ModelAnswer.Unavailable("the model's answer is empty", TOKENS));
        assertThat(ask()).isEqualTo(new ModelAnswer.Unavailable("the model ended with tool_use", TOKENS));
        assertThat(ask()).isEqualTo(new ModelAnswer.Unavailable("the model ended with brand_new", TOKENS));
        assertThat(ask())
                .isEqualTo(new ModelAnswer.Unavailable("the model's answer does not say why it ended", TOKENS));
        assertThat(ask()).isEqualTo(new ModelAnswer.Unavailable("the model's answer is empty", TOKENS));
    }

    @Test
    void garbageIsNoAnswer() {
        List<String> bodies = List.of(
                "<html>proxy</html>",
                "[]",
                "null",
                "{}",
                "{\"stop_reason\":\"end_turn\"}",
                "{\"stop_reason\":\"end_turn\",\"content\":7}",
                "{\"stop_reason\":\"end_turn\",\"content\":[{\"type\":\"text\",\"text\":{}}]}",
                "{\"stop_reason\":{},\"content\":[]}",
                "{\"stop_reason\":\"end_turn\",\"content\":[7, null]}",
                "");
        bodies.forEach(body -> server.answers(200, Map.of(), body));

        for (String body : bodies) {
            assertThat(ask()).as(body).isInstanceOf(ModelAnswer.Unavailable.class);
        }
        assertThat(server.requests()).hasSize(bodies.size());
    }

    @Test
    void usageThatIsMissingOrNonsenseCountsAsNone() {
        server.answers(
                200,
                Map.of(),
                MessagesApiServer.message("x", "end_turn").replaceAll("\"usage\":\\{[^}]*}", "\"usage\":[]"));
        server.answers(
                200,
                Map.of(),
                MessagesApiServer.message("x", "end_turn").replace("\"input_tokens\":100", "\"input_tokens\":-9"));

        assertThat(ask()).isEqualTo(new ModelAnswer.Text("x", Tokens.NONE));
        assertThat(ask()).isEqualTo(new ModelAnswer.Text("x", new Tokens(20, 1000, 50)));
    }

    @Test
    void anAnswerLongerThanAnswersMayBeIsNone() {
        server.says("x".repeat(ModelAnswer.MAX_TEXT + 1)).says("x".repeat(600_000));

        assertThat(ask())
                .isEqualTo(new ModelAnswer.Unavailable("the model's answer is longer than 64000 characters", TOKENS));
        assertThat(ask()).isInstanceOf(ModelAnswer.Unavailable.class);
    }

    @Test
    void aCallersMistakeIsExplainedAndNotTriedAgain() {
        server.fails(400, "invalid_request_error", Map.of())
                .fails(401, "authentication_error", Map.of())
                .fails(403, "permission_error", Map.of())
                .fails(404, "not_found_error", Map.of())
                .fails(413, "request_too_large", Map.of());

        assertThat(unavailable())
                .isEqualTo("the model answered 400 invalid_request_error: told\uFFFDby invalid_request_error");
        assertThat(unavailable()).startsWith("the model answered 401 authentication_error: told\uFFFDby");
        assertThat(unavailable()).startsWith("the model answered 403 permission_error");
        assertThat(unavailable()).startsWith("the model answered 404 not_found_error");
        assertThat(unavailable()).startsWith("the model answered 413");
        assertThat(server.requests()).hasSize(5);
        assertThat(slept).isEmpty();
    }

    @Test
    void theKeyIsNowhereToBeSeen() {
        server.answers(
                400,
                Map.of(),
                "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"bad " + KEY + "\\r\\n" + "y".repeat(9000)
                        + "\"}}");

        assertThat(unavailable()).contains("bad [key]").doesNotContain(KEY).hasSizeLessThanOrEqualTo(200);
        try (AnthropicModel model = model(MODEL, server.baseUrl())) {
            assertThat(model).hasToString("AnthropicModel[claude-sonnet-5-5]");
        }
        for (String key : List.of("", "with space", "line\nbreak", "schlüssel", "x".repeat(501))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AnthropicModel(key, null, MODEL, nanos::get))
                    .withMessage("ANTHROPIC_API_KEY must be 1 to 500 visible ASCII characters")
                    .withNoCause();
        }
    }

    @Test
    void passingTroubleIsTriedAgainTwice() {
        server.fails(529, "overloaded_error", Map.of())
                .fails(500, "api_error", Map.of())
                .says("{}");

        assertThat(ask()).isEqualTo(new ModelAnswer.Text("{}", TOKENS));
        assertThat(slept).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));

        server.fails(529, "overloaded_error", Map.of())
                .fails(503, "api_error", Map.of())
                .fails(529, "overloaded_error", Map.of());
        assertThat(unavailable()).isEqualTo("the model answered 529 overloaded_error");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void retryAfterIsKept() {
        server.fails(429, "rate_limit_error", Map.of("retry-after", "7"))
                .fails(429, "rate_limit_error", Map.of("retry-after", "0.25"))
                .says("{}");

        assertThat(ask()).isInstanceOf(ModelAnswer.Text.class);
        assertThat(slept).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(250));
    }

    @Test
    void aRetryAfterLongerThanWhatIsLeftEndsAtOnce() {
        server.fails(429, "rate_limit_error", Map.of("retry-after", "20"));
        assertThat(unavailable()).isEqualTo("the model answered 429 rate_limit_error");

        server.fails(429, "rate_limit_error", Map.of("retry-after", "12"))
                .fails(429, "rate_limit_error", Map.of("retry-after", "9"));
        assertThat(unavailable()).isEqualTo("the model answered 429 rate_limit_error");

        assertThat(slept).containsExactly(Duration.ofSeconds(12));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aRetryAfterThatIsNoNumberOfSecondsCountsAsNone() {
        server.fails(429, "rate_limit_error", Map.of("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT"))
                .says("{}");

        assertThat(ask()).isInstanceOf(ModelAnswer.Text.class);
        assertThat(slept).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void silenceEndsWithThePatience() {
        server.staysSilent();

        try (AnthropicModel model = new AnthropicModel(KEY, server.baseUrl(), MODEL, System::nanoTime, this::sleep)) {
            assertThat(model.ask(QUESTION, Duration.ofMillis(300)))
                    .isEqualTo(ModelAnswer.Unavailable.because("the model could not be reached in time"));
        }
        assertThat(slept).isEmpty();
    }

    @Test
    void withoutPatienceNothingIsSent() {
        try (AnthropicModel model = model(MODEL, server.baseUrl())) {
            for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(999_999))) {
                assertThat(model.ask(QUESTION, none))
                        .isEqualTo(ModelAnswer.Unavailable.because("the model gave no answer in time"));
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aConnectionClosedInTheMiddleOfAnAnswerIsNoAnswer() {
        server.cutsOff(MessagesApiServer.message("{}", "end_turn").substring(0, 60));

        assertThat(unavailable()).isEqualTo("the model's answer was cut off or is not a message");
    }

    @Test
    void nobodyListeningIsTriedAgainAndThenNoAnswer() {
        URI nobody = server.baseUrl();
        server.close();

        try (AnthropicModel model = model(MODEL, nobody)) {
            assertThat(model.ask(QUESTION, PATIENCE))
                    .isEqualTo(ModelAnswer.Unavailable.because("the model could not be reached in time"));
        }
        assertThat(slept).hasSize(2);
    }

    @Test
    void aRedirectDoesNotCarryTheKeyElsewhere() {
        try (MessagesApiServer elsewhere = new MessagesApiServer()) {
            server.answers(307, Map.of("location", elsewhere.baseUrl() + "/v1/messages"), "");

            assertThat(unavailable()).startsWith("the model answered 307");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void anInterruptedWaitGivesNoAnswerAndStaysInterrupted() {
        server.fails(500, "api_error", Map.of());
        AnthropicModel.Waiting interrupted = pause -> {
            throw new InterruptedException();
        };

        try (AnthropicModel model = new AnthropicModel(KEY, server.baseUrl(), MODEL, nanos::get, interrupted)) {
            assertThat(model.ask(QUESTION, PATIENCE))
                    .isEqualTo(ModelAnswer.Unavailable.because("interrupted between two tries"));
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void impossibleSettingsAreRefusedWithASentence() {
        for (String url : List.of("ftp://host", "http:///path", "/relative", "https://user:pass@host")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model(MODEL, URI.create(url)))
                    .withMessage("ANTHROPIC_BASE_URL must be http:// or https:// with a host, and no user");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("a model", server.baseUrl()))
                .withMessageStartingWith("HEATUP_MODEL must be a model's name");
    }

    private ModelAnswer ask() {
        return ask(QUESTION);
    }

    private ModelAnswer ask(ModelQuestion modelQuestion) {
        try (AnthropicModel model = model(MODEL, server.baseUrl())) {
            return model.ask(modelQuestion, PATIENCE);
        }
    }

    private String unavailable() {
        return ((ModelAnswer.Unavailable) ask()).why();
    }

    private AnthropicModel model(String name, URI baseUrl) {
        return new AnthropicModel(KEY, baseUrl, name, nanos::get, this::sleep);
    }

    private void sleep(Duration pause) {
        slept.add(pause);
        nanos.addAndGet(pause.toNanos());
    }
}
