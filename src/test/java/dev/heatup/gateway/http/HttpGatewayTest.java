package dev.heatup.gateway.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.Guard;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Call.Dialogs;
import dev.heatup.telegram.Call.InvokeRaw;
import dev.heatup.telegram.Call.JoinChat;
import dev.heatup.telegram.Call.SendMessage;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpGatewayTest {

    private static final Caller CALLER = Caller.of("s1");

    /** Far more than any answer here takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For answers that never come. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final Call CONFIG =
            new InvokeRaw("help.getConfig", Tl.object().build(), null);
    private static final Call JOIN = new JoinChat("hu_city_news", "r1/0/0");
    private static final Call SEND = new SendMessage("some_bot", "hi [heatup test]", "r1/1/0", null);

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final Gateway gateway = new HttpGateway(GatewayAddress.of("http://127.0.0.1:" + SERVER.getPort() + "/tg/"));

    @Test
    void joiningPostsTheChatAndTheClientId() {
        answer(aResponse().withBody("{\"result\":{\"status\":\"pending\",\"chat\":\"hu_city_news\"}}"));

        Reply reply = gateway.call(new Caller("abc_1", "run-7", "Anna"), JOIN, PATIENCE);

        assertThat(reply)
                .isEqualTo(new Reply.Done(Tl.object()
                        .with("status", "pending")
                        .with("chat", "hu_city_news")
                        .build()));
        SERVER.verify(postRequestedFor(urlEqualTo("/tg/sessions/abc_1/join_chat"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("X-Heatup-Run", equalTo("run-7"))
                .withHeader("X-Heatup-Persona", equalTo("Anna"))
                .withRequestBody(equalToJson("{\"chat\":\"hu_city_news\",\"client_id\":\"r1/0/0\"}")));
    }

    @Test
    void sendingPostsTheTextAndWhatItAnswers() {
        answer(aResponse().withBody("{\"result\":{\"_\":\"message\",\"id\":5}}"));

        gateway.call(CALLER, new SendMessage("some_bot", "привет", "r1/1/0", 41L), PATIENCE);

        SERVER.verify(postRequestedFor(urlEqualTo("/tg/sessions/s1/send_message"))
                .withRequestBody(equalToJson(
                        "{\"chat\":\"some_bot\",\"text\":\"привет\",\"client_id\":\"r1/1/0\",\"reply_to\":41}")));
    }

    @Test
    void dialogsAreGotByPage() {
        answer(aResponse().withBody("{\"result\":{\"dialogs\":[],\"total\":0}}"));

        assertThat(gateway.call(CALLER, new Dialogs(50, 100), PATIENCE)).isInstanceOf(Reply.Done.class);
        SERVER.verify(getRequestedFor(urlEqualTo("/tg/sessions/s1/dialogs?limit=50&offset=100")));
    }

    @Test
    void aRawCallCarriesMethodAndParams() {
        answer(aResponse().withBody("{\"result\":true}"));

        Call call = new InvokeRaw(
                "channels.leaveChannel", Tl.object().with("channel", "x_news").build(), "r1/2/0");
        assertThat(gateway.call(CALLER, call, PATIENCE)).isEqualTo(new Reply.Done(Tl.of(true)));
        gateway.call(CALLER, CONFIG, PATIENCE);

        SERVER.verify(postRequestedFor(urlEqualTo("/tg/sessions/s1/invoke_raw"))
                .withRequestBody(
                        equalToJson("{\"method\":\"channels.leaveChannel\",\"params\":{\"channel\":\"x_news\"},"
                                + "\"client_id\":\"r1/2/0\"}")));
        SERVER.verify(postRequestedFor(urlEqualTo("/tg/sessions/s1/invoke_raw"))
                .withRequestBody(equalToJson("{\"method\":\"help.getConfig\",\"params\":{}}")));
    }

    @Test
    void aSessionIsOneSegmentOfThePath() {
        answer(aResponse().withBody("{\"result\":true}"));

        gateway.call(Caller.of("../a b/ж?#"), CONFIG, PATIENCE);

        SERVER.verify(postRequestedFor(urlEqualTo("/tg/sessions/%2E%2E%2Fa%20b%2F%D0%B6%3F%23/invoke_raw")));
    }

    @Test
    void headersArePercentEncoded() {
        answer(aResponse().withBody("{\"result\":true}"));

        gateway.call(new Caller("s1", "r\r\nX-Evil: 1", "Аня" + "x".repeat(1_000)), CONFIG, PATIENCE);

        SERVER.verify(postRequestedFor(anyUrl())
                .withHeader("X-Heatup-Run", equalTo("r%0D%0AX-Evil%3A%201"))
                .withHeader("X-Heatup-Persona", equalTo("%D0%90%D0%BD%D1%8F" + "x".repeat(125)))
                .withoutHeader("X-Evil"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 420, FLOOD_WAIT_33, 3, , FLOOD_WAIT_X, 33",
        "429, 420, FLOOD_WAIT_33, 40, , FLOOD_WAIT_X, 40",
        "429, 420, FLOOD_WAIT_X, 7.2, , FLOOD_WAIT_X, 8",
        "429, 420, FLOOD_WAIT_X, null, 90, FLOOD_WAIT_X, 90",
        "429, 420, FLOOD_WAIT_X, 5, 'Wed, 21 Oct 2026 07:28:00 GMT', FLOOD_WAIT_X, 5",
        "200, 420, SLOWMODE_WAIT_10, null, , SLOWMODE_WAIT_X, 10",
        "429, 420, FLOOD_WAIT_X, 99999999999999999, , FLOOD_WAIT_X, 2147483647",
        "429, 420, FLOOD_WAIT_X, 1e300, , FLOOD_WAIT_X, 2147483647",
    })
    void aFloodWaitKeepsItsFullLength(
            int status, int code, String name, String retryAfter, String header, String readName, long seconds) {
        ResponseDefinitionBuilder response = aResponse()
                .withStatus(status)
                .withBody("{\"error\":{\"code\":%d,\"name\":\"%s\",\"description\":\"wait\",\"retry_after\":%s}}"
                        .formatted(code, name, retryAfter));
        answer(header == null ? response : response.withHeader("Retry-After", header));

        assertThat(gateway.call(CALLER, SEND, PATIENCE))
                .isEqualTo(new Reply.Failed(code, readName, "wait", Duration.ofSeconds(seconds)));
    }

    @Test
    void aBareHttp429IsObeyedLikeAFloodWait() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "17").withBody("<h1>slow down</h1>"));

        assertThat(gateway.call(CALLER, SEND, PATIENCE)).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
            assertThat(failed.name()).isEqualTo("FLOOD_WAIT_X");
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(17));
        });
    }

    @Test
    void anErrorsDescriptionIsHarmless() {
        answer(aResponse()
                .withStatus(400)
                .withBody("{\"error\":{\"code\":400,\"name\":\"CHANNEL_INVALID\",\"description\":\"a\\nb\\u001b[31m"
                        + "x".repeat(500) + "\"}}"));

        assertThat(gateway.call(CALLER, JOIN, PATIENCE))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.description()).hasSize(200).doesNotContain("\n", "\u001B"));
    }

    @Test
    void anErrorBodyUnderA5xxIsTheNetworksOwn() {
        answer(aResponse().withStatus(500).withBody("{\"error\":{\"code\":500,\"name\":\"RPC_CALL_FAIL\"}}"));

        assertThat(gateway.call(CALLER, JOIN, PATIENCE)).isEqualTo(new Reply.Failed(500, "RPC_CALL_FAIL", "", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html>",
                "null",
                "[]",
                "true",
                "{}",
                "{\"ok\":true}",
                "{\"result\":{\"status\":\"joined\"}",
                "{\"result\":{\"status\":\"joined\"}}{}",
                "{\"result\":{\"status\":\"joined\"},\"result\":{\"status\":\"joined\"}}",
                "{\"result\":{\"status\":\"joined\"},\"error\":null}",
                "{\"result\":null}",
                "{\"result\":true}",
                "{\"result\":{\"status\":\"maybe\"}}",
                "{\"error\":null}",
                "{\"error\":\"FLOOD_WAIT_3\"}",
                "{\"error\":{\"code\":\"420\",\"name\":\"FLOOD_WAIT_3\"}}",
                "{\"error\":{\"code\":420}}",
                "{\"error\":{\"code\":420,\"name\":\"too many requests\"}}",
                "{\"error\":{\"code\":99999,\"name\":\"X\"}}",
            })
    void anAnswerThatIsNotOfTheContractLeavesItUnknown(String body) {
        answer(aResponse().withBody(body));

        assertThat(gateway.call(CALLER, JOIN, PATIENCE)).isInstanceOf(Reply.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500, 502, 503, 504})
    void aResultUnderAFailingStatusLeavesItUnknown(int status) {
        answer(aResponse().withStatus(status).withBody("{\"result\":{\"status\":\"joined\"}}"));

        assertThat(gateway.call(CALLER, JOIN, PATIENCE)).isInstanceOf(Reply.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"result\":{}}", "{\"result\":{\"dialogs\":{},\"total\":0}}", "{\"result\":{\"dialogs\":[]}}"})
    void aPageOfDialogsNeedsBothItsParts(String body) {
        answer(aResponse().withBody(body));

        assertThat(gateway.call(CALLER, new Dialogs(100, 0), PATIENCE)).isInstanceOf(Reply.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNeverFollowed(int status) {
        SERVER.stubFor(any(urlEqualTo("/tg/sessions/s1/invoke_raw"))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", "/elsewhere")
                        .withBody("{\"result\":true}")));
        SERVER.stubFor(any(urlEqualTo("/elsewhere")).willReturn(aResponse().withBody("{\"result\":true}")));

        assertThat(gateway.call(CALLER, CONFIG, PATIENCE)).isInstanceOf(Reply.Unknown.class);
        SERVER.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void anAnswerBeyondItsBoundLeavesItUnknown() {
        String filler = "x".repeat(TlJson.MAX_BYTES);
        answer(aResponse().withBody("{\"result\":\"" + filler + "\"}"));

        assertThat(gateway.call(CALLER, CONFIG, PATIENCE)).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void anEndlessAnswerIsCutAtItsBound() throws IOException {
        // Promised are two gigabytes; the client must not wait for them.
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n";
        try (RawServer server =
                RawServer.answering(head + "x".repeat(TlJson.MAX_BYTES + 65_536), RawServer.Then.HOLD)) {
            assertThat(new HttpGateway(server.address()).call(CALLER, CONFIG, PATIENCE))
                    .isInstanceOfSatisfying(
                            Reply.Unknown.class,
                            unknown -> assertThat(unknown.why()).doesNotContain("in time"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"
            })
    void aBrokenConnectionAfterSendingLeavesItUnknownAndUnrepeated(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(gateway.call(CALLER, JOIN, PATIENCE)).isInstanceOf(Reply.Unknown.class);
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void aTruncatedAnswerLeavesItUnknown() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"result\":true}";
        try (RawServer server = RawServer.answering(answer, RawServer.Then.CLOSE)) {
            assertThat(new HttpGateway(server.address()).call(CALLER, CONFIG, PATIENCE))
                    .isInstanceOf(Reply.Unknown.class);
        }
    }

    @Test
    void givingUpAfterSendingLeavesItUnknown() throws Exception {
        try (RawServer server = RawServer.answering("", RawServer.Then.HOLD)) {
            Gateway silent = new HttpGateway(server.address());
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            Thread asking = Thread.ofVirtual().start(() -> reply.complete(silent.call(CALLER, JOIN, PATIENCE)));
            server.awaitBody();

            asking.interrupt();

            assertThat(reply.get()).isEqualTo(new Reply.Unknown("stopped while the gateway was asked"));
        }
    }

    @Test
    void silenceUntilTheDeadlineEndsTheCall() throws IOException {
        try (RawServer server = RawServer.answering("", RawServer.Then.HOLD)) {
            assertThat(new HttpGateway(server.address()).call(CALLER, new Dialogs(1, 0), SHORT))
                    .isEqualTo(new Reply.Unknown("the gateway did not answer in time"));
        }
    }

    @Test
    void theDeadlineCoversTheBodyToo() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"result\":";
        try (RawServer server = RawServer.answering(answer, RawServer.Then.HOLD)) {
            assertThat(new HttpGateway(server.address()).call(CALLER, new Dialogs(1, 0), SHORT))
                    .isEqualTo(new Reply.Unknown("the gateway did not answer in time"));
        }
    }

    @Test
    void aRefusedConnectionSentNothing() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Gateway nobody = new HttpGateway(GatewayAddress.of("http://127.0.0.1:" + free));

        assertThat(nobody.call(CALLER, JOIN, PATIENCE)).isInstanceOf(Reply.NotSent.class);
        assertThat(nobody.call(CALLER, new Dialogs(1, 0), PATIENCE)).isInstanceOf(Reply.NotSent.class);
    }

    /** The client may have taken the body to encrypt it before the handshake failed, so either answer is right. */
    @Test
    void aServerThatSpeaksNoTlsIsNeverTakenForOneThatAnswered() throws IOException {
        try (RawServer server = RawServer.answering("no TLS here", RawServer.Then.CLOSE)) {
            String https = server.address().toString().replace("http:", "https:");

            assertThat(new HttpGateway(GatewayAddress.of(https)).call(CALLER, JOIN, PATIENCE))
                    .isInstanceOfAny(Reply.NotSent.class, Reply.Unknown.class);
        }
    }

    @Test
    void withoutTimeNothingIsSent() {
        assertThat(gateway.call(CALLER, JOIN, Duration.ZERO)).isInstanceOf(Reply.NotSent.class);
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void anInterruptEndsTheCallAndStaysToBeSeen() throws IOException {
        try (RawServer server = RawServer.answering("", RawServer.Then.HOLD)) {
            Gateway silent = new HttpGateway(server.address());
            Thread.currentThread().interrupt();

            Reply reply = silent.call(CALLER, JOIN, PATIENCE);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(reply).isInstanceOfAny(Reply.NotSent.class, Reply.Unknown.class);
        }
    }

    @Test
    void anOpenedGatewayIsLimited() {
        Gateway limited = HttpGateway.open(GatewayAddress.of("http://127.0.0.1:" + SERVER.getPort()));

        Reply reply = limited.call(
                CALLER, new InvokeRaw("messages.sendReaction", Tl.object().build(), "r1/0/0"), PATIENCE);

        assertThat(reply).isInstanceOf(Reply.Failed.class);
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void theGuardSeesATestNetworkThroughTheWire() {
        answer(aResponse()
                .withBody("{\"result\":{\"_\":\"config\",\"test_mode\":true,\"this_dc\":2,\"dc_options\":"
                        + "[{\"_\":\"dcOption\",\"id\":2,\"ip_address\":\"149.154.167.40\",\"port\":443}]}}"));

        assertThat(new Guard(gateway).check(CALLER, PATIENCE)).isInstanceOf(GuardVerdict.Test.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "1.0", "null", "false", "[true]"})
    void theWireKeepsTrueApartFromWhatLooksLikeIt(String testMode) {
        answer(aResponse()
                .withBody("{\"result\":{\"_\":\"config\",\"test_mode\":" + testMode + ",\"this_dc\":2,\"dc_options\":"
                        + "[{\"_\":\"dcOption\",\"id\":2,\"ip_address\":\"149.154.167.40\",\"port\":443}]}}"));

        assertThat(new Guard(gateway).check(CALLER, PATIENCE)).isInstanceOf(GuardVerdict.Production.class);
    }

    @Test
    void aConfigThatSaysBothLeavesTheNetworkUnverified() {
        answer(aResponse()
                .withBody("{\"result\":{\"_\":\"config\",\"test_mode\":false,\"test_mode\":true,\"this_dc\":2,"
                        + "\"dc_options\":[{\"id\":2,\"ip_address\":\"149.154.167.40\"}]}}"));

        assertThat(new Guard(gateway).check(CALLER, PATIENCE)).isInstanceOf(GuardVerdict.Unverified.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 502, 503})
    void theGuardKnowsNothingFromAFailingStatus(int status) {
        answer(aResponse().withStatus(status).withHeader("Location", "/x").withBody("oops"));

        assertThat(new Guard(gateway).check(CALLER, PATIENCE)).isInstanceOf(GuardVerdict.Unverified.class);
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }
}
