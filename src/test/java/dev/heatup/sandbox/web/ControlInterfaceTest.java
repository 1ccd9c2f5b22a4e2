package dev.heatup.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.Guard;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.gateway.http.HttpGateway;
import dev.heatup.sandbox.RecordingWebhook;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.worlds.WorldFactory;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The sandbox as whoever runs it meets it over HTTP. */
class ControlInterfaceTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String YAML = """
            name: small
            seed: 11
            groups:
              - username: hu_small_talk
                title: Small talk
                topic: talk
            bots:
              - username: hu_guard_bot
                id: 1001
                chats:
                  - chat: hu_small_talk
                    rights: [delete_messages]
            """;

    @TempDir
    Path folder;

    private ConfigurableApplicationContext server;
    private URI base;

    @BeforeEach
    void start() {
        start(TestWorlds.SEED);
    }

    private void start(@Nullable Long seed) {
        server = SandboxServer.start(new SandboxSettings(
                "127.0.0.1",
                0,
                new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                folder,
                1,
                seed,
                () -> 5,
                List.of(TestWorlds.POOL),
                InstantSource.system(),
                WorldFactory.BARE,
                Optional.empty()));
        base = URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void peopleActByScriptAndTheAnswerHasWhatItCaused() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");

        Tl.Obj sent = act("ann", "{\"action\":\"send\",\"chat\":\"hu_open_talk\",\"text\":\"Hello\"}");

        Tl.Obj event = (Tl.Obj) sent.list("events").getFirst();
        assertThat(event.text("kind")).contains("message_sent");
        assertThat(event.text("account")).contains("ann");
        long id = payload(event).integer("message_id").orElseThrow();
        act("ann", "{\"action\":\"react\",\"chat\":\"hu_open_talk\",\"message_id\":%d,\"emoji\":\"👍\"}".formatted(id));
        act("ann", "{\"action\":\"read\",\"chat\":\"hu_open_talk\"}");
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_city_news\"}");
        assertThat(act("ann", "{\"action\":\"view\",\"chat\":\"hu_city_news\",\"message_ids\":[1]}")
                        .list("events"))
                .hasSize(1);
        assertThat(act("ben", "{\"action\":\"join\",\"chat\":\"hu_by_request\"}")
                        .get("result"))
                .contains(Tl.object().with("status", "pending").build());
        Tl.Obj message = (Tl.Obj) get("/sandbox/chats/hu_open_talk/messages?limit=1")
                .list("messages")
                .getFirst();
        assertThat(message.text("author")).contains("ann");
        assertThat(message.get("reactions")).contains(Tl.object().with("👍", 1).build());
        assertThat(message.bool("synthetic")).contains(true);
        assertThat(act("ann", "{\"action\":\"leave\",\"chat\":\"hu_open_talk\"}")
                        .list("events"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.3.2.1", "[::ffff:127.0.0.1]"})
    void noWebhookLeadsIntoThisInterface(String host) {
        String url = "http://" + host + ":" + base.getPort() + "/sandbox/accounts/ann/ban";

        assertThat(bot("setWebhook", "url=" + url.replace("[", "%5B").replace("]", "%5D"))
                        .text("description"))
                .hasValueSatisfying(description -> assertThat(description)
                        .startsWith("Bad Request: bad webhook: port " + base.getPort() + " of this machine"));
        assertThat(((Tl.Obj) bot("getWebhookInfo", "").get("result").orElseThrow()).text("url"))
                .contains("");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /sandbox/accounts/ann/ban",
        "POST, /sandbox/snapshots/start/restore",
        "DELETE, /sandbox/snapshots/start",
        "DELETE, /sandbox/faults",
        "GET, /sandbox/chats",
        "GET, /sandbox/events"
    })
    void whatTakesNoBodyRefusesOne(String method, String path) {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        send("POST", "/sandbox/snapshots", "{\"name\":\"start\"}");
        String before = get("/sandbox/events").toString();

        HttpResponse<String> answer = send(method, path, "{\"update_id\":1}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(object(answer).text("code")).contains("unexpected_body");
        assertThat(get("/sandbox/events").toString()).isEqualTo(before);
        assertThat(send(method, path, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonEditsWhatTheyWroteAndNobodyElseDoes() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        act("ben", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        Tl.Obj sent = act("ann", "{\"action\":\"send\",\"chat\":\"hu_open_talk\",\"text\":\"Helo\"}");
        long id = payload((Tl.Obj) sent.list("events").getFirst())
                .integer("message_id")
                .orElseThrow();
        bot("getUpdates", "offset=-1");
        String edit = "{\"action\":\"edit\",\"chat\":\"hu_open_talk\",\"message_id\":%d,\"text\":\"%s\"}";

        Tl.Obj edited = act("ann", edit.formatted(id, "Hello"));

        assertThat(((Tl.Obj) edited.list("events").getFirst()).text("kind")).contains("message_edited");
        assertThat(edited.toString()).contains("updateEditChannelMessage").contains("edit_date");
        assertThat(bot("getUpdates", "").toString()).contains("edited_message").contains("Hello");
        assertThat(refused("ann", edit.formatted(id, "Hello"))).isEqualTo("MESSAGE_NOT_MODIFIED");
        assertThat(refused("ann", edit.formatted(id, " "))).isEqualTo("MESSAGE_EMPTY");
        assertThat(refused("ann", edit.formatted(99_999, "x"))).isEqualTo("MESSAGE_ID_INVALID");
        assertThat(refused("ben", edit.formatted(id, "Mine"))).isEqualTo("MESSAGE_AUTHOR_REQUIRED");
    }

    private String refused(String account, String body) {
        return object(send("POST", "/sandbox/accounts/" + account + "/actions", body))
                .text("code")
                .orElseThrow();
    }

    @Test
    void aRepeatedActionDoesNothingTwice() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        String said = "{\"action\":\"send\",\"chat\":\"hu_open_talk\",\"text\":\"once\",\"client_id\":\"test/1\"}";
        Tl.Obj first = act("ann", said);
        Tl.Obj repeat = act("ann", said);

        assertThat(first.list("events")).hasSize(1);
        assertThat(repeat.list("events")).isEmpty();
        assertThat(repeat.get("result")).isEqualTo(first.get("result"));
        assertThat(get("/sandbox/events?match=text:once").list("events")).hasSize(1);
        assertThat(refused("ann", said.replace("once", "twice"))).isEqualTo("CLIENT_ID_REUSED");
        assertThat(refused("ann", said.replace("test/1", "no spaces"))).isEqualTo("CLIENT_ID_INVALID");
        assertThat(refused("ann", said.replace("\"test/1\"", "7"))).isEqualTo("invalid_action");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"action":"send","chat":"hu_city_news","text":"x"}   | 403 | CHAT_WRITE_FORBIDDEN
            {"action":"join","chat":"hu_private_club"}           | 406 | CHANNEL_PRIVATE
            {"action":"fly"}                                     | 400 | invalid_action
            {"action":"join","chat":"hu_open_talk","proxy":1}    | 400 | invalid_action
            {"action":"send","chat":"hu_open_talk"}              | 400 | invalid_action
            []                                                   | 400 | malformed_json
            {"action":"press_button","chat":"hu_open_talk","message_id":1,"text":"Yes"} | 404 | unknown_button
            """)
    void refusalsAreProblemsWithTheNetworksName(String body, int status, String code) {
        HttpResponse<String> answer = send("POST", "/sandbox/accounts/zoe/actions", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(object(answer).text("code")).contains(code);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aButtonIsPressedByWhatIsWrittenOnIt() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        bot("getMe", "");
        long id = ((Tl.Obj) bot(
                                "sendMessage",
                                "chat_id=@hu_open_talk&text=Sure%3F&reply_markup="
                                        + "%7B%22inline_keyboard%22%3A%5B%5B%7B%22text%22%3A%22Yes%22%2C%22callback_data%22%3A%22y%22%7D%5D%5D%7D")
                        .get("result")
                        .orElseThrow())
                .integer("message_id")
                .orElseThrow();
        CompletableFuture<HttpResponse<String>> pressing = CompletableFuture.supplyAsync(() -> send(
                "POST",
                "/sandbox/accounts/ann/actions",
                "{\"action\":\"press_button\",\"chat\":\"hu_open_talk\",\"message_id\":%d,\"text\":\"Yes\"}"
                        .formatted(id)));
        Tl.Obj pressed = (Tl.Obj) get("/sandbox/events?match=kind:button_pressed&wait=30s")
                .list("events")
                .getFirst();
        bot(
                "answerCallbackQuery",
                "callback_query_id=" + payload(pressed).text("query_id").orElseThrow() + "&text=Fine");

        assertThat(payload(pressed).text("data")).contains("y");
        assertThat(pressing.join().body()).contains("Fine");
    }

    @Test
    void aQuietWorldEndsTheWait() {
        assertThat(get("/sandbox/events?match=kind:left&wait=1m").text("end")).contains("quiet");
    }

    @Test
    void whoWaitsHearsOfTheEventAtOnce() {
        bot("getMe", "");
        long after = get("/sandbox/events?limit=1000").integer("next").orElseThrow();
        CompletableFuture<Tl.Obj> waiting = CompletableFuture.supplyAsync(
                () -> get("/sandbox/events?match=kind:joined&match=account:ann&wait=30s&after=" + after));
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");

        Tl.Obj found = waiting.join();

        // Either it came while somebody waited, or the world was quiet before it began.
        assertThat(found.text("end")).isPresent();
        assertThat(get("/sandbox/events?match=kind:joined&match=account:ann&wait=30s&after=" + after)
                        .text("end"))
                .contains("match");
    }

    @Test
    void logsAreTakenOutAsLinesAndAsATable() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        act("ann", "{\"action\":\"send\",\"chat\":\"hu_open_talk\",\"text\":\"a, \\\"b\\\"\"}");

        String lines = as("application/x-ndjson", "/sandbox/events");
        String table = as("text/csv", "/sandbox/events?match=kind:message_sent&match=text:b");

        assertThat(lines.lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(
                                ((Tl.Obj) TlJson.read(line.getBytes(StandardCharsets.UTF_8))).bool("synthetic"))
                        .contains(true));
        assertThat(table.lines()).hasSize(2);
        assertThat(table).startsWith("seq,world_time,account,kind").contains(",ann,message_sent,");
    }

    @ParameterizedTest
    @CsvSource({"match=colour:red", "match=kind", "wait=soon", "wait=1h", "after=-1", "limit=0", "limit=1001"})
    void wrongQueriesAreRefused(String query) {
        assertThat(send("GET", "/sandbox/events?" + query, null).statusCode()).isEqualTo(400);
    }

    @Test
    void faultsAreSetShownAndCleared() {
        String faults = "[{\"method\":\"channels.joinChannel\",\"share\":1,\"error\":{\"code\":420,"
                + "\"name\":\"FLOOD_WAIT_X\",\"retry_after\":\"30s\"},\"from\":\"0s\"}]";
        HttpResponse<String> set = send("PUT", "/sandbox/faults", faults);

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(send("GET", "/sandbox/faults", null).body()).isEqualTo(set.body());
        HttpResponse<String> refused =
                send("POST", "/sandbox/accounts/ann/actions", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(object(refused).integer("retry_after")).contains(30L);
        assertThat(send("DELETE", "/sandbox/faults", null).body()).isEqualTo("[]");
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        assertThat(get("/sandbox/events?match=kind:faults_set").list("events")).hasSize(2);
    }

    @Test
    void mistakesInFaultsAreNamedAndChangeNothing() {
        HttpResponse<String> answer =
                send("PUT", "/sandbox/faults", "[{\"method\":\"x y\",\"share\":\"1\",\"drop\":true,\"form\":\"0s\"}]");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(object(answer).text("code")).contains("invalid_faults");
        assertThat(object(answer).list("problems").toString())
                .contains("faults[0].method")
                .contains("faults[0].share")
                .contains("faults[0].form");
        assertThat(get("/sandbox/events?match=kind:faults_set").list("events")).isEmpty();
    }

    @Test
    void aDroppedConnectionEndsWithoutAnAnswer() {
        send("PUT", "/sandbox/faults", "[{\"method\":\"channels.joinChannel\",\"drop\":true}]");

        assertThatThrownBy(() -> CLIENT.send(
                        request(
                                "POST",
                                "/gateway/sessions/ann/join_chat",
                                "{\"chat\":\"hu_open_talk\",\"client_id\":\"c\"}"),
                        BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerIsLostAfterTheEffect() {
        send("PUT", "/sandbox/faults", "[{\"method\":\"channels.joinChannel\",\"lose_answer\":true}]");
        assertThatThrownBy(() -> CLIENT.send(
                        request(
                                "POST",
                                "/gateway/sessions/ann/join_chat",
                                "{\"chat\":\"hu_open_talk\",\"client_id\":\"c\"}"),
                        BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);

        assertThat(get("/sandbox/events?match=kind:joined").list("events")).hasSize(1);
    }

    @Test
    void aWorldGoesBackToItsSnapshot() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        assertThat(send("POST", "/sandbox/snapshots", "{\"name\":\"start\"}").statusCode())
                .isEqualTo(201);
        assertThat(send("POST", "/sandbox/snapshots", "{\"name\":\"start\"}").statusCode())
                .isEqualTo(409);
        act("ann", "{\"action\":\"send\",\"chat\":\"hu_open_talk\",\"text\":\"gone\"}");

        assertThat(send("POST", "/sandbox/snapshots/start/restore", "{}").statusCode())
                .isEqualTo(200);

        assertThat(send("GET", "/sandbox/chats/hu_open_talk/messages", null).body())
                .doesNotContain("gone");
        assertThat(get("/sandbox/snapshots").list("snapshots")).hasSize(1);
        assertThat(send("DELETE", "/sandbox/snapshots/start", null).statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/sandbox/snapshots/start/restore", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAccountIsBannedAndRestored() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        assertThat(send("POST", "/sandbox/accounts/ann/ban", "{}").statusCode()).isEqualTo(200);
        HttpResponse<String> refused =
                send("POST", "/sandbox/accounts/ann/actions", "{\"action\":\"read\",\"chat\":\"hu_open_talk\"}");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(get("/sandbox/accounts/ann").text("standing")).contains("banned");
        send("POST", "/sandbox/accounts/ann/restore", "{}");
        act("ann", "{\"action\":\"read\",\"chat\":\"hu_open_talk\"}");
        assertThat(send("POST", "/sandbox/accounts/nobody/ban", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void everythingThatIsThereCanBeSeen() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        bot("getMe", "");
        act("ann", "{\"action\":\"start_bot\",\"bot\":\"hu_1001_bot\",\"payload\":\"ref\"}");

        assertThat(get("/sandbox/chats").list("chats")).hasSizeGreaterThan(4);
        assertThat(get("/sandbox/chats/hu_open_talk").list("people").toString())
                .contains("ann")
                .contains("administrator");
        assertThat(get("/sandbox/chats/ann/1001/messages").list("messages").toString())
                .contains("/start ref");
        assertThat(get("/sandbox/accounts?limit=1").text("next")).contains("ann");
        assertThat(get("/sandbox/accounts?after=ann").list("accounts")).isEmpty();
        assertThat(get("/sandbox/accounts/ann").list("dialogs")).hasSize(2);
        assertThat(get("/sandbox/bots").list("bots").toString()).contains("hu_1001_bot");
        assertThat(send("GET", "/sandbox/chats/hu_nobody", null).statusCode()).isEqualTo(404);
        assertThat(send("GET", "/sandbox/accounts/nobody", null).statusCode()).isEqualTo(404);
    }

    @Test
    void worldsKnowNothingOfEachOther() {
        make("one");
        make("two");
        action("/sandbox/worlds/one", "ann", "{\"action\":\"join\",\"chat\":\"hu_small_talk\"}");

        assertThat(get("/sandbox/worlds/one/accounts").list("accounts")).hasSize(1);
        assertThat(get("/sandbox/worlds/two/accounts").list("accounts")).isEmpty();
        assertThat(get("/sandbox/accounts").list("accounts")).isEmpty();
        assertThat(get("/sandbox/worlds").list("worlds")).hasSize(2);
        assertThat(send("GET", "/sandbox/worlds/one/world", null).body()).contains("hu_small_talk");
        assertThat(send("POST", "/sandbox/worlds", worldBody("one")).statusCode())
                .isEqualTo(409);
        assertThat(send("GET", "/sandbox/worlds/three/accounts", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theGuardStandsBeforeANamedWorldToo() {
        make("one");

        GuardVerdict guardVerdict = new Guard(HttpGateway.open(GatewayAddress.of(base + "/worlds/one/gateway")))
                .check(Caller.of("heatup"), Duration.ofSeconds(5));

        assertThat(guardVerdict).isInstanceOf(GuardVerdict.Test.class);
        assertThat(send("POST", "/worlds/none/gateway/sessions/a/invoke_raw", "{}")
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void aDeletedWorldIsKeptAsideUnlessItIsPurged() {
        make("one");
        assertThat(send("DELETE", "/sandbox/worlds/one", null).statusCode()).isEqualTo(204);
        assertThat(folder.resolve("worlds-aside/one.1/sandbox.db")).exists();
        make("one");
        assertThat(send("DELETE", "/sandbox/worlds/one?purge=true", null).statusCode())
                .isEqualTo(204);
        assertThat(folder.resolve("worlds/one")).doesNotExist();
        assertThat(send("DELETE", "/sandbox/worlds/one", null).statusCode()).isEqualTo(404);
    }

    @Test
    void worldsAreThereAgainAfterARestart() {
        make("one");
        action("/sandbox/worlds/one", "ann", "{\"action\":\"join\",\"chat\":\"hu_small_talk\"}");
        String described = send("GET", "/sandbox/worlds/one/world", null).body();
        server.close();
        start();

        assertThat(send("GET", "/sandbox/worlds/one/world", null).body()).isEqualTo(described);
        assertThat(get("/sandbox/worlds/one/accounts").list("accounts")).hasSize(1);
    }

    @Test
    void aNamedWorldsWebhookIsServedAfterARestartWithoutACall() throws IOException {
        make("one");
        try (RecordingWebhook recordingWebhook = RecordingWebhook.open()) {
            // So that the update still waits after the restart.
            send("PUT", "/sandbox/worlds/one/faults", "[{\"method\":\"webhook\",\"drop\":true}]");
            assertThat(bot("/worlds/one", "setWebhook", "url=" + recordingWebhook.url())
                            .bool("ok"))
                    .contains(true);
            action("/sandbox/worlds/one", "ann", "{\"action\":\"join\",\"chat\":\"hu_small_talk\"}");
            action(
                    "/sandbox/worlds/one",
                    "ann",
                    "{\"action\":\"send\",\"chat\":\"hu_small_talk\",\"text\":\"it waits\"}");
            server.close();
            start();
            assertThat(recordingWebhook.bodies()).isEmpty();
            send("DELETE", "/sandbox/worlds/one/faults", null);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> recordingWebhook.bodies().stream().anyMatch(body -> body.contains("it waits")));
        }
    }

    @Test
    void theMainWorldIsReplacedAndItsLogKeptAside() {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        HttpResponse<String> replaced = send("PUT", "/sandbox/world", YAML);

        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
        assertThat(object(replaced).text("name")).contains("small");
        assertThat(folder.resolve("sandbox.db.1")).exists();
        assertThat(get("/sandbox/accounts").list("accounts")).isEmpty();
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_small_talk\"}");
        assertThat(bot("getMe", "").toString()).contains("hu_guard_bot");
        assertThat(send("GET", "/sandbox/world", null).body()).startsWith("name: small");
        server.close();
        // The replaced world has its own seed.
        start(null);
        assertThat(get("/sandbox/accounts").list("accounts")).hasSize(1);
    }

    @Test
    void aWorldBringsItsCorpusAndHasItAgainAfterARestart() {
        String world = YAML + """
                population: {size: 1}
                moderation:
                  - chat: hu_small_talk
                    messages_per_hour: 10
                    corpus: |
                      text,label
                """
                + "      Come to stall %d,spam\n"
                        .repeat(5_000)
                        .formatted(IntStream.range(0, 5_000).boxed().toArray());
        HttpResponse<String> replaced = send("PUT", "/sandbox/world", world);
        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
        HttpResponse<String> made = send("POST", "/sandbox/worlds", worldBody("one", world));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String written = send("GET", "/sandbox/world", null).body();
        server.close();
        start(null);

        assertThat(written).hasSizeGreaterThan(64 * 1024).contains("Come to stall 4999,spam");
        assertThat(send("GET", "/sandbox/world", null).body()).isEqualTo(written);
        assertThat(send("GET", "/sandbox/worlds/one/world", null).body()).contains("Come to stall 4999,spam");
    }

    @Test
    void onlyWorldsMayBeLarge() {
        String large = "#" + " ".repeat(64 * 1024);

        assertThat(send("PUT", "/sandbox/faults", large).statusCode()).isEqualTo(413);
        assertThat(send("PUT", "/sandbox/world", large).statusCode()).isEqualTo(422);
        assertThat(send("PUT", "/sandbox/world", large + " ".repeat(4 << 20)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aWorldWithMistakesIsRefusedWithAllOfThemAndNothingIsTouched() throws IOException {
        act("ann", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");

        HttpResponse<String> answer =
                send("PUT", "/sandbox/world", "name: Small World\ngroups:\n  - usernam: hu_x\npools: [nowhere]\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(object(answer).text("code")).contains("invalid_world");
        assertThat(object(answer).list("problems")).hasSizeGreaterThan(2);
        assertThat(get("/sandbox/accounts").list("accounts")).hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".1"));
        }
        HttpResponse<String> items = send("PUT", "/sandbox/world", "pools: [" + "a,".repeat(2_000_000) + "]");
        assertThat(items.statusCode()).isEqualTo(422);
        assertThat(items.body()).contains("invalid_world", "a world file has at most 200000 names and values");
        HttpResponse<String> bytes = send(HttpRequest.newBuilder(base.resolve("/sandbox/world"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofByteArray(new byte[] {'n', ':', ' ', (byte) 0xC3, '('}))
                .build());
        assertThat(bytes.statusCode()).isEqualTo(422);
        assertThat(bytes.body()).contains("invalid_world", "the file is not UTF-8");
        HttpResponse<String> pool = send("PUT", "/sandbox/world", "name: w\npools: [nowhere]\n");
        assertThat(pool.statusCode()).isEqualTo(422);
        assertThat(pool.body()).contains("there is no pool nowhere");
    }

    @Test
    void aWorldThatNobodyDescribedHasNoFile() {
        assertThat(send("GET", "/sandbox/world", null).statusCode()).isEqualTo(404);
        Tl.Obj world =
                (Tl.Obj) TlJson.read(as("application/json", "/sandbox/world").getBytes(StandardCharsets.UTF_8));

        assertThat(world.integer("seed")).contains(TestWorlds.SEED);
    }

    private void make(String name) {
        HttpResponse<String> made = send("POST", "/sandbox/worlds", worldBody(name));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private static String worldBody(String name) {
        return worldBody(name, YAML);
    }

    private static String worldBody(String name, String world) {
        return new String(
                TlJson.write(Tl.object()
                        .with("name", name)
                        .with("world", world)
                        .with("seed", 3)
                        .build()),
                StandardCharsets.UTF_8);
    }

    private Tl.Obj act(String account, String body) {
        return action("/sandbox", account, body);
    }

    private Tl.Obj action(String world, String account, String body) {
        HttpResponse<String> answer = send("POST", world + "/accounts/" + account + "/actions", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return object(answer);
    }

    private Tl.Obj get(String path) {
        HttpResponse<String> answer = send("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return object(answer);
    }

    private String as(String mediaType, String path) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                        .header("Accept", mediaType)
                        .build())
                .body();
    }

    private Tl.Obj bot(String method, String query) {
        return bot("", method, query);
    }

    private Tl.Obj bot(String world, String method, String query) {
        int port = server.getBean(BotApiPort.class).port();
        String address = "http://127.0.0.1:" + port + world + "/bot1001:test/" + method + "?" + query;
        return object(send(HttpRequest.newBuilder(URI.create(address)).build()));
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) {
        return send(request(method, path, body));
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", path.endsWith("/world") ? "application/yaml" : "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the test's server does not answer", e);
        }
    }

    private static Tl.Obj object(HttpResponse<String> answer) {
        return (Tl.Obj) TlJson.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Tl.Obj payload(Tl.Obj event) {
        return (Tl.Obj) event.get("payload").orElseThrow();
    }
}
