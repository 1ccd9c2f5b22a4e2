package dev.heatup.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 as Tomcat serves it, with one deadline for a request's head: Tomcat's own timeouts begin anew with each byte, so
 * that a client could take hours. Bodies have their deadline in {@link RequestGuard}.
 */
public final class DeadlineHttp extends Http11NioProtocol {

    /** From a request's first byte until its head is whole. */
    static final Duration MAX_HEAD = Duration.ofSeconds(10);

    /** How long a client may be silent within a body. */
    private static final Duration MAX_GAP = Duration.ofSeconds(10);

    /** Tomcat looks for connections whose time is over once a second. */
    private static final long AFTER_MILLIS = 10;

    private static final String BODY = """
            {"type":"about:blank","title":"Request Timeout","status":408,"code":"request_timeout",\
            "detail":"the request's head takes too long to come"}""";

    private static final String LATE = """
            HTTP/1.1 408 Request Timeout\r
            Content-Type: %s\r
            Content-Length: %d\r
            Connection: close\r
            \r
            %s""".formatted(ProblemDocument.MEDIA_TYPE, BODY.length(), BODY);

    private final Duration maxHead;
    private final LongSupplier nanoTime;

    /** As Tomcat's connector makes it by its name. */
    public DeadlineHttp() {
        this(MAX_HEAD, System::nanoTime);
    }

    /** @param nanoTime which Tomcat reads by itself when a head begins */
    DeadlineHttp(Duration maxHead, LongSupplier nanoTime) {
        this.maxHead = maxHead;
        this.nanoTime = nanoTime;
        setDisableUploadTimeout(false);
        setConnectionUploadTimeout((int) MAX_GAP.toMillis());
        // What is left of a refused body would come without a deadline.
        setMaxSwallowSize(0);
    }

    @Override
    protected Processor createProcessor() {
        return new DeadlineProcessor();
    }

    /** One connection's. While a head is incomplete it stays with its connection, and is called at each byte. */
    private final class DeadlineProcessor extends Http11Processor {

        DeadlineProcessor() {
            super(DeadlineHttp.this, DeadlineHttp.this.getAdapter());
        }

        @Override
        public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
            if (isInHead() && left() <= 0) {
                end(socket);
                return SocketState.CLOSED;
            }
            SocketState state = super.process(socket, event);
            if (state == SocketState.LONG && isInHead()) {
                socket.setReadTimeout(Math.max(0, left()) / 1_000_000 + AFTER_MILLIS);
            }
            return state;
        }

        /** Between two calls a request is either asynchronous or not read yet. */
        private boolean isInHead() {
            return getRequest().getStartInstant() != null && !isAsync() && !isUpgrade();
        }

        private long left() {
            return maxHead.toNanos() - (nanoTime.getAsLong() - getRequest().getStartTimeNanos());
        }

        /** Past Tomcat's own buffers, which refuse to write once the time is over. */
        private void end(SocketWrapperBase<?> socket) throws IOException {
            if (socket.getSocket() instanceof NioChannel channel) {
                channel.write(ByteBuffer.wrap(LATE.getBytes(StandardCharsets.ISO_8859_1)));
                // What has come already would turn the end into a reset.
                channel.read(ByteBuffer.allocate(8192));
            }
        }
    }
}
