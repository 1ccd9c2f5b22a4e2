package dev.heatup.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads bodies within one deadline each: Tomcat's own timeouts begin anew with each byte. Thread-safe. */
final class BodyReader {

    /** Until a request's body is whole. */
    static final Duration MAX_BODY = Duration.ofSeconds(60);

    private static final Duration MAX_LINGER = Duration.ofSeconds(2);
    private static final int MAX_LINGER_BYTES = 2 << 20;

    private final LongSupplier nanoTime;

    BodyReader(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Of a known length it is read into just that; else 16 KiB are taken for nothing at each request.
     *
     * @param most bytes that are read
     * @throws SocketTimeoutException when it takes too long; of a client that falls silent Tomcat throws another, and
     *     {@link TomcatErrorReport} answers
     */
    byte[] read(HttpServletRequest request, int most) throws IOException {
        if (!hasBody(request)) {
            return new byte[0];
        }
        int length = request.getContentLength();
        return new Timed(request.getInputStream(), MAX_BODY).readNBytes(length < 0 ? most : length);
    }

    /** Takes what a refused client still sends, for a while: an end before would be a reset, and no answer. */
    void linger(HttpServletRequest request) {
        if (!hasBody(request)) {
            return;
        }
        try {
            InputStream in = new Timed(request.getInputStream(), MAX_LINGER);
            byte[] chunk = new byte[8192];
            long left = MAX_LINGER_BYTES;
            for (int read = in.read(chunk); read >= 0 && left > 0; read = in.read(chunk)) {
                left -= read;
            }
        } catch (IOException _) {
            // The client is gone, or too slow; it has its answer.
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** However steadily it drips. */
    private final class Timed extends FilterInputStream {

        private final long began = nanoTime.getAsLong();
        private final Duration limit;

        Timed(InputStream in, Duration limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            checkTime();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            checkTime();
            return super.read(into, offset, length);
        }

        private void checkTime() throws SocketTimeoutException {
            if (nanoTime.getAsLong() - began > limit.toNanos()) {
                throw new SocketTimeoutException("the body takes too long to come");
            }
        }
    }
}
