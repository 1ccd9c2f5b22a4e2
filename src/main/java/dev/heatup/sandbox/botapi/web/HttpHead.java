package dev.heatup.sandbox.botapi.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first line and the headers of a request or a response.
 *
 * @param first its three words; the last one of a response may have spaces or be empty
 * @param headers by name in lower case; of a header that comes twice, both values with a comma between them
 */
record HttpHead(List<String> first, Map<String, String> headers) {

    /** The official server's bound. */
    private static final int MAX_BYTES = 1 << 18;

    /** Null when the stream ends before anything comes. */
    static @Nullable HttpHead read(InputStream in, LargeRequests.Share share) throws IOException {
        Bounded bounded = new Bounded(in, share);
        String line = bounded.line();
        while (line != null && line.isEmpty()) {
            line = bounded.line();
        }
        if (line == null) {
            return null;
        }
        List<String> first = List.of(line.split(" ", 3));
        if (first.size() < 2) {
            throw new HttpError(400, "Bad Request: wrong request line");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = bounded.line(); header != null && !header.isEmpty(); header = bounded.line()) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw new HttpError(400, "Bad Request");
            }
            headers.merge(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip(),
                    (one, another) -> one + ", " + another);
        }
        return new HttpHead(first, Map.copyOf(headers));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether a header with a list of words has this one. */
    boolean says(String name, String word) {
        return List.of(header(name).toLowerCase(Locale.ROOT).split("\\s*,\\s*")).contains(word);
    }

    /** Lines until the bound. */
    private static final class Bounded {

        private final InputStream in;
        private final LargeRequests.Share share;
        private int left = MAX_BYTES;

        Bounded(InputStream in, LargeRequests.Share share) {
            this.in = in;
            this.share = share;
        }

        @Nullable
        String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (--left < 0) {
                    throw new HttpError(431, "Request Header Fields Too Large: total headers size exceeded");
                }
                share.add(1);
                if (read == '\n') {
                    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
                }
                line.write(read);
            }
            return null;
        }
    }
}
