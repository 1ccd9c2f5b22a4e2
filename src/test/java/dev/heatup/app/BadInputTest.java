package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.RunningService.Answer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is not a proper request is told so, in one form, and starts nothing. */
class BadInputTest {

    private static final int MAX_BODY = 64 * 1024;

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.sandbox(folder);
    }

    @AfterAll
    static void nothingWasStarted() {
        try (RunningService closed = service) {
            assertThat(closed.get("/runs").json().path("runs")).isEmpty();
            assertThat(closed.get("/health").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a.b", "a%40b", "%D0%B0", "a%0D%0Ab", "a+b", "a'b", "%25", "a:b"})
    void aSessionHasLettersDigitsUnderscoresAndHyphens(String session) {
        Answer answer = service.post("/warmup/" + session);

        assertProblem(answer, 400, "invalid_session_id");
        assertThat(answer.field("detail")).contains("1 to 64 of A-Z, a-z, 0-9, _ and -");
    }

    @Test
    void aSessionsNameHasAtMost64Characters() {
        assertProblem(service.post("/warmup/" + "s".repeat(65)), 400, "invalid_session_id");
        assertProblem(service.post("/warmup-sync/" + "s".repeat(65)), 400, "invalid_session_id");
        assertProblem(service.get("/sessions/" + "s".repeat(65)), 400, "invalid_session_id");
        assertProblem(service.get("/runs?session_id=" + "s".repeat(65)), 400, "invalid_session_id");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            nonsense                            | malformed_json
            {                                   | malformed_json
            {"seed": NaN}                       | malformed_json
            {'seed': 1}                         | malformed_json
            {"seed": 1,}                        | malformed_json
            []                                  | invalid_field
            5                                   | invalid_field
            "text"                              | invalid_field
            true                                | invalid_field
            {"seed": "5"}                       | invalid_field
            {"seed": 1.5}                       | invalid_field
            {"seed": 1e3}                       | invalid_field
            {"seed": true}                      | invalid_field
            {"seed": []}                        | invalid_field
            {"seed": 9223372036854775808}       | invalid_field
            {"max_actions": "3"}                | invalid_field
            {"max_actions": 2147483648}         | invalid_field
            {"pool": 5}                         | invalid_field
            {"pool": true}                      | invalid_field
            {"pool": 1.5}                       | invalid_field
            {"pool": {}}                        | invalid_field
            {"strategy": ["default"]}           | invalid_field
            {"plan": {}}                        | invalid_field
            {"plan": "idle"}                    | invalid_field
            {"plan": [5]}                       | invalid_field
            {"plan": [{"action": 5}]}           | invalid_field
            {"plan": [{"duration_seconds": 2.5}]} | invalid_field
            {"plan": [{"duration_seconds": "5"}]} | invalid_field
            {"seed": 1, "seed": 2}              | duplicate_field
            {"plan": [{"action": "idle", "action": "idle"}]} | duplicate_field
            {"session": "x"}                    | unknown_field
            {"maxActions": 3}                   | unknown_field
            {"plan": [{"channel": "x"}]}        | unknown_field
            """)
    void aBodyThatIsNotTheRequestsIsRefused(String body, String code) {
        assertProblem(service.post("/warmup/body", body), 400, code);
    }

    @Test
    void whatComesAfterTheBodysObjectIsRefused() {
        assertProblem(service.post("/warmup/body", "{} {}"), 400);
    }

    @Test
    void deepNestingIsRefusedLikeAnyOtherWrongType() {
        assertProblem(service.post("/warmup/body", "{\"plan\": " + "[".repeat(20_000)), 400);
        assertProblem(service.post("/warmup/body", "{\"x\": " + "{\"x\": ".repeat(5_000)), 400);
    }

    @Test
    void aNumberOfManyDigitsIsOutOfRange() {
        assertProblem(service.post("/warmup/body", "{\"seed\": " + "9".repeat(5_000) + "}"), 400);
    }

    @Test
    void anUnknownFieldIsNamedWithWhatIsAllowed() {
        assertThat(service.post("/warmup/body", "{\"chanels\": 1}").field("detail"))
                .contains("'chanels'", "max_actions, plan, pool, seed, strategy");
        assertThat(service.post("/warmup/body", "{\"plan\": [{\"x\": 1}]}").field("detail"))
                .contains(
                        "'plan[0].x'",
                        "action, bot_username, channel_username, duration_seconds, emoji, intent, max_turns, payload, reason, reply");
    }

    @Test
    void aFieldsNameIsQuotedShortAndOnOneLine() {
        String name = "\\r\\nx" + "y".repeat(1000);

        assertThat(service.post("/warmup/body", "{\"" + name + "\": 1}").field("detail"))
                .hasSizeLessThan(200)
                .doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 8, 99})
    void maxActionsIsWithinTheSettings(int most) {
        Answer answer = service.post("/warmup/most", "{\"max_actions\": " + most + "}");

        assertProblem(answer, 422, "max_actions_out_of_range");
        assertThat(answer.field("detail")).contains("1 to 7");
    }

    @Test
    void unknownPoolsAndStrategiesAreToldWhatThereIs() {
        Answer pool = service.post("/warmup/named", "{\"pool\": \"../secret\"}");
        Answer strategy = service.post("/warmup/named", "{\"strategy\": \"\"}");

        assertProblem(pool, 422, "unknown_pool");
        assertThat(pool.field("detail")).contains("default").doesNotContain("secret");
        assertProblem(strategy, 422, "unknown_strategy");
        assertThat(strategy.field("detail")).contains("default");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /warmup/abc,      POST",
        "DELETE, /warmup/abc,      POST",
        "PUT,    /warmup-sync/abc, POST",
        "POST,   /runs,            GET",
        "DELETE, /runs/x,          GET",
        "GET,    /runs/x/cancel,   POST",
        "POST,   /health,          GET",
        "POST,   /metrics,         GET",
        "PATCH,  /sessions/abc,    GET"
    })
    void aWrongMethodIsToldTheRightOne(String method, String path, String allowed) {
        Answer answer = service.send(method, path, null);

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.header("Allow")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/yaml",
                "application/cbor",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/json;charset=utf-16",
                "application/json;charset=nonsense",
                "*/*",
                "application/*",
                "x"
            })
    void aBodyIsJson(String mediaType) {
        Answer answer = service.send("POST", "/warmup/media", "{}", "Content-Type", mediaType);

        assertProblem(answer, 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @CsvSource({
        "/runs,           image/png",
        "/runs,           application/yaml",
        "/runs,           application/cbor",
        "/runs,           nonsense",
        "/health,         application/yaml",
        "/sandbox/events, application/yaml",
        "/sandbox/score,  application/yaml",
        "/sandbox/worlds, application/yaml",
        "/sandbox/world,  application/xml",
        "/runs/x/events,  application/yaml"
    })
    void whoAcceptsNoJsonIsToldSo(String path, String accepted) {
        assertProblem(service.get(path, "Accept", accepted), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs?limit=%ff",
                "/runs?limit=%f",
                "/runs?limit=%zz",
                "/runs?%ff=1",
                "/health?%f",
                "/openapi.json?x=%c0%af",
                "/nowhere?x=%zz"
            })
    void aQueryIsPercentEncodedUtf8(String path) {
        assertThat(assertRawProblem(get(path, "Host: " + service.authority()))
                        .path("code")
                        .asString())
                .isEqualTo("invalid_query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "ISO-8859-1"})
    void aBodyIsUtf8(String charset) {
        byte[] body = "{\"strategy\": \"übel\"}".getBytes(Charset.forName(charset));
        String answer = service.raw(
                "POST /warmup/encoded HTTP/1.1",
                "Host: " + service.authority(),
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "",
                new String(body, StandardCharsets.ISO_8859_1));

        assertThat(assertRawProblem(answer).path("code").asString()).isEqualTo("invalid_encoding");
    }

    @Test
    void whatAProxyWouldSayIsNotBelieved() {
        String told = service.get("/openapi.json", "X-Forwarded-Host", "evil.example", "X-Forwarded-Prefix", "/evil")
                .text();

        assertThat(told).doesNotContain("evil");
    }

    @ParameterizedTest
    @CsvSource({
        "/warmup-sync/abc?timeout=-1",
        "/warmup-sync/abc?timeout=3601",
        "/warmup-sync/abc?timeout=soon",
        "/warmup-sync/abc?timeout=1.5",
        "/warmup-sync/abc?timeout=99999999999"
    })
    void aTimeoutIsSecondsWithinAnHour(String path) {
        Answer answer = service.post(path);

        assertProblem(answer, 400, "invalid_parameter");
        assertThat(answer.field("detail")).contains("timeout");
    }

    @ParameterizedTest
    @CsvSource({
        "/runs?limit=0,           limit",
        "/runs?limit=101,         limit",
        "/runs?limit=ten,         limit",
        "/runs?limit=1e1,         limit",
        "/runs?status=lost,       status",
        "/runs?status=COMPLETED,  status",
        "/runs?cursor=x,          cursor",
        "/runs?cursor=run_,       cursor",
        "/sandbox/events?limit=x, limit",
        "/sandbox/events?after=x, after",
        "/sandbox/score?bot=x,    bot"
    })
    void aParameterIsNamedWithWhatIsAllowed(String path, String parameter) {
        Answer answer = service.get(path);

        assertProblem(answer, 400, "invalid_parameter");
        assertThat(answer.field("detail")).contains("'" + parameter + "'");
    }

    @Test
    void aPageOfEventsHasItsBounds() {
        assertProblem(service.get("/sandbox/events?limit=0"), 400);
        assertProblem(service.get("/sandbox/events?limit=1001"), 400);
        assertProblem(service.get("/sandbox/events?after=-1"), 400);
    }

    @Test
    void anIdempotencyKeyIsVisibleAscii() {
        assertProblem(service.post("/warmup/key", "{}", "Idempotency-Key", "a b"), 400, "invalid_idempotency_key");
        assertProblem(
                service.post("/warmup/key", "{}", "Idempotency-Key", "k".repeat(256)), 400, "invalid_idempotency_key");
        assertProblem(service.post("/warmup/key", "{}", "Idempotency-Key", ""), 400, "invalid_idempotency_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/warmup",
                "/warmup/",
                "/warmup/a/b",
                "/runs/",
                "/error",
                "/actuator/health",
                "/swagger-ui/../runs",
                "/runs/%2e%2e/health",
                "/webjars/../application.yaml",
                "/.env",
                "/WEB-INF/web.xml",
                "/health/../../etc/passwd"
            })
    void anUnknownPathIsNotFound(String path) {
        Answer answer = service.get(path);

        assertProblem(answer);
        assertThat(answer.status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/warmup/a%2Fb",
                "/warmup/a%5Cb",
                "/warmup/%ZZ",
                "/warmup/a\\b",
                "/runs/%c0%af",
                "/%2e%2e%2f%2e%2e%2fetc/passwd",
                "/warmup/<script>",
                "/warmup/a|b",
                "/warmup/a\u0001b",
                "//evil.example/runs",
                "/runs?limit=%ZZ",
                "*",
                "runs"
            })
    void aPathThatNoClientShouldSendIsAProblemToo(String path) {
        String answer = service.raw(
                "POST " + path + " HTTP/1.1",
                "Host: " + service.authority(),
                "Connection: close",
                "Content-Length: 0",
                "",
                "");

        assertRawProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE",
                "GET /runs",
                "GET /runs HTTP/9.9",
                "GET /runs\tx HTTP/1.1",
                "G\u0001T /runs HTTP/1.1",
                "GET /" + "a" + " b HTTP/1.1"
            })
    void whatIsNotHttpIsToldNothingOfTheInside(String line) {
        String answer = service.raw(line, "Host: " + service.authority(), "Connection: close", "", "");

        // HTTP 0.9 has no status line.
        assertProblemWithin(answer);
        assertThat(answer).containsPattern("\"status\":4[0-9]{2}");
    }

    @Test
    void headersThatAreTooLongAreRefused() {
        String answer = service.raw(
                "GET /runs HTTP/1.1",
                "Host: " + service.authority(),
                "X-Long: " + "x".repeat(100_000),
                "Connection: close",
                "",
                "");

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertTellsNothingOfTheInside(answer);
    }

    @Test
    void twoLengthsOfOneBodyAreRefused() {
        for (List<String> lengths : List.of(
                List.of("Content-Length: 2", "Content-Length: 3"),
                List.of("Content-Length: 2", "Transfer-Encoding: chunked"),
                List.of("Content-Length: -1", "X: y"),
                List.of("Transfer-Encoding: nonsense", "X: y"))) {
            String answer = service.raw(
                    "POST /warmup/smuggled! HTTP/1.1",
                    "Host: " + service.authority(),
                    "Content-Type: application/json",
                    lengths.getFirst(),
                    lengths.getLast(),
                    "Connection: close",
                    "",
                    "0",
                    "",
                    "");

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertRawProblem(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "10.0.0.1",
                "0.0.0.0",
                "[::]",
                "[::1].evil.example",
                "localhost@evil.example",
                "evil.example#localhost",
                "2130706433"
            })
    void anotherNameThanThisMachinesIsRefused(String host) {
        String answer = get("/runs", "Host: " + host);

        JsonNode problem = assertRawProblem(answer);
        assertThat(problem.path("code").asString()).isIn("foreign_host", "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "127.9.9.9:80", "[::1]", "[::1]:8080"})
    void theNamesOfThisMachineAreServed(String host) {
        assertThat(get("/runs", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @Test
    void withoutAHostNothingIsServed() {
        assertThat(assertRawProblem(service.raw("GET /runs HTTP/1.0", "", ""))
                        .path("code")
                        .asString())
                .isEqualTo("foreign_host");
        assertRawProblem(service.raw("GET /runs HTTP/1.1", "Connection: close", "", ""));
    }

    @Test
    void twoHostsAreOneTooMany() {
        assertRawProblem(get("/runs", "Host: " + service.authority(), "Host: evil.example"));
    }

    @Test
    void aTargetWithAForeignNameIsRefused() {
        JsonNode problem = assertRawProblem(get("http://evil.example/runs", "Host: " + service.authority()));

        assertThat(problem.path("status").asInt()).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "https://evil.example:8080",
                "file://",
                "http://localhost.evil.example",
                "",
                "x",
                "http://127.0.0.1:1",
                "http://localhost"
            })
    void aPageOfAnotherOriginIsRefused(String origin) {
        Answer answer = service.post("/warmup/origin", "{}", "Origin", origin);

        assertProblem(answer, 403, "foreign_origin");
    }

    @Test
    void ownPagesAreServed() {
        assertThat(service.get("/runs", "Origin", service.url().toString()).status())
                .isEqualTo(200);
    }

    @Test
    void anAnswerNeverInvitesAnotherOrigin() {
        Answer answer = service.send(
                "OPTIONS",
                "/warmup/preflight",
                null,
                "Origin",
                "http://evil.example",
                "Access-Control-Request-Method",
                "POST");

        assertProblem(answer, 403, "foreign_origin");
        assertThat(answer.response().headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aBodyHasAtMost64KiB() {
        String tooLong = " ".repeat(MAX_BODY - 1) + "{}";

        assertProblem(service.post("/warmup/body!", tooLong), 413, "body_too_large");
        assertProblem(service.post("/warmup/body.", tooLong.substring(1)), 400, "invalid_session_id");
    }

    @Test
    void aBodyInChunksHasTheSameBound() {
        String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        String answer = service.raw(
                "POST /warmup/chunked HTTP/1.1",
                "Host: " + service.authority(),
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                chunk.repeat(17) + "0",
                "",
                "");

        assertThat(assertRawProblem(answer).path("code").asString()).isEqualTo("body_too_large");
    }

    @Test
    void aPromiseOfMoreIsRefusedBeforeItComes() {
        String answer = service.raw(
                "POST /warmup/promised HTTP/1.1",
                "Host: " + service.authority(),
                "Content-Type: application/json",
                "Content-Length: 9999999999",
                "",
                "{");

        assertThat(assertRawProblem(answer).path("code").asString()).isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs/run_0/cancel", "/sandbox/accounts/ann/ban"})
    void whatTakesNoBodyRefusesOne(String path) {
        assertProblem(service.post(path, "{\"update_id\": 1}"), 400, "unexpected_body");
        assertThat(service.post(path, "").field("code")).isNotEqualTo("unexpected_body");
    }

    @ParameterizedTest
    @CsvSource({"cross-site, no-cors, 403", "same-site, cors, 403", "cross-site, navigate, 200", "none, navigate, 200"})
    void aPageOfAnotherOriginMayLeadHereAndNoMore(String site, String mode, int status) {
        assertThat(service.get("/runs", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode)
                        .status())
                .isEqualTo(status);
        assertProblem(
                service.post("/warmup/linked", "", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"),
                403,
                "foreign_origin");
    }

    @Test
    void aReleaseNeedsAReason() {
        for (String body : List.of(
                "{}", "{\"reason\": null}", "{\"reason\": \"  \"}", "{\"reason\": \"" + "r".repeat(501) + "\"}")) {
            assertProblem(service.post("/sessions/free/release", body), 422, "reason_missing");
        }
        assertProblem(service.post("/sessions/free/release"), 422, "reason_missing");
        assertProblem(service.post("/sessions/free/release", "{\"reason\": 5}"), 400, "invalid_field");
        assertProblem(service.post("/sessions/free/release", "{\"reason\": \"seen\"}"), 409, "not_quarantined");
    }

    @Test
    void aRecheckTakesASessionAndNothingElse() {
        assertProblem(service.post("/gateway/recheck", "{\"force\": true}"), 400, "unknown_field");
        assertProblem(service.post("/gateway/recheck", "{\"session_id\": \"a b\"}"), 400, "invalid_session_id");
    }

    private static String get(String path, String... headers) {
        String[] lines = new String[headers.length + 4];
        lines[0] = "GET " + path + " HTTP/1.1";
        System.arraycopy(headers, 0, lines, 1, headers.length);
        lines[headers.length + 1] = "Connection: close";
        lines[headers.length + 2] = "";
        lines[headers.length + 3] = "";
        return service.raw(lines);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertProblem(answer, status);
        assertThat(answer.field("code")).isEqualTo(code);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertProblem(answer);
    }

    private static void assertProblem(Answer answer) {
        assertThat(answer.header("Content-Type")).as(answer.text()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.field("code")).matches("[a-z_]+");
        assertThat(answer.field("title")).isNotBlank();
        assertThat(answer.field("detail")).isNotBlank();
        assertTellsNothingOfTheInside(answer.text());
    }

    private static JsonNode assertRawProblem(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("content-type: application/problem+json");
        return assertProblemWithin(answer);
    }

    private static JsonNode assertProblemWithin(String answer) {
        assertTellsNothingOfTheInside(answer);
        JsonNode problem =
                JsonMapper.shared().readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(problem.path("code").asString()).matches("[a-z_]+");
        assertThat(problem.path("detail").asString()).isNotBlank();
        return problem;
    }

    private static void assertTellsNothingOfTheInside(String text) {
        assertThat(text)
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("\tat ", "java.", "dev.heatup", "org.springframework", "tools.jackson");
    }
}
