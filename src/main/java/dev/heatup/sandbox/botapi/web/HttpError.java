package dev.heatup.sandbox.botapi.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that can't be read: it is answered with this, and the connection ends. */
final class HttpError extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable Duration retryAfter;

    /** @param description in the official server's words, prefix included */
    HttpError(int status, String description) {
        this(status, description, null);
    }

    /** @param retryAfter when to come back; null when that would be no use */
    HttpError(int status, String description, @Nullable Duration retryAfter) {
        super(description);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
