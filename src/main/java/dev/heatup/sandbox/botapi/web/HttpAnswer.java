package dev.heatup.sandbox.botapi.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes back over a connection. */
sealed interface HttpAnswer {

    /** @param body from its position to its limit, which stay where they are */
    record Written(
            int status,
            String contentType,
            ByteBuffer body,
            @Nullable Duration retryAfter) implements HttpAnswer {}

    /** The connection ends without a byte. */
    record Cut() implements HttpAnswer {}
}
