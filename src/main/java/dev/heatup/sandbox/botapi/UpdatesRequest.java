package dev.heatup.sandbox.botapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bot asks for with {@code getUpdates}, but for how long it waits.
 *
 * @param offset positive: every update before it is confirmed and gone; 0: from the oldest; negative: from the
 *     {@code -offset}-th from the end, and every one before that is gone
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param allowedUpdates from now on, for updates yet to come; null leaves it as it is, empty is the default again
 */
public record UpdatesRequest(
        int offset, int limit, @Nullable List<String> allowedUpdates) {

    public static final int MAX_LIMIT = 100;

    public UpdatesRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is from 1 to " + MAX_LIMIT + ", not " + limit);
        }
        allowedUpdates = allowedUpdates == null ? null : List.copyOf(allowedUpdates);
    }

    /** The same question once more; what it confirmed or dropped it has confirmed or dropped already. */
    public UpdatesRequest again() {
        return new UpdatesRequest(Math.max(offset, 0), limit, null);
    }
}
