package dev.heatup.sandbox;

import dev.heatup.gateway.Call;
import dev.heatup.gateway.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Why an event came to be: what the caller said about itself. Labels are untrusted; they are cut to
 * {@value #MAX_LABEL} characters and hold no control characters.
 */
public record Cause(
        @Nullable String clientId,
        @Nullable String run,
        @Nullable String persona) {

    static final int MAX_LABEL = 128;

    static Cause of(Caller caller, Call call) {
        return new Cause(call.clientId().orElse(null), label(caller.run()), label(caller.persona()));
    }

    private static @Nullable String label(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(MAX_LABEL)
                .forEach(clean::appendCodePoint);
        return clean.isEmpty() ? null : clean.toString();
    }
}
