package dev.heatup.gateway.http;

import dev.heatup.gateway.GatewayAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Answers every connection with the same bytes as soon as it sends any, then closes it or stays silent. */
final class RawServer implements AutoCloseable {

    enum Then {
        CLOSE,
        HOLD
    }

    private final ServerSocket server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RawServer(ServerSocket server) {
        this.server = server;
    }

    static RawServer answering(String answer, Then then) throws IOException {
        RawServer raw = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(() -> raw.serve(answer.getBytes(StandardCharsets.ISO_8859_1), then));
        return raw;
    }

    GatewayAddress address() {
        return GatewayAddress.of("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Returns once a request's JSON has come in to its last brace; needs {@link Then#HOLD}. */
    void awaitBody() throws InterruptedException {
        asked.await();
    }

    private void serve(byte[] answer, Then then) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> answer(socket, answer, then));
            }
        } catch (SocketException e) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(Socket socket, byte[] answer, Then then) {
        try {
            byte[] chunk = new byte[65_536];
            int length = socket.getInputStream().read(chunk);
            socket.getOutputStream().write(answer);
            if (then == Then.CLOSE) {
                socket.close();
                return;
            }
            while (length > 0) {
                if (new String(chunk, 0, length, StandardCharsets.ISO_8859_1).endsWith("}")) {
                    asked.countDown();
                }
                length = socket.getInputStream().read(chunk);
            }
        } catch (IOException e) {
            // The client gave up first, as some tests want it to.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
