package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.FakeNetwork;
import dev.heatup.sandbox.botapi.UploadedFile;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotApiServerTest {

    private static final BotId BOT = new BotId(123);

    private final FakeNetwork network = new FakeNetwork();
    private final FakeNetwork other = new FakeNetwork();
    private final ManualTimer timer = new ManualTimer();
    private final HttpClient client = HttpClient.newHttpClient();
    private BotApiServer server;

    @BeforeEach
    void start() throws IOException {
        server = BotApiServer.start(
                new BotApiSettings(
                        InetAddress.getLoopbackAddress(),
                        0,
                        Set.of("Bots.test", "fd00:0::7"),
                        Set.of("nothing.invalid", "0.0.0.0", "192.0.2.8")),
                world -> switch (world) {
                    case "" -> Optional.of(network);
                    case "two" -> Optional.of(other);
                    default -> Optional.empty();
                },
                timer);
        network.answers("sendMessage", _ -> new BotReply.Ok(Tl.of(true)));
        network.answers("sendDocument", _ -> new BotReply.Ok(Tl.of(true)));
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        server.close();
    }

    private java.net.http.HttpRequest.Builder request(String path) {
        return java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, BodyPublisher body) throws Exception {
        return client.send(request(path).header("Content-Type", type).POST(body).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return post(path, type, BodyPublishers.ofString(body));
    }

    @Test
    void aResultIsInTheEnvelope() throws Exception {
        HttpResponse<String> response = get("/bot123:abc/getMe");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo(
                        "{\"ok\":true,\"result\":{\"id\":123,\"is_bot\":true,\"first_name\":\"Fake\",\"username\":\"fake_bot\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bot123:abc/getme|200",
                "/bot123:abc/GETME|200",
                "/bot123%3Aabc/getMe|200",
                "/bot123:abc/test/getMe|200",
                "/worlds/two/bot123:abc/getMe|200",
                "/worlds/none/bot123:abc/getMe|404 Not Found",
                "/|404 Not Found",
                "/bot123:abc|404 Not Found",
                "/bots/getMe|401 Unauthorized: invalid token specified",
                "/bot0123:abc/getMe|401 Unauthorized: invalid token specified",
                "/bot/getMe|401 Unauthorized: invalid token specified",
                "/bot123:abc/|404 Not Found: method not found",
                "/bot123:abc/getEverything|404 Not Found: method not found",
                "/bot123:abc/sendDice?chat_id=1|501 Not Implemented in the sandbox: sendDice",
            })
    void aPathLeadsToTheCallOrToTelegramsError(String path, String expected) throws Exception {
        HttpResponse<String> response = get(path);

        String code = expected.substring(0, 3);
        assertThat(response.statusCode()).isEqualTo(Integer.parseInt(code));
        if (!code.equals("200")) {
            assertThat(response.body())
                    .isEqualTo("{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + expected.substring(4)
                            + "\"}");
        }
    }

    @Test
    void worldsAreApart() throws Exception {
        get("/worlds/two/bot123:abc/getMe");

        assertThat(other.calls()).hasSize(1);
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void parametersComeFromTheQuery() throws Exception {
        get("/bot1:a/sendMessage?chat_id=5&text=a%20b%2Bc+d");

        assertThat(network.lastCall().params().text("text")).contains("a b+c d");
        assertThat(network.lastCall().params().integer("chat_id")).contains(5L);
    }

    @Test
    void aPercentSignThatEscapesNothingStandsForItself() {
        assertThat(RequestParameters.decoded("100%+%zz%41%")).isEqualTo("100% %zzA%");
    }

    @Test
    void parametersComeFromAForm() throws Exception {
        post("/bot1:a/sendMessage?chat_id=5", "application/x-www-form-urlencoded", "text=hi&chat_id=6");

        assertThat(network.lastCall().params().text("text")).contains("hi");
        assertThat(network.lastCall().params().integer("chat_id"))
                .as("the query counts first")
                .contains(5L);
    }

    @Test
    void parametersComeFromJson() throws Exception {
        post(
                "/bot1:a/sendMessage",
                "application/json; charset=utf-8",
                "{\"chat_id\":5,\"text\":\"hi \u00e4 \ud83d\ude00\"}");

        assertThat(network.lastCall().params().text("text")).contains("hi \u00e4 \ud83d\ude00");
    }

    @Test
    void parametersAndFilesComeFromMultipart() throws Exception {
        String body = """
                --xyz\r
                Content-Disposition: form-data; name="chat_id"\r
                \r
                5\r
                --xyz\r
                content-disposition: form-data; filename="a \\"b\\".pdf"; name="document"\r
                Content-Type: application/pdf\r
                \r
                12\r
                --xy\r
                3\r
                --xyz--\r
                """;
        HttpResponse<String> response = post("/bot1:a/sendDocument", "multipart/form-data; boundary=\"xyz\"", body);

        assertThat(response.body()).isEqualTo("{\"ok\":true,\"result\":true}");
        assertThat(network.lastCall().params().text("document")).contains("attach://document");
        assertThat(network.lastCall().uploads())
                .containsEntry("document", new UploadedFile("a \"b\".pdf", "application/pdf", 11));
    }

    @Test
    void aFileMayComeInChunksAndIsOnlyCounted() throws Exception {
        String head = "--b\r\nContent-Disposition: form-data; name=\"document\"; filename=\"f\"\r\n\r\n";
        String tail = "\r\n--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n--b--\r\n";
        byte[] megabyte = new byte[1 << 20];
        BodyPublisher chunked = BodyPublishers.fromPublisher(BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArrays(Collections.nCopies(9, megabyte)),
                BodyPublishers.ofString(tail)));

        post("/bot1:a/sendDocument", "multipart/form-data; boundary=b", chunked);

        assertThat(network.lastCall().uploads()).containsEntry("document", new UploadedFile("f", "", 9L << 20));
        assertThat(network.lastCall().params().integer("chat_id")).contains(7L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|[]|400|Bad Request: JSON object expected",
                "application/json|{|400|Bad Request: can't parse JSON object",
                "multipart/form-data|x|400|Bad Request: boundary not found",
                "multipart/form-data; boundary=a|x|400|Bad Request: unexpected end of request content",
            })
    void anUnreadableBodyIsToldInTelegramsWords(String type, String body, int status, String description)
            throws Exception {
        HttpResponse<String> response = post("/bot1:a/sendMessage", type, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"description\":\"" + description + "\"");
    }

    @Test
    void tooLargeABodyIsRefused() throws Exception {
        HttpResponse<String> response =
                post("/bot1:a/sendMessage", "application/json", "{\"text\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("Request Entity Too Large: too many parameters");
    }

    @Test
    void aWaitIsInTheBodyAndInAHeader() throws Exception {
        network.answers("sendMessage", _ -> BotReply.tooManyRequests(Duration.ofMillis(2500)));

        HttpResponse<String> response = get("/bot1:a/sendMessage?chat_id=1&text=x");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("3");
        assertThat(response.body())
                .isEqualTo("{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 3\","
                        + "\"parameters\":{\"retry_after\":3}}");
    }

    @Test
    void aGroupThatMovedSaysWhereTo() throws Exception {
        network.answers("sendMessage", _ -> new BotReply.Refused(400, "Bad Request: x", null, -1001L));

        assertThat(get("/bot1:a/sendMessage?chat_id=1&text=x").body())
                .endsWith("\"parameters\":{\"migrate_to_chat_id\":-1001}}");
    }

    @Test
    void aReplyThatIsLostEndsTheConnection() {
        network.answers("sendMessage", _ -> new BotReply.NoAnswer());

        assertThatThrownBy(() -> get("/bot1:a/sendMessage?chat_id=1&text=x")).isInstanceOf(IOException.class);
    }

    @Test
    void aBrokenNetworkIsAnInternalError() throws Exception {
        network.answers("sendMessage", _ -> {
            throw new IllegalStateException("broken on purpose");
        });

        HttpResponse<String> response = get("/bot1:a/sendMessage?chat_id=1&text=x");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("Internal Server Error").doesNotContain("purpose");
    }

    /** The answer to a request with these headers and no others. */
    private String raw(String path, String... headers) throws IOException {
        String request =
                "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.:1",
                "127.0.0.1:8081",
                "127.9.9.9",
                "[::1]",
                "[0:0:0:0:0:0:0:1]:8081",
                "localhost:",
                "bots.test",
                "BOTS.test.:8081",
                "[fd00::7]:8081"
            })
    void botsCallByTheNamesOfThisMachineAndByListedOnes(String host) throws Exception {
        assertThat(raw("/bot1:a/getMe", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:8081",
                "Host: localhost.evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: evil.bots.test",
                "Host: 192.168.1.5:8081",
                "Host: 0.0.0.0",
                "Host: [::]",
                "Host: ::1",
                "Host: 2130706433",
                "Host: 0x7f.0.0.1",
                "Host: 127.1",
                "Host: user@localhost",
                "Host: localhost:80:80",
                "Host: localhost..",
                "Host: localhost/x",
                "Host: localhost, evil.example",
                "Host: localhost\r\nHost: evil.example",
                "Host: evil.example\r\nHost: localhost",
                "Host: localhost\r\nHOST: localhost",
                "Host:",
                "X: y"
            })
    void underAnotherNameNothingIsDone(String headers) throws Exception {
        assertThat(raw("/bot1:a/sendMessage?chat_id=1&text=x", headers))
                .startsWith("HTTP/1.1 403")
                .contains("{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: the Host header must name");
        assertThat(raw("/file/bot1:a/photos/file_0.jpg", headers)).startsWith("HTTP/1.1 403");
        assertThat(network.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://site.example",
                "Origin: null",
                "Origin:",
                "Origin: http://localhost:1",
                "Origin: http://localhost:8081\r\nOrigin: https://site.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: anything",
                "Sec-Fetch-Site:",
                "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-User: ?1",
                "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept-Language: en"
            })
    void forAPageOfAnotherOriginNothingIsDone(String headers) throws Exception {
        assertThat(raw("/bot1:a/sendMessage?chat_id=1&text=x", "Host: localhost:8081", headers))
                .startsWith("HTTP/1.1 403")
                .contains("{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: ");
        assertThat(raw("/file/bot1:a/photos/file_0.jpg", "Host: localhost:8081", headers))
                .startsWith("HTTP/1.1 403");
        assertThat(network.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nUser-Agent: Mozilla/5.0\r\nAccept-Language: en",
                "Sec-Fetch-Site: same-origin",
                "Origin: http://localhost:8081",
                "User-Agent: Mozilla/5.0 (Windows NT; en-US) PowerShell/7.5"
            })
    void whoeverTypesTheAddressIsAnswered(String headers) throws Exception {
        assertThat(raw("/bot1:a/getMe", "Host: localhost:8081", headers)).startsWith("HTTP/1.1 200");
    }

    @Test
    void filesArePlaceholders() throws Exception {
        HttpResponse<byte[]> file =
                client.send(request("/file/bot1:a/photos/file_0.jpg").build(), BodyHandlers.ofByteArray());

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).startsWith(0xFF, 0xD8);
        assertThat(get("/file/bot1:a/photos/file_1.jpg").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:1/|200",
                "http://localhost/x|200",
                "http://[::1]:9/x|200",
                "https://127.1.2.3/x|200",
                "http://LocalHost.:1/x|200",
                "http://192.0.2.8:1/x|200",
                "http://192.0.2.7/|Bad Request: bad webhook: IP address 192.0.2.7 is not of this machine",
                "http://elsewhere.invalid/|Bad Request: bad webhook: host elsewhere.invalid is not of this machine",
                "http://localhost.invalid/|Bad Request: bad webhook: host localhost.invalid is not of this machine",
                "http://[fe80::1%25lo]/|Bad Request: bad webhook: host",
                "http://localhost:0/|Bad Request: invalid webhook URL specified",
                "http://localhost:00/|Bad Request: invalid webhook URL specified",
                "http://2130706433/|Bad Request: bad webhook: host 2130706433 is not of this machine",
                "http://0x7f.1/|Bad Request: invalid webhook URL specified",
                "ftp://localhost/|Bad Request: invalid webhook URL specified",
                "http://|Bad Request: invalid webhook URL specified",
                "http://nothing.invalid/|Bad Request: bad webhook: Failed to resolve host: Name or service not known",
            })
    void webhooksPointAtThisMachine(String url, String expected) throws Exception {
        HttpResponse<String> response =
                post("/bot1:a/setWebhook", "application/json", "{\"url\":\"" + url + "\",\"max_connections\":1000}");

        if (expected.equals("200")) {
            assertThat(response.body()).isEqualTo("{\"ok\":true,\"result\":true}");
            assertThat(network.lastCall().params().integer("max_connections")).contains(100L);
        } else {
            assertThat(response.body()).contains(expected);
            assertThat(network.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "LOCALHOST.",
                "127.9.8.7",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "0.0.0.0"
            })
    void noWebhookPointsAtAPortOfThisProcess(String host) throws Exception {
        String url = "http://" + host + ":" + server.port() + "/bot1:a/sendMessage?chat_id=1&text=x";

        assertThat(post("/bot1:a/setWebhook", "application/json", "{\"url\":\"" + url + "\"}")
                        .body())
                .isEqualTo("{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: bad webhook: port "
                        + server.port() + " of this machine is the sandbox's own; webhooks don't lead back into it\"}");
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void aSecretTokenHasItsCharacters() throws Exception {
        assertThat(get("/bot1:a/setWebhook?url=http://localhost/&secret_token=a.b")
                        .body())
                .contains("Bad Request: secret token contains unallowed characters");
        assertThat(get("/bot1:a/setWebhook?url=http://localhost/&secret_token=" + "a".repeat(257))
                        .body())
                .contains("Bad Request: secret token is too long");
    }

    @Test
    void anUpdateEndsALongPoll() throws Exception {
        CompletableFuture<HttpResponse<String>> poll =
                client.sendAsync(request("/bot123:abc/getUpdates?timeout=50").build(), BodyHandlers.ofString());
        await().until(() -> timer.pending().equals(List.of(Duration.ofSeconds(50))));

        network.enqueue(BOT, "hello");

        assertThat(poll.join().body()).contains("\"update_id\":1").contains("hello");
    }

    @Test
    void theTimeoutHasABound() throws Exception {
        CompletableFuture<HttpResponse<String>> poll = client.sendAsync(
                request("/bot123:abc/getUpdates?timeout=1000&limit=0").build(), BodyHandlers.ofString());
        await().until(() -> timer.pending().equals(List.of(Duration.ofSeconds(50))));
        timer.advance(Duration.ofSeconds(50));

        assertThat(poll.join().body()).isEqualTo("{\"ok\":true,\"result\":[]}");
        assertThat(network.requests().getFirst().limit()).isEqualTo(1);
    }

    @Test
    void aClientThatHangsUpFreesItsPoll() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /bot123:abc/getUpdates?timeout=50 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> network.listeners(BOT) == 1);
        }

        await().until(() -> network.listeners(BOT) == 0 && timer.pending().isEmpty());
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        HttpResponse<String> response = client.send(
                request("/bot1:a/sendMessage")
                        .expectContinue(true)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"chat_id\":5,\"text\":\"hi\"}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void oneConnectionTakesRequestsOneAfterAnother() throws Exception {
        String request = "GET /bot123:abc/getMe HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "GET /bot123:abc/getMe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write((request + request + last).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT /bot1:a/getMe HTTP/1.1|501",
                "GET http://x/bot1:a/getMe HTTP/1.1|404",
                "GET /bot1:a/getMe HTTP/2.0|505",
                "nonsense|400",
            })
    void whatIsNoGoodHttpIsAnsweredAndEnds(String line, String status) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status)
                    .contains("\"ok\":false");
        }
    }

    @Test
    void twoHundredBotsPollAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> polls = IntStream.rangeClosed(1, 200)
                .mapToObj(bot -> client.sendAsync(
                        request("/bot" + bot + ":a/getUpdates?timeout=50").build(), BodyHandlers.ofString()))
                .toList();
        await().until(() -> timer.pending().size() == 200);

        IntStream.rangeClosed(1, 200).forEach(bot -> network.enqueue(new BotId(bot), "to " + bot));

        assertThat(polls)
                .allSatisfy(poll -> assertThat(poll.join().statusCode()).isEqualTo(200));
    }

    /** A body that never ends holds a place of its bot. */
    @Test
    void oneBotDoesNotTakeAllConnections() throws Exception {
        List<Socket> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < BotsInFlight.MAX_PER_BOT; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                dripping.add(socket);
                socket.getOutputStream()
                        .write(
                                "POST /bot1:a/sendMessage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
            }
            await().until(() -> timer.pending().size() == BotsInFlight.MAX_PER_BOT
                    && timer.pending().stream().allMatch(HttpConnection.MAX_BODY::equals));

            assertThat(raw("/bot1:b/getMe", "Host: localhost"))
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("\r\nRetry-After: 1\r\n")
                    .endsWith("{\"ok\":false,\"error_code\":503,\"description\":\"Service Unavailable: 1000 requests of"
                            + " this bot are under way; try again later\",\"parameters\":{\"retry_after\":1}}");
            assertThat(raw("/bot2:a/getMe", "Host: localhost")).startsWith("HTTP/1.1 200");
            assertThat(raw("/worlds/two/bot1:a/getMe", "Host: localhost")).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : dripping) {
                socket.close();
            }
        }
        await().until(() -> raw("/bot1:b/getMe", "Host: localhost").startsWith("HTTP/1.1 200"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /bot1:a/getMe HTTP/1.1\r\nHost: localhost\r\nX: ",
                "POST /bot1:a/sendMessage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n",
                "POST /bot1:a/sendMessage HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"
            })
    void fewLargeRequestsAreInMemoryAtOnce(String beginning) throws Exception {
        byte[] large = (beginning + "x".repeat(2 * LargeRequests.MAX_SMALL_BYTES)).getBytes(StandardCharsets.US_ASCII);
        List<Socket> reading = new ArrayList<>();
        try {
            for (int i = 0; i < LargeRequests.MAX_AT_ONCE; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                reading.add(socket);
                socket.getOutputStream().write(large);
            }
            String one = "x=" + "y".repeat(LargeRequests.MAX_SMALL_BYTES);
            await().until(() -> post("/bot2:a/getMe", "application/x-www-form-urlencoded", one)
                            .statusCode()
                    == 503);

            assertThat(get("/bot2:a/getMe").statusCode()).isEqualTo(200);
            for (Socket socket : reading) {
                socket.close();
            }
            await().until(() -> post("/bot2:a/getMe", "application/x-www-form-urlencoded", one)
                            .statusCode()
                    == 200);
        } finally {
            for (Socket socket : reading) {
                socket.close();
            }
        }
    }

    @Test
    void beyondTheBoundOfConnectionsTheAnswerIs503InTelegramsForm() throws Exception {
        List<Socket> polls = new ArrayList<>();
        try {
            for (int bot = 1; bot <= HttpServer.MAX_CONNECTIONS; bot++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                polls.add(socket);
                socket.getOutputStream()
                        .write(("GET /bot" + bot + ":a/getUpdates?timeout=50 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            await().until(() -> timer.pending().size() == HttpServer.MAX_CONNECTIONS
                    && timer.pending().stream().allMatch(LongPolls.MAX_WAIT::equals));

            assertThat(raw("/bot1:a/getMe", "Host: localhost"))
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("\r\nRetry-After: 1\r\n")
                    .contains("{\"ok\":false,\"error_code\":503,\"description\":\"Service Unavailable: ");
            assertThat(server.connections()).isEqualTo(HttpServer.MAX_CONNECTIONS);
            assertThat(server.refused()).isEqualTo(1);
        } finally {
            for (Socket socket : polls) {
                socket.close();
            }
        }
        await().until(() -> server.connections() == 0);
        assertThat(raw("/bot1:a/getMe", "Host: localhost")).startsWith("HTTP/1.1 200");
    }
}
