package dev.heatup.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Heads and bodies that drip, as Tomcat meets them. */
class DeadlineHttpTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";

    /** How far the deadlines' time is before the machine's. */
    private final AtomicLong ahead = new AtomicLong();

    private final CountDownLatch reading = new CountDownLatch(1);
    private final Tomcat tomcat = new Tomcat();

    @TempDir
    Path folder;

    private int start(Duration maxHead) throws Exception {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector(new DeadlineHttp(maxHead, this::nanoTime));
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        FilterDef guard = new FilterDef();
        guard.setFilterName("guard");
        guard.setFilter(new RequestGuard(JsonMapper.shared(), Map.of(), this::readingAt));
        context.addFilterDef(guard);
        FilterMap everything = new FilterMap();
        everything.setFilterName("guard");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
        Wrapper echo = Tomcat.addServlet(context, "echo", new HttpServlet() {
            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                request.getInputStream().transferTo(response.getOutputStream());
            }
        });
        echo.addMapping("/");
        tomcat.start();
        context.getParent().getPipeline().addValve(new TomcatErrorReport(JsonMapper.shared()));
        return connector.getLocalPort();
    }

    private long nanoTime() {
        return System.nanoTime() + ahead.get();
    }

    private long readingAt() {
        reading.countDown();
        return nanoTime();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aHeadThatDripsIsATimeout() throws Exception {
        try (Client client = new Client(start(DeadlineHttp.MAX_HEAD))) {
            for (int i = 0; i < HEAD.length(); i++) {
                client.write(HEAD.substring(i, i + 1));
            }
            client.write("X");
            ahead.set(DeadlineHttp.MAX_HEAD.toNanos());
            client.drip(": y\r\n");

            assertThat(client.all())
                    .startsWith("HTTP/1.1 408 Request Timeout\r\nContent-Type: application/problem+json\r\n")
                    .contains("\"code\":\"request_timeout\"");
        }
    }

    @Test
    void whoFallsSilentInAHeadIsToldSoToo() throws Exception {
        try (Client client = new Client(start(Duration.ofMillis(100)))) {
            client.write(HEAD);

            assertThat(client.all()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        }
    }

    @Test
    void aBodyThatDripsIsATimeout() throws Exception {
        try (Client client = new Client(start(DeadlineHttp.MAX_HEAD))) {
            client.write(HEAD + "Content-Length: 100\r\n\r\nab");
            reading.await();
            ahead.set(BodyReader.MAX_BODY.plusSeconds(1).toNanos());
            client.drip("c");
            client.drip("d");

            assertThat(client.all()).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n9\r\nab"})
    void whoFallsSilentInABodyIsToldSoToo(String rest) throws Exception {
        int port = start(DeadlineHttp.MAX_HEAD);
        tomcat.getConnector().setProperty("connectionUploadTimeout", "100");
        try (Client client = new Client(port)) {
            client.write(HEAD + rest);

            assertThat(client.all()).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example\r\nContent-Length: 9", "Host: localhost\r\nContent-Length: 99999999"})
    void whatIsRefusedIsNotWaitedFor(String headers) throws Exception {
        try (Client client = new Client(start(DeadlineHttp.MAX_HEAD))) {
            client.write("POST / HTTP/1.1\r\n" + headers + "\r\n\r\na");
            await().until(() -> client.socket.getInputStream().available() > 0);
            ahead.set(Duration.ofSeconds(3).toNanos());
            client.drip("b");
            client.drip("c");

            assertThat(client.all()).startsWith("HTTP/1.1 4").contains("\"code\":");
        }
    }

    @Test
    void aHeadThatBeginsBeforeTheAnswerToTheLastOneIsReadInPieces() throws Exception {
        try (Client client = new Client(start(DeadlineHttp.MAX_HEAD))) {
            for (int i = 0; i < 3; i++) {
                client.write(HEAD + "Content-Length: 2\r\n\r\nhi" + HEAD);
                client.expect("hi");
                client.write("Content-Length: 2\r\n\r\nho");
                client.expect("ho");
            }
        }
    }

    /** One connection. */
    private static final class Client implements AutoCloseable {

        private final Socket socket;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Whether or not somebody is there still. */
        void drip(String text) throws IOException {
            try {
                write(text);
            } catch (SocketException e) {
                // Cut off already.
            }
        }

        void expect(String end) throws IOException {
            StringBuilder all = new StringBuilder();
            while (!all.toString().endsWith(end)) {
                int read = socket.getInputStream().read();
                assertThat(read).as("after " + all).isNotNegative();
                all.append((char) read);
            }
            assertThat(all.toString()).startsWith("HTTP/1.1 200");
        }

        String all() throws IOException {
            StringBuilder all = new StringBuilder();
            try {
                for (int read = socket.getInputStream().read();
                        read >= 0;
                        read = socket.getInputStream().read()) {
                    all.append((char) read);
                }
            } catch (SocketException e) {
                // Ended by a reset.
            }
            return all.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
