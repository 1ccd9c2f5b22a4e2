package dev.heatup.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * Why an event came to be: what the caller said about itself, and what kind of labelled traffic it is. All of it stays in
 * the log and its exports; the network shows none of it. Labels from callers are untrusted; they are cut to
 * {@value #MAX_LABEL} characters and hold no control characters.
 *
 * @param clientId the caller's name for the call
 * @param run the run behind it
 * @param persona who acts, in a word
 * @param label what a moderator should make of a message: {@code spam} for instance
 * @param campaign which stream of labelled messages it belongs to
 * @param difficulty how hard it is to tell
 */
public record Cause(
        @Nullable String clientId,
        @Nullable String run,
        @Nullable String persona,
        @Nullable String label,
        @Nullable String campaign,
        @Nullable String difficulty) {

    public static final int MAX_LABEL = 128;

    public static final Cause NONE = new Cause(null, null, null, null, null, null);

    public static Cause of(@Nullable String clientId, @Nullable String run, @Nullable String persona) {
        return new Cause(clientId, clean(run), clean(persona), null, null, null);
    }

    /** A labelled message. */
    public static Cause labelled(String label, String campaign, String difficulty) {
        return new Cause(null, null, null, label, campaign, difficulty);
    }

    /** What belongs to labelled messages without being one. */
    public static Cause of(String campaign) {
        return new Cause(null, null, null, null, campaign, null);
    }

    private static @Nullable String clean(@Nullable String text) {
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
