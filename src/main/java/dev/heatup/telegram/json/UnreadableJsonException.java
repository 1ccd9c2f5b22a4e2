package dev.heatup.telegram.json;

import org.jspecify.annotations.Nullable;

/** The bytes are no JSON document within {@link TlJson}'s bounds. The message quotes nothing of them. */
public final class UnreadableJsonException extends RuntimeException {

    UnreadableJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
