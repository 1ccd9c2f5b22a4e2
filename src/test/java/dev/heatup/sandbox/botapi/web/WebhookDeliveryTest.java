package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.FakeNetwork;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest {

    private static final BotToken TOKEN = new BotToken(new BotId(9), "s");
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final FakeNetwork network = new FakeNetwork();
    private final ManualTimer timer = new ManualTimer();
    private final Hook hook = new Hook();
    private final WebhookHosts hosts = new WebhookHosts(Set.of());
    private HttpServer server;
    private WebhookDelivery delivery;

    /** Answers in turn what it was told to, 200 when that is all, and keeps what it got. */
    private static final class Hook implements HttpHandler {

        private final List<String> bodies = new CopyOnWriteArrayList<>();
        private final List<HttpHead> heads = new CopyOnWriteArrayList<>();
        private final LinkedBlockingQueue<HttpAnswer> answers = new LinkedBlockingQueue<>();
        private volatile boolean silent;

        void will(int status, String type, String body, @Nullable Duration retryAfter) {
            answers.add(new HttpAnswer.Written(status, type, StandardCharsets.UTF_8.encode(body), retryAfter));
        }

        @Override
        public CompletableFuture<HttpAnswer> handle(HttpRequest request) throws IOException {
            heads.add(request.head());
            bodies.add(new String(request.body().readAllBytes(), StandardCharsets.UTF_8));
            HttpAnswer next = answers.poll();
            if (silent) {
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(
                    next == null ? new HttpAnswer.Written(200, "text/plain", ByteBuffer.allocate(0), null) : next);
        }

        @Override
        public HttpAnswer refuse(HttpError error) {
            return new HttpAnswer.Cut();
        }

        @Override
        public HttpAnswer failed(Throwable failure) {
            return new HttpAnswer.Cut();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.start(InetAddress.getLoopbackAddress(), 0, hook, new ManualTimer());
        delivery = WebhookDelivery.start(network, hosts, DEADLINE, timer);
    }

    @AfterEach
    void stop() throws IOException {
        delivery.close();
        server.close();
    }

    private void setWebhook(String url) {
        var _ = network.call(
                TOKEN,
                new BotCall(
                        "setWebhook",
                        Tl.object()
                                .with("url", url)
                                .with("secret_token", "hush")
                                .build()));
    }

    private String url() {
        return "http://127.0.0.1:" + server.port() + "/hook?a=b";
    }

    private void awaitDelivered() {
        await().until(() -> network.waiting(TOKEN.id()) == 0);
    }

    @Test
    void updatesAreDeliveredInOrder() {
        setWebhook(url());
        for (int i = 0; i < 20; i++) {
            network.enqueue(TOKEN.id(), "text " + i);
        }

        awaitDelivered();
        assertThat(hook.bodies).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(hook.bodies.get(i)).contains("\"update_id\":" + (i + 1)).contains("text " + i);
        }
    }

    @Test
    void aDeliveryHasTheSecretAndTheTypeOfItsContent() {
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");

        awaitDelivered();
        HttpHead head = hook.heads.getFirst();
        assertThat(head.first()).startsWith("POST", "/hook?a=b");
        assertThat(head.header("x-telegram-bot-api-secret-token")).isEqualTo("hush");
        assertThat(head.header("content-type")).isEqualTo("application/json");
        assertThat(head.header("host")).isEqualTo("127.0.0.1:" + server.port());
    }

    @Test
    void whatWaitedBeforeTheStartIsDelivered() {
        delivery.close();
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");
        delivery = WebhookDelivery.start(network, hosts, DEADLINE, timer);

        awaitDelivered();
    }

    @Test
    void anyTwoHundredIsASuccess() {
        hook.will(204, "text/plain", "", null);
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");

        awaitDelivered();
        assertThat(network.failures()).isEmpty();
    }

    @Test
    void afterAFailureTheSameUpdateComesAgainWithGrowingWaits() {
        for (int i = 0; i < 8; i++) {
            hook.will(500, "text/plain", "", null);
        }
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");

        for (int seconds : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            await().until(() -> timer.pending().equals(List.of(Duration.ofSeconds(seconds))));
            timer.advance(Duration.ofSeconds(seconds));
        }
        awaitDelivered();
        assertThat(hook.bodies).hasSize(9).containsOnly(hook.bodies.getFirst());
        assertThat(network.failures()).containsOnly("Wrong response from the webhook: 500 Internal Server Error");
    }

    @Test
    void anotherUpdateDoesNotShortenTheWait() {
        hook.will(500, "text/plain", "", null);
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");
        await().until(() -> timer.pending().equals(List.of(Duration.ofSeconds(1))));

        network.enqueue(TOKEN.id(), "y");
        timer.advance(Duration.ofSeconds(1));

        awaitDelivered();
        assertThat(hook.bodies).hasSize(3);
    }

    @Test
    void aRetryAfterIsKept() {
        hook.will(429, "text/plain", "", Duration.ofSeconds(33));
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");

        await().until(() -> timer.pending().equals(List.of(Duration.ofSeconds(33))));
    }

    @Test
    void aWebhookThatIsSetAnewIsTriedAtOnce() {
        hook.will(500, "text/plain", "", null);
        setWebhook("http://127.0.0.1:" + server.port() + "/old");
        network.enqueue(TOKEN.id(), "x");
        await().until(() -> timer.pending().equals(List.of(Duration.ofSeconds(1))));

        setWebhook(url());

        awaitDelivered();
        assertThat(hook.heads.getLast().first()).contains("/hook?a=b");
    }

    @Test
    void aRedirectIsAFailure() {
        hook.will(302, "text/plain", "", null);
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");

        await().until(() -> !network.failures().isEmpty());
        assertThat(network.failures().getFirst()).startsWith("Wrong response from the webhook: 302");
        assertThat(hook.bodies).hasSize(1);
    }

    @Test
    void aCallInTheAnswerIsPerformed() {
        hook.will(200, "application/json", "{\"method\":\"sendmessage\",\"chat_id\":7,\"text\":\"hi\"}", null);
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");

        awaitDelivered();
        assertThat(network.lastCall().method()).isEqualTo("sendMessage");
        assertThat(network.lastCall().params().text("text")).contains("hi");
    }

    @Test
    void aCallThatMakesNoSenseInAnAnswerIsNotPerformed() {
        hook.will(200, "application/json", "{\"method\":\"deleteWebhook\"}", null);
        hook.will(200, "application/json", "{\"method\":\"sendMessage\"}", null);
        hook.will(200, "application/json", "{\"method", null);
        setWebhook(url());
        for (int i = 0; i < 3; i++) {
            network.enqueue(TOKEN.id(), "x");
        }

        awaitDelivered();
        assertThat(network.calls()).extracting(BotCall::method).containsExactly("setWebhook");
    }

    @Test
    void aSilentWebhookFailsWhenTheTimeIsOver() {
        hook.silent = true;
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");
        await().until(() -> hook.bodies.size() == 1);

        timer.advance(DEADLINE);

        await().until(() -> network.failures().equals(List.of("Read timeout expired")));
    }

    @Test
    void nobodyThereIsAFailureToo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        setWebhook("http://127.0.0.1:" + free + "/");
        network.enqueue(TOKEN.id(), "x");

        await().until(() -> network.failures().equals(List.of("Connection refused")));
    }

    @Test
    void theAddressIsLookedAtWhenItIsConnectedTo() {
        setWebhook("http://192.0.2.1/");
        network.enqueue(TOKEN.id(), "x");

        await().until(() -> !network.failures().isEmpty());
        assertThat(network.failures().getFirst()).startsWith("IP address 192.0.2.1 is not of this machine");
    }

    /** One that was set before the port was this process's. */
    @Test
    void aPortOfThisProcessIsNotConnectedTo() {
        hosts.addOwnPort(server.port());
        setWebhook(url());
        network.enqueue(TOKEN.id(), "x");

        await().until(() -> !network.failures().isEmpty());
        assertThat(network.failures().getFirst())
                .startsWith("port " + server.port() + " of this machine is the sandbox's own");
        assertThat(hook.heads).isEmpty();
    }
}
