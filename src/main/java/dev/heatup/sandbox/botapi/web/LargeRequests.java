package dev.heatup.sandbox.botapi.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Few requests with a long head or many parameters are in memory at once while they are read. Thread-safe. */
final class LargeRequests {

    /** Of head and parameters together; nearly all requests have less. Files are not kept, and not counted. */
    static final int MAX_SMALL_BYTES = 32 * 1024;

    static final int MAX_AT_ONCE = 8;

    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    /** What one request takes; not thread-safe. */
    final class Share implements AutoCloseable {

        private int bytes;
        private boolean large;

        /** @throws HttpError 503 when it becomes large and too many are */
        void add(int more) throws HttpError {
            bytes += more;
            if (!large && bytes > MAX_SMALL_BYTES) {
                large = places.tryAcquire();
                if (!large) {
                    throw new HttpError(
                            503,
                            "Service Unavailable: " + MAX_AT_ONCE + " large requests are read already; try again later",
                            Duration.ofSeconds(1));
                }
            }
        }

        @Override
        public void close() {
            if (large) {
                large = false;
                places.release();
            }
            bytes = 0;
        }
    }
}
