package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    @Test
    void whoComesWhenThereAreTooManyIsLetInWhenOneLeaves() throws IOException {
        try (HttpServer server = HttpServer.start(InetAddress.getLoopbackAddress(), 0, new Greeting(), 2);
                Client first = new Client(server.port());
                Client second = new Client(server.port());
                Client third = new Client(server.port())) {
            for (Client client : new Client[] {first, second, first, second}) {
                client.ask();
                assertThat(client.answer()).contains("200");
            }
            third.ask();
            second.ask();
            assertThat(second.answer()).contains("200");
            assertThat(third.hasAnswer()).isFalse();

            first.leave();

            assertThat(third.answer()).contains("200");
        }
    }

    private static final class Greeting implements HttpHandler {
        @Override
        public CompletableFuture<HttpAnswer> handle(HttpRequest request) {
            return CompletableFuture.completedFuture(new HttpAnswer.Written(
                    200, "text/plain", ByteBuffer.wrap("hi".getBytes(StandardCharsets.ISO_8859_1)), null));
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

    /** One connection. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void ask() throws IOException {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }

        boolean hasAnswer() throws IOException {
            return in.ready();
        }

        @Nullable
        String answer() throws IOException {
            String status = in.readLine();
            String header = in.readLine();
            while (header != null && !header.isEmpty()) {
                header = in.readLine();
            }
            assertThat(in.skip(2)).isEqualTo(2);
            return status;
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
