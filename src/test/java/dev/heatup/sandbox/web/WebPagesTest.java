package dev.heatup.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.heatup.sandbox.TestWorlds;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.botapi.web.BotApiSettings;
import dev.heatup.sandbox.worlds.WorldFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What a page of another origin reaches from a real browser on this machine: nothing. */
class WebPagesTest {

    @TempDir
    Path folder;

    private final List<String> results = new CopyOnWriteArrayList<>();
    private Chromium browser;
    private ConfigurableApplicationContext sandbox;
    private HttpServer page;
    private int botPort;
    private int controlPort;

    @BeforeEach
    void start() throws Exception {
        Optional<Chromium> found = Chromium.find(folder);
        assumeTrue(found.isPresent(), "there is no chromium here; scripts/chromium.sh installs it");
        browser = found.get();
        sandbox = SandboxServer.start(new SandboxSettings(
                "127.0.0.1",
                0,
                new BotApiSettings(InetAddress.getLoopbackAddress(), 0, Set.of()),
                folder.resolve("data"),
                1,
                TestWorlds.SEED,
                () -> 5,
                List.of(TestWorlds.POOL),
                InstantSource.system(),
                WorldFactory.BARE,
                Optional.empty()));
        botPort = sandbox.getBean(BotApiPort.class).port();
        controlPort = sandbox.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/attack", exchange -> {
            byte[] html = attack();
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        page.createContext("/link", exchange -> {
            byte[] html = "<script>location = '%s/sendMessage?chat_id=@hu_open_talk&text=link'</script>"
                    .formatted(bot("127.0.0.1"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        page.createContext("/done", exchange -> {
            results.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        page.start();
        control("POST", "/sandbox/accounts/ann/actions", "{\"action\":\"join\",\"chat\":\"hu_open_talk\"}");
        control("POST", "/sandbox/snapshots", "{\"name\":\"start\"}");
    }

    @AfterEach
    void stop() {
        if (page != null) {
            page.stop(0);
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private String bot(String host) {
        return "http://" + host + ":" + botPort + "/bot1001:x";
    }

    private String pages(String host) {
        return "http://" + host + ":" + page.getAddress().getPort();
    }

    private static byte[] attack() throws IOException {
        try (InputStream html = WebPagesTest.class.getResourceAsStream("attack.html")) {
            return html.readAllBytes();
        }
    }

    private String control(String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + path))
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "evil.example"})
    void aPageOfAnotherOriginReachesNothing(String site) throws Exception {
        String before = control("GET", "/sandbox/events", "");
        StringBuilder address =
                new StringBuilder("http://" + site + ":" + page.getAddress().getPort() + "/attack?");
        for (String host : List.of("127.0.0.1", "localhost", "evil.example")) {
            address.append("&bot=http://").append(host).append(':').append(botPort);
            address.append("&control=http://").append(host).append(':').append(controlPort);
        }

        browser.visit(URI.create(address.toString()), () -> results.size() == 1);

        assertThat(results.getFirst().lines())
                .filteredOn(line -> !line.contains("form"))
                .hasSizeGreaterThan(30)
                .allMatch(line -> line.matches("(iframe .* -> loaded|.* -> (failed|opaque))"));
        assertThat(control("GET", "/sandbox/events", "")).isEqualTo(before);
        assertThat(control("GET", "/sandbox/bots", "")).doesNotContain("\"connected\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "evil.example"})
    void aLinkOfAnotherOriginLeadsNowhere(String site) throws Exception {
        String before = control("GET", "/sandbox/events", "");

        assertThat(browser.open(URI.create(pages(site) + "/link"))).contains("\"error_code\":403");
        assertThat(control("GET", "/sandbox/events", "")).isEqualTo(before);
    }

    @Test
    void aNameThatSomebodyPointsHereReadsNothing() throws Exception {
        assertThat(browser.open(URI.create(bot("evil.example") + "/getMe")))
                .contains("\"error_code\":403")
                .doesNotContain("is_bot");
        assertThat(browser.open(URI.create("http://evil.example:" + controlPort + "/sandbox/events")))
                .contains("foreign_host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void anAddressThatIsTypedIsAnswered(String host) throws Exception {
        assertThat(browser.open(URI.create(bot(host) + "/getMe"))).contains("\"ok\":true", "\"id\":1001");
    }
}
