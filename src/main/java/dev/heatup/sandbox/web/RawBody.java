package dev.heatup.sandbox.web;

import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.telegram.json.UnreadableJsonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The body of a request, before anybody asks what is in it. */
sealed interface RawBody {

    int MAX_BYTES = 64 * 1024;

    record Read(Tl.Obj fields) implements RawBody {}

    record Refused(BindingResult.Unbound why) implements RawBody {}

    /** Reads no more than one byte beyond the bound. */
    static RawBody of(HttpServletRequest http) throws IOException {
        if (!isJson(http.getContentType())) {
            return refused(415, "CONTENT_TYPE_INVALID", "The body must be application/json.");
        }
        byte[] bytes = http.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            return refused(413, "BODY_TOO_LONG", "The body may have at most " + MAX_BYTES + " bytes.");
        }
        try {
            return TlJson.read(bytes) instanceof Tl.Obj fields
                    ? new Read(fields)
                    : refused(400, "BODY_INVALID", "The body must be a JSON object.");
        } catch (UnreadableJsonException e) {
            return refused(400, "BODY_INVALID", "The body can't be read: " + e.getMessage() + ".");
        }
    }

    private static RawBody refused(int status, String name, String description) {
        return new Refused(BindingResult.refused(status, name, description));
    }

    /** Asking for it also keeps other sites' plain forms out. */
    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
