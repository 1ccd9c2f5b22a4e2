package dev.heatup.gateway.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request's body that knows whether it may have left. The HTTP client asks for it only once it has a connection, and
 * without its body a request has no effect; so a body never handed over is a call that never happened.
 *
 * <p>States: {@code WAITING} → {@code HANDED_OVER} when the client asks, {@code WAITING} → {@code WITHDRAWN} when the
 * caller gives up first. One of them wins for good. Thread-safe.
 */
final class DeferredBody implements BodyPublisher {

    private enum State {
        WAITING,
        HANDED_OVER,
        WITHDRAWN
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final BodyPublisher body;

    DeferredBody(byte[] body) {
        this.body = BodyPublishers.ofByteArray(body);
    }

    /** True when the body has not left and never will. */
    boolean withdraw() {
        return state.compareAndSet(State.WAITING, State.WITHDRAWN) || state.get() == State.WITHDRAWN;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        state.compareAndSet(State.WAITING, State.HANDED_OVER);
        if (state.get() == State.HANDED_OVER) {
            body.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(new Nothing());
            subscriber.onError(new IOException("withdrawn before it was sent"));
        }
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
