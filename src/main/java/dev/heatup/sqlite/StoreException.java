package dev.heatup.sqlite;

import org.jspecify.annotations.Nullable;

/** The database failed; the message says what to check. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
