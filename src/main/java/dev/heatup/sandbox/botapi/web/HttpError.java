package dev.heatup.sandbox.botapi.web;

import java.io.IOException;

/** A request that can't be read: it is answered with this, and the connection ends. */
final class HttpError extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** @param description in the official server's words, prefix included */
    HttpError(int status, String description) {
        super(description);
        this.status = status;
    }

    int status() {
        return status;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
