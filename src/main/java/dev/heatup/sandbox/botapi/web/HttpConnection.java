package dev.heatup.sandbox.botapi.web;

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

    /** How long a client may be silent within a request. */
    private static final Duration SLOW = Duration.ofSeconds(30);

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Socket socket;
    private final HttpHandler handler;

    HttpConnection(Socket socket, HttpHandler handler) {
        this.socket = socket;
        this.handler = handler;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream(), 16_384));
            OutputStream out = socket.getOutputStream();
            while (serve(in, out)) {
                socket.setSoTimeout((int) IDLE.toMillis());
            }
        } catch (IOException _) {
            // The client is gone, or silent for too long; what it asked for has been told so.
        }
    }

    /** False when the connection is to end. */
    private boolean serve(PushbackInputStream in, OutputStream out) throws IOException {
        try {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            in.unread(first);
            socket.setSoTimeout((int) SLOW.toMillis());
            HttpHead head = HttpHead.read(in);
            return head != null && serve(head, in, out);
        } catch (HttpError error) {
            write(handler.refuse(error), out, false);
            lingerFor(in);
            return false;
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
        CompletableFuture<HttpAnswer> answer = handle(new HttpRequest(head, body, socket.getLocalAddress(), gone));
        body.transferTo(OutputStream.nullOutputStream());
        CompletableFuture<Boolean> written = answer.thenApply(ready -> writeOrEnd(ready, out, keepAlive));
        try {
            return awaitNext(in, written);
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

    /** Takes what a refused client still sends, for a while: an end before would be a reset, and no answer. */
    private void lingerFor(InputStream in) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout((int) LINGER.toMillis());
        long left = 2 * HttpBody.MAX_BYTES;
        byte[] chunk = new byte[16_384];
        for (int read = in.read(chunk); read >= 0 && left > 0; read = in.read(chunk)) {
            left -= read;
        }
    }

    /** Reads until the next request begins or the client is gone, whatever comes first, then waits for the answer. */
    private boolean awaitNext(PushbackInputStream in, CompletableFuture<Boolean> written) throws IOException {
        socket.setSoTimeout((int) IDLE.toMillis());
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
        boolean goesOn = false;
        try {
            goesOn = write(answer, out, keepAlive);
            return goesOn;
        } catch (IOException _) {
            return false;
        } finally {
            if (!goesOn) {
                end();
            }
        }
    }

    /** Wakes the reader as well. */
    private void end() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is as closed as it gets.
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
