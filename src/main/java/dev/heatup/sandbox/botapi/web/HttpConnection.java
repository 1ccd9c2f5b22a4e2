package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.Subscription;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One client's connection: requests in order, each answered before the next is read. While an answer is awaited, the
 * connection reads on, for the next request or for the end of the client: that is how a long poll hears that nobody
 * waits for it any more.
 */
final class HttpConnection implements Runnable {

    /** How long a client may be silent between requests. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    /** From a request's first byte until its head is whole. */
    static final Duration MAX_HEAD = Duration.ofSeconds(10);

    /** Until a request's body is whole. */
    static final Duration MAX_BODY = Duration.ofSeconds(60);

    /** Until the client has taken an answer. */
    static final Duration MAX_ANSWER = Duration.ofSeconds(60);

    private static final Duration MAX_LINGER = Duration.ofSeconds(2);

    private final Socket socket;
    private final HttpHandler handler;
    private final IdleConnections idle;
    private final LargeRequests.Share share;
    private final Timer timer;
    private volatile boolean late;

    HttpConnection(Socket socket, HttpHandler handler, IdleConnections idle, LargeRequests.Share share, Timer timer) {
        this.socket = socket;
        this.handler = handler;
        this.idle = idle;
        this.share = share;
        this.timer = timer;
    }

    /** Begins among the idle ones. */
    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) IDLE.toMillis());
            PushbackInputStream in = in();
            OutputStream out = socket.getOutputStream();
            while (serve(in, out)) {
                // One request after another.
            }
        } catch (IOException _) {
            // The client is gone, or silent for too long; what it asked for has been told so.
        } finally {
            share.close();
            idle.remove(this);
        }
    }

    /** Answers the first request with an error, so that the client hears it, and ends. */
    void refuse(HttpError error) {
        Subscription alarm = timer.after(MAX_HEAD, this::close);
        try (socket) {
            InputStream in = in();
            if (HttpHead.read(in, share) != null) {
                refuse(error, in, socket.getOutputStream());
            }
        } catch (IOException _) {
            // The client is gone, or sends no request.
        } finally {
            share.close();
            alarm.close();
        }
    }

    /** Whether something has come that its thread has not read yet. */
    boolean hasInput() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException _) {
            // Closed.
            return false;
        }
    }

    /** Wakes whoever reads or writes. */
    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is as closed as it gets.
        }
    }

    private PushbackInputStream in() throws IOException {
        return new PushbackInputStream(new BufferedInputStream(socket.getInputStream(), 16_384));
    }

    /** False when the connection is to end. */
    private boolean serve(PushbackInputStream in, OutputStream out) throws IOException {
        int first = in.read();
        if (first < 0 || !idle.remove(this)) {
            return false;
        }
        in.unread(first);
        try {
            Optional<HttpHead> head = inTime(MAX_HEAD, () -> Optional.ofNullable(HttpHead.read(in, share)));
            return head.isPresent() && serve(head.get(), in, out);
        } catch (HttpError error) {
            share.close();
            refuse(error, in, out);
            return false;
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** @throws HttpError 408 when it takes longer; whoever reads then meets the stream's end */
    private <T> T inTime(Duration limit, Reading<T> reading) throws IOException {
        Subscription alarm = timer.after(limit, this::endInput);
        try {
            T read = reading.read();
            if (!late) {
                return read;
            }
        } catch (IOException e) {
            if (!late) {
                throw e;
            }
        } finally {
            alarm.close();
        }
        throw new HttpError(408, "Request Timeout: the request takes longer than " + limit.toSeconds() + " s to come");
    }

    private void endInput() {
        late = true;
        try {
            socket.shutdownInput();
        } catch (IOException _) {
            // It has ended by itself.
        }
    }

    private boolean serve(HttpHead head, PushbackInputStream in, OutputStream out) throws IOException {
        boolean oldHttp = head.first().getLast().equals("HTTP/1.0");
        if (!oldHttp && !head.first().getLast().equals("HTTP/1.1")) {
            throw new HttpError(505, "HTTP Version Not Supported");
        }
        boolean keepAlive = oldHttp ? head.says("connection", "keep-alive") : !head.says("connection", "close");
        HttpBody body = HttpBody.of(head, in);
        if (head.says("expect", "100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        CompletableFuture<Void> gone = new CompletableFuture<>();
        HttpRequest request = new HttpRequest(head, body, socket.getLocalAddress(), share, gone);
        try {
            CompletableFuture<HttpAnswer> answer = inTime(MAX_BODY, () -> {
                CompletableFuture<HttpAnswer> begun = handle(request);
                body.transferTo(OutputStream.nullOutputStream());
                return begun;
            });
            share.close();
            return awaitNext(in, answer.thenApply(ready -> writeOrEnd(ready, out, keepAlive)));
        } finally {
            gone.complete(null);
        }
    }

    private CompletableFuture<HttpAnswer> handle(HttpRequest request) throws IOException {
        try {
            return handler.handle(request).exceptionally(handler::failed);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(handler.failed(e));
        }
    }

    private void refuse(HttpError error, InputStream in, OutputStream out) throws IOException {
        Subscription alarm = timer.after(MAX_LINGER, this::close);
        try {
            write(handler.refuse(error), out, false);
            linger(in);
        } finally {
            alarm.close();
        }
    }

    /** Takes what a refused client still sends, for a while: an end before would be a reset, and no answer. */
    private void linger(InputStream in) throws IOException {
        socket.shutdownOutput();
        long left = 2 * HttpBody.MAX_BYTES;
        byte[] chunk = new byte[16_384];
        for (int read = in.read(chunk); read >= 0 && left > 0; read = in.read(chunk)) {
            left -= read;
        }
    }

    /** Reads until the next request begins or the client is gone, whatever comes first, then waits for the answer. */
    private boolean awaitNext(PushbackInputStream in, CompletableFuture<Boolean> written) throws IOException {
        int next = -2;
        while (next == -2) {
            try {
                next = in.read();
            } catch (SocketTimeoutException e) {
                if (written.isDone()) {
                    return false;
                }
            }
        }
        if (next < 0) {
            return false;
        }
        in.unread(next);
        try {
            return written.get();
        } catch (InterruptedException | ExecutionException e) {
            return false;
        }
    }

    private boolean writeOrEnd(HttpAnswer answer, OutputStream out, boolean keepAlive) {
        Subscription alarm = timer.after(MAX_ANSWER, this::close);
        boolean goesOn = false;
        try {
            goesOn = write(answer, out, keepAlive);
            return goesOn;
        } catch (IOException _) {
            return false;
        } finally {
            alarm.close();
            if (goesOn) {
                idle.add(this);
            } else {
                close();
            }
            if (socket.isClosed()) {
                idle.remove(this);
            }
        }
    }

    private boolean write(HttpAnswer answer, OutputStream out, boolean keepAlive) throws IOException {
        return switch (answer) {
            case HttpAnswer.Cut _ -> {
                // Not an orderly end: the client sees a reset, as from a network that fails.
                socket.setSoLinger(true, 0);
                yield false;
            }
            case HttpAnswer.Written written -> {
                byte[] head = head(written, keepAlive).getBytes(StandardCharsets.ISO_8859_1);
                ByteBuffer all =
                        ByteBuffer.allocate(head.length + written.body().remaining());
                all.put(head).put(written.body().duplicate());
                out.write(all.array());
                yield keepAlive;
            }
        };
    }

    private static String head(HttpAnswer.Written answer, boolean keepAlive) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(reason(answer.status()))
                .append("\r\nContent-Type: ")
                .append(answer.contentType())
                .append("\r\nContent-Length: ")
                .append(answer.body().remaining())
                .append("\r\nX-Content-Type-Options: nosniff\r\nConnection: ")
                .append(keepAlive ? "keep-alive" : "close");
        Duration retryAfter = answer.retryAfter();
        if (retryAfter != null) {
            head.append("\r\nRetry-After: ").append(retryAfter.toSeconds());
        }
        return head.append("\r\n\r\n").toString();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Request Entity Too Large";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
