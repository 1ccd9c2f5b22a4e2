package dev.heatup.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.http.UnlimitedGateway;
import dev.heatup.sandbox.GatewayContractTest;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.worlds.WorldFactory;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

class SandboxServerTest extends GatewayContractTest {

    private static final SettableTime TIME = new SettableTime(TestWorlds.NOW);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext server;
    private static URI base;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        server = SandboxServer.start(new SandboxSettings(
                "127.0.0.1",
                0,
                new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                folder,
                1,
                TestWorlds.SEED,
                () -> 0,
                List.of(TestWorlds.POOL),
                TIME,
                WorldFactory.BARE,
                Optional.empty()));
        base = URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port"));
        gateway = UnlimitedGateway.open(GatewayAddress.of(base + "/gateway"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected Gateway gateway() {
        return gateway;
    }

    @Override
    protected void advance(Duration by) {
        TIME.advance(by);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            join_chat    | nonsense                                                     | BODY_INVALID
            join_chat    | []                                                           | BODY_INVALID
            join_chat    | {"chat":"hu_city_news","chat":"hu_city_news","client_id":"c"}| BODY_INVALID
            join_chat    | {"chat":"hu_city_news"}                                      | FIELD_MISSING
            join_chat    | {"chat":7,"client_id":"c"}                                   | FIELD_INVALID
            join_chat    | {"chat":null,"client_id":"c"}                                | FIELD_INVALID
            join_chat    | {"chat":"hu_city_news","client_id":"c","proxy":"x"}          | FIELD_UNKNOWN
            send_message | {"chat":"hu_open_talk","text":"x","client_id":"c","reply_to":"1"} | FIELD_INVALID
            invoke_raw   | {"method":"help.getConfig","params":[]}                      | FIELD_INVALID
            invoke_raw   | {"method":"help.getConfig"}                                  | FIELD_MISSING
            """)
    void refusesBodiesThatAreNotTheContracts(String call, String body, String name) {
        HttpResponse<byte[]> response = post("s", call, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).integer("code")).contains(400L);
        assertThat(error(response).text("name")).contains(name);
        assertThat(error(response).text("description").orElseThrow()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"limit=ten", "limit=1&limit=2", "limit=", "offset=99999999999", "page=2"})
    void refusesQueriesThatAreNotTheContracts(String query) {
        HttpResponse<byte[]> response = get("/gateway/sessions/s/dialogs?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).text("name")).contains("QUERY_INVALID");
    }

    @Test
    void bodiesHaveABound() {
        HttpResponse<byte[]> response = post("s", "join_chat", " ".repeat(64 * 1024) + "{}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(object(response).text("code")).contains("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://evil.example", "http://localhost:1"})
    void pagesOfOtherOriginsAreRefused(String origin) {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(base.resolve("/sandbox/health"))
                .header("Origin", origin)
                .build());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(object(response).text("code")).contains("foreign_origin");
    }

    @Test
    void namesThatOnlyLeadHereAreRefused() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write("GET /sandbox/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403")
                    .contains("foreign_host");
        }
    }

    @Test
    void bodiesAreJson() {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(base.resolve("/gateway/sessions/s/join_chat"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"chat\":\"hu_city_news\",\"client_id\":\"c\"}"))
                .build());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(error(response).text("name")).contains("CONTENT_TYPE_INVALID");
    }

    /** The service's own tests say it of many more; the server is another one. */
    @ParameterizedTest
    @CsvSource({
        "/sandbox/events?limit=%ff, 400, invalid_query, Accept, */*",
        "/sandbox/events,           406, not_acceptable, Accept, application/yaml",
        "/sandbox/health,           415, unsupported_media_type, Content-Type, */*",
        "/sandbox/health,           400, bad_request, Transfer-Encoding, nonsense",
        "/nowhere,                  404, not_found, Accept, */*"
    })
    void whatDoesNotParseIsAProblem(String path, int status, String code, String header, String value)
            throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s: %s\r\n\r\n"
                            .formatted(path, header, value)
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status)
                    .contains("application/problem+json", "\"code\":\"" + code + "\"");
        }
    }

    @Test
    void aFloodWaitIs429WithRetryAfter() {
        HttpResponse<byte[]> response = join("flooder", 0);
        for (int i = 1; i < 60 && response.statusCode() == 200; i++) {
            response = join("flooder", i);
        }

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(error(response).integer("code")).contains(420L);
        assertThat(response.headers().firstValue("Retry-After"))
                .contains(Long.toString(error(response).integer("retry_after").orElseThrow()));
    }

    @Test
    void errorsComeUnderTheirOwnStatus() {
        assertThat(post("s", "join_chat", "{\"chat\":\"hu_private_club\",\"client_id\":\"c1\"}")
                        .statusCode())
                .isEqualTo(406);
        assertThat(post("s", "send_message", "{\"chat\":\"hu_city_news\",\"text\":\"x\",\"client_id\":\"c2\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void eventsAreServedWithTheirCauses() {
        send(HttpRequest.newBuilder(base.resolve("/gateway/sessions/labelled/join_chat"))
                .header("Content-Type", "application/json")
                .header("X-Heatup-Run", "run-9")
                .header("X-Heatup-Persona", "%D0%90%D0%BD%D1%8F")
                .POST(HttpRequest.BodyPublishers.ofString("{\"chat\":\"hu_city_news\",\"client_id\":\"run-9/0/0\"}"))
                .build());

        long after = 0;
        Tl.Obj event = Tl.object().build();
        while (event.text("account").filter("labelled"::equals).isEmpty()
                || event.text("kind").filter("joined"::equals).isEmpty()) {
            Tl.Obj page = object(get("/sandbox/events?limit=1&after=" + after));
            event = (Tl.Obj) page.list("events").getFirst();
            after = page.integer("next").orElseThrow();
        }

        assertThat(event.text("run")).contains("run-9");
        assertThat(event.text("persona")).contains("Аня");
        assertThat(event.text("client_id")).contains("run-9/0/0");
        assertThat(event.bool("synthetic")).contains(true);
        assertThat(((Tl.Obj) event.get("payload").orElseThrow()).text("chat")).contains(TestWorlds.NEWS);
        assertThat(get("/sandbox/events?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void scoresWhatBotsDid() {
        post("scored", "join_chat", "{\"chat\":\"hu_open_talk\",\"client_id\":\"c1\"}");
        post("scored", "send_message", "{\"chat\":\"hu_open_talk\",\"text\":\"x\",\"client_id\":\"c2\"}");

        Tl.Obj score = object(get("/sandbox/score?chat=hu_open_talk&unlabelled=true"));

        assertThat(score.integer("seed")).contains(TestWorlds.SEED);
        assertThat(score.get("precision")).contains(new Tl.Null());
        Tl.Obj row = (Tl.Obj) score.list("matrix").getFirst();
        assertThat(row.text("label")).contains("unlabelled");
        Tl.Obj untouched = (Tl.Obj) row.get("untouched").orElseThrow();
        assertThat(untouched.integer("count").orElseThrow()).isPositive();
        assertThat(((Tl.Obj) untouched.list("messages").getFirst()).text("chat"))
                .contains("hu_open_talk");
        assertThat(object(get("/sandbox/score")).list("matrix")).isEmpty();
    }

    @Test
    void aScoreIsATableForWhoeverAsksForText() {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(base.resolve("/sandbox/score"))
                .header("Accept", "text/plain")
                .build());

        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("All bots in all groups, seed 7");
    }

    @ParameterizedTest
    @CsvSource({"chat=hu_nowhere, 400", "chat=%00, 400", "bot=x, 400", "unlabelled=perhaps, 400"})
    void aScoreOfWhatIsNotThereIsRefused(String query, int status) {
        assertThat(get("/sandbox/score?" + query).statusCode()).isEqualTo(status);
    }

    @Test
    void aScoreOfAnUnknownWorldIsNotThere() {
        assertThat(get("/sandbox/worlds/mars/score").statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatItIsWell() {
        HttpResponse<byte[]> response = get("/sandbox/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(object(response).text("status")).contains("up");
    }

    private static HttpResponse<byte[]> join(String session, int i) {
        return post(session, "join_chat", "{\"chat\":\"hu_city_news\",\"client_id\":\"c" + i + "\"}");
    }

    private static HttpResponse<byte[]> post(String session, String call, String body) {
        return send(HttpRequest.newBuilder(base.resolve("/gateway/sessions/" + session + "/" + call))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the test's server does not answer", e);
        }
    }

    private static HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    private static Tl.Obj object(HttpResponse<byte[]> response) {
        return (Tl.Obj) TlJson.read(response.body());
    }

    private static Tl.Obj error(HttpResponse<byte[]> response) {
        return (Tl.Obj) object(response).get("error").orElseThrow();
    }
}
