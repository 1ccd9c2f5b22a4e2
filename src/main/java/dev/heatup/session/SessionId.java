package dev.heatup.session;

import java.util.regex.Pattern;

/** Names an account at the target. */
public record SessionId(String value) {

    /** What a session's name may look like; also the path's pattern in the OpenAPI document. */
    public static final String PATTERN = "[A-Za-z0-9_-]{1,64}";

    private static final Pattern ALLOWED = Pattern.compile(PATTERN);

    public SessionId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("a session_id has 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
