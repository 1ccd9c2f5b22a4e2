package dev.heatup.sandbox.botapi.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * HTTP/1.1 on virtual threads, one for each connection. Who comes when there are too many gets the place of the connection
 * that has been idle for longest, and where none is idle, 503. Thread-safe.
 */
final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 512;

    /** Each has a thread and 16 KiB, and as much again as it sends and is sent. */
    static final int MAX_CONNECTIONS = 2000;

    /** How many are told so at once; beyond that, connections end without a word. */
    private static final int MAX_REFUSALS = 200;

    private static final long AFTER_TROUBLE_NANOS = 20_000_000;

    private final ServerSocket server;
    private final HttpHandler handler;
    private final Timer timer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final IdleConnections idle = new IdleConnections();
    private final LargeRequests large = new LargeRequests();
    private final Semaphore places;
    private final Semaphore refusals = new Semaphore(MAX_REFUSALS);
    private final LongAdder refused = new LongAdder();

    private HttpServer(ServerSocket server, HttpHandler handler, Timer timer, int mostConnections) {
        this.server = server;
        this.handler = handler;
        this.timer = timer;
        this.places = new Semaphore(mostConnections);
    }

    /**
     * @param port 0 for any free one
     * @param timer for the deadlines of requests
     */
    static HttpServer start(InetAddress bind, int port, HttpHandler handler, Timer timer) throws IOException {
        return start(bind, port, handler, timer, MAX_CONNECTIONS);
    }

    static HttpServer start(InetAddress bind, int port, HttpHandler handler, Timer timer, int mostConnections)
            throws IOException {
        HttpServer started = new HttpServer(new ServerSocket(port, BACKLOG, bind), handler, timer, mostConnections);
        started.threads.execute(started::accept);
        return started;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many are open, idle ones included. */
    int connections() {
        return open.size();
    }

    int idle() {
        return idle.size();
    }

    /** How many were turned away since the start. */
    long refused() {
        return refused.sum();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                admit(new HttpConnection(server.accept(), handler, idle, large.new Share(), timer));
            } catch (IOException _) {
                // Closed, and the loop ends; or one client was gone before it was accepted; or there are too many
                // files.
                LockSupport.parkNanos(AFTER_TROUBLE_NANOS);
            }
        }
    }

    private void admit(HttpConnection connection) {
        if (places.tryAcquire() || takePlaceOfIdle()) {
            open.add(connection);
            idle.add(connection);
            threads.execute(() -> serve(connection));
        } else {
            refused.increment();
            if (refusals.tryAcquire()) {
                threads.execute(() -> refuse(connection));
            } else {
                connection.close();
            }
        }
    }

    /** Whoever takes a connection out of {@code open} has its place. */
    private boolean takePlaceOfIdle() {
        for (Optional<HttpConnection> longest = idle.removeLongest();
                longest.isPresent();
                longest = idle.removeLongest()) {
            if (open.remove(longest.get())) {
                longest.get().close();
                return true;
            }
        }
        return false;
    }

    private void serve(HttpConnection connection) {
        try {
            connection.run();
        } finally {
            if (open.remove(connection)) {
                places.release();
            }
        }
    }

    private void refuse(HttpConnection connection) {
        try {
            connection.refuse(new HttpError(
                    503, "Service Unavailable: too many connections are open; try again later", Duration.ofSeconds(1)));
        } finally {
            refusals.release();
        }
    }

    /** Ends every connection; what was asked and not answered stays unanswered. */
    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(HttpConnection::close);
        threads.shutdownNow();
        threads.close();
    }
}
