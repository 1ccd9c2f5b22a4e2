package dev.heatup.sandbox.fuzz;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request, ready to be sent and to be shown.
 *
 * @param name what it is counted under
 * @param target path and query
 * @param contentType null without a body
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes or compares them
record HttpCall(
        Door door,
        String name,
        String verb,
        String target,
        @Nullable String contentType,
        String body) {

    private static final int SHOWN = 4000;

    enum Door {
        /** The Bot API's port. */
        BOTS,
        /** The gateway contract. */
        PEOPLE,
        /** The control interface. */
        CONTROL
    }

    static HttpCall get(Door door, String name, String target) {
        return new HttpCall(door, name, "GET", target, null, "");
    }

    static HttpCall json(Door door, String name, String verb, String target, Tl body) {
        return new HttpCall(
                door, name, verb, target, "application/json", new String(TlJson.write(body), StandardCharsets.UTF_8));
    }

    static HttpCall empty(Door door, String name, String verb, String target) {
        return new HttpCall(door, name, verb, target, null, "");
    }

    @Override
    public String toString() {
        return verb + " " + door + " " + target + (contentType == null ? "" : "  [" + contentType + "] ")
                + (body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body);
    }
}
