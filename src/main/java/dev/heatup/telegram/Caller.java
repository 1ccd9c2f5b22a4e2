package dev.heatup.telegram;

import org.jspecify.annotations.Nullable;

/**
 * For whom a call is made.
 *
 * @param sessionId the account at the target
 * @param run the run behind the call, so that the sandbox's log can name it; null outside runs
 * @param persona a short label of the persona, likewise
 */
public record Caller(
        String sessionId, @Nullable String run, @Nullable String persona) {

    public static Caller of(String sessionId) {
        return new Caller(sessionId, null, null);
    }
}
