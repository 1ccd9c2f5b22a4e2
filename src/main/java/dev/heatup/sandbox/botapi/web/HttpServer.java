package dev.heatup.sandbox.botapi.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** HTTP/1.1 on virtual threads, one for each connection; who comes when there are too many waits to be let in. Thread-safe. */
final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 512;

    /** Each has a thread and 16 KiB, and as much again as it sends and is sent. */
    static final int MOST_CONNECTIONS = 2000;

    private static final long AFTER_TROUBLE_NANOS = 20_000_000;

    private final ServerSocket server;
    private final HttpHandler handler;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore places;

    private HttpServer(ServerSocket server, HttpHandler handler, int mostConnections) {
        this.server = server;
        this.handler = handler;
        this.places = new Semaphore(mostConnections);
    }

    /** @param port 0 for any free one */
    static HttpServer start(InetAddress bind, int port, HttpHandler handler) throws IOException {
        return start(bind, port, handler, MOST_CONNECTIONS);
    }

    static HttpServer start(InetAddress bind, int port, HttpHandler handler, int mostConnections) throws IOException {
        HttpServer started = new HttpServer(new ServerSocket(port, BACKLOG, bind), handler, mostConnections);
        started.threads.execute(started::accept);
        return started;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            places.acquireUninterruptibly();
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException _) {
                // Closed, and the loop ends; or one client was gone before it was accepted; or there are too many
                // files.
                places.release();
                LockSupport.parkNanos(AFTER_TROUBLE_NANOS);
            }
        }
    }

    private void serve(Socket socket) {
        try {
            new HttpConnection(socket, handler).run();
        } finally {
            open.remove(socket);
            places.release();
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
