package dev.heatup.sandbox.botapi.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** HTTP/1.1 on virtual threads, one for each connection. Thread-safe. */
final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private final HttpHandler handler;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HttpServer(ServerSocket server, HttpHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /** @param port 0 for any free one */
    static HttpServer start(InetAddress bind, int port, HttpHandler handler) throws IOException {
        HttpServer started = new HttpServer(new ServerSocket(port, BACKLOG, bind), handler);
        started.threads.execute(started::accept);
        return started;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException _) {
                // Closed, and the loop ends; or one client was gone before it was accepted.
            }
        }
    }

    private void serve(Socket socket) {
        try {
            new HttpConnection(socket, handler).run();
        } finally {
            open.remove(socket);
        }
    }

    /** Ends every connection; what was asked and not answered stays unanswered. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        threads.close();
    }
}
