package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

    private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\n";

    private final ManualTimer timer = new ManualTimer();
    private final Greeting greeting = new Greeting();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.start(InetAddress.getLoopbackAddress(), 0, greeting, timer, 2);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whoComesWhileAllAreBusyIsToldWhenToComeBack() throws IOException {
        greeting.keepsWaiting = true;
        try (Client first = new Client();
                Client second = new Client()) {
            first.ask();
            second.ask();
            await().until(() -> greeting.asked.size() == 2);
            for (int i = 0; i < 5; i++) {
                try (Client third = new Client()) {
                    third.ask();

                    assertThat(third.all()).startsWith("HTTP/1.1 503").contains("\r\nRetry-After: 1\r\n");
                }
            }
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.refused()).isEqualTo(5);

            first.leave();
            await().until(() -> server.connections() == 1);
            greeting.keepsWaiting = false;
            try (Client fourth = new Client()) {
                fourth.ask();
                assertThat(fourth.answer()).contains("200");
            }
        }
    }

    @Test
    void theConnectionThatWasIdleForLongestGivesItsPlace() throws IOException {
        try (Client first = new Client();
                Client second = new Client()) {
            for (Client client : List.of(first, second, first)) {
                client.ask();
                assertThat(client.answer()).contains("200");
            }
            // A client may have its answer a moment before its connection counts as idle.
            await().until(() -> server.idle() == 2);
            try (Client third = new Client()) {
                third.ask();
                assertThat(third.answer()).contains("200");
            }
            assertThat(second.all()).isEmpty();
            first.ask();
            assertThat(first.answer()).contains("200");
        }
    }

    @Test
    void connectionsThatSayNothingKeepNobodyOut() throws IOException {
        List<Client> silent = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 50; i++) {
            silent.add(new Client());
        }
        try (Client last = new Client()) {
            last.ask();

            assertThat(last.answer()).contains("200");
        }
        assertThat(server.refused()).isZero();
        for (Client client : silent) {
            client.leave();
        }
    }

    @Test
    void whoIsRefusedAndSaysNothingIsCutOff() throws IOException {
        greeting.keepsWaiting = true;
        try (Client first = new Client();
                Client second = new Client()) {
            first.ask();
            second.ask();
            await().until(() -> greeting.asked.size() == 2 && timer.pending().isEmpty());
            try (Client third = new Client()) {
                await().until(() -> timer.pending().equals(List.of(HttpConnection.MAX_HEAD)));
                timer.advance(HttpConnection.MAX_HEAD);

                assertThat(third.all()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", HEAD, HEAD + "X: y", "\r\n"})
    void aHeadThatIsNotWholeInTimeIsATimeout(String beginning) throws IOException {
        try (Client client = new Client()) {
            client.write(beginning);
            await().until(() -> timer.pending().equals(List.of(HttpConnection.MAX_HEAD)));
            timer.advance(HttpConnection.MAX_HEAD.minusNanos(1));
            client.write("x");
            assertThat(timer.pending()).containsExactly(Duration.ofNanos(1));
            timer.advance(Duration.ofNanos(1));

            assertThat(client.all()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        }
        assertThat(greeting.asked).isEmpty();
        await().until(() -> server.connections() == 0 && timer.pending().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n\r\nabcd", "Transfer-Encoding: chunked\r\n\r\n2\r\na"})
    void aBodyThatIsNotWholeInTimeIsATimeout(String rest) throws IOException {
        try (Client client = new Client()) {
            client.write(HEAD + rest);
            await().until(() -> timer.pending().equals(List.of(HttpConnection.MAX_BODY)));
            timer.advance(HttpConnection.MAX_BODY);

            assertThat(client.all()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        }
        await().until(() -> server.connections() == 0 && timer.pending().isEmpty());
    }

    @Test
    void aLongWaitForAnAnswerIsNoTimeout() throws IOException {
        greeting.keepsWaiting = true;
        try (Client client = new Client()) {
            client.ask();
            await().until(() -> greeting.asked.size() == 1 && timer.pending().isEmpty());
            timer.advance(Duration.ofHours(1));
            greeting.asked.getFirst().complete(Greeting.answer(2));

            assertThat(client.answer()).contains("200");
        }
    }

    @Test
    void whoDoesNotTakeAnAnswerInTimeIsCutOff() throws IOException {
        greeting.length = 64 << 20;
        try (Client client = new Client()) {
            client.ask();
            await().until(() -> timer.pending().equals(List.of(HttpConnection.MAX_ANSWER)));
            timer.advance(HttpConnection.MAX_ANSWER);

            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void whoIsRefusedAndGoesOnSendingIsCutOff() throws IOException {
        try (Client client = new Client()) {
            client.write("nonsense\r\n\r\n");
            assertThat(client.answer()).contains("400");
            client.write("x");
            await().until(() -> timer.pending().size() == 1);
            timer.advance(Duration.ofSeconds(2));

            await().until(() -> server.connections() == 0);
        }
    }

    private static final class Greeting implements HttpHandler {

        private final List<CompletableFuture<HttpAnswer>> asked = new CopyOnWriteArrayList<>();
        private volatile boolean keepsWaiting;
        private volatile int length = 2;

        @Override
        public CompletableFuture<HttpAnswer> handle(HttpRequest request) throws IOException {
            request.body().readAllBytes();
            CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
            if (!keepsWaiting) {
                answer.complete(answer(length));
            }
            asked.add(answer);
            return answer;
        }

        private static HttpAnswer answer(int length) {
            return new HttpAnswer.Written(200, "text/plain", ByteBuffer.allocate(length), null);
        }

        @Override
        public HttpAnswer refuse(HttpError error) {
            return new HttpAnswer.Written(
                    error.status(), "text/plain", StandardCharsets.UTF_8.encode("no"), error.retryAfter());
        }

        @Override
        public HttpAnswer failed(Throwable failure) {
            return new HttpAnswer.Cut();
        }
    }

    /** One connection. */
    private final class Client implements AutoCloseable {

        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        private final InputStream in = socket.getInputStream();

        Client() throws IOException {}

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void ask() throws IOException {
            write(HEAD + "\r\n");
        }

        /** The status line of the next answer, which has a body of two bytes. */
        String answer() throws IOException {
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                int read = in.read();
                assertThat(read).as("a byte after " + head).isNotNegative();
                head += (char) read;
            }
            assertThat(in.readNBytes(2)).hasSize(2);
            return head.lines().findFirst().orElseThrow();
        }

        /** All that comes until the end. */
        String all() throws IOException {
            StringBuilder all = new StringBuilder();
            try {
                for (int read = in.read(); read >= 0; read = in.read()) {
                    all.append((char) read);
                }
            } catch (SocketException e) {
                // Ended by a reset.
            }
            return all.toString();
        }

        void leave() throws IOException {
            socket.close();
        }

        @Override
        public void close() throws IOException {
            leave();
        }
    }
}
