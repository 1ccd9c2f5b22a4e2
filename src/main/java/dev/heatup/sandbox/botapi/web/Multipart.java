package dev.heatup.sandbox.botapi.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578) part by part in a buffer of a fixed size, so that a file passes through
 * without being kept. Not thread-safe.
 */
final class Multipart {

    /**
     * @param file null for a plain field
     * @param contentType empty when the part does not say
     */
    record Part(String name, @Nullable String file, String contentType) {}

    /** As RFC 2046 has it. */
    private static final int MAX_BOUNDARY = 70;

    private static final int MAX_PART_HEADERS = 8192;
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([a-zA-Z*]+)\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\\s]*))");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[65_536];
    private int from;
    private int to;

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line before it; this makes it like the others.
        buffer[0] = '\r';
        buffer[1] = '\n';
        to = 2;
    }

    static Multipart of(String contentType, InputStream in) throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new HttpError(400, "Bad Request: boundary not found");
        }
        String value = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        if (value == null || value.isEmpty() || value.length() > MAX_BOUNDARY) {
            throw new HttpError(400, "Bad Request: boundary too big or empty");
        }
        Multipart multipart = new Multipart(in, value);
        multipart.transferTo(OutputStream.nullOutputStream());
        return multipart;
    }

    /** Null after the last part. The content of the part before must have been read. */
    @Nullable
    Part next() throws IOException {
        if (isLast()) {
            return null;
        }
        line();
        Map<String, String> headers = new HashMap<>();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            length += line.length();
            int colon = line.indexOf(':');
            if (colon <= 0 || length > MAX_PART_HEADERS) {
                throw new HttpError(400, "Bad Request: can't parse form data headers");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return part(headers.getOrDefault("content-disposition", ""), headers.getOrDefault("content-type", ""));
    }

    /** Whether it is the delimiter that ends all, which nothing needs to follow. */
    private boolean isLast() throws IOException {
        while (to - from < 2) {
            fill();
        }
        return buffer[from] == '-' && buffer[from + 1] == '-';
    }

    private static Part part(String disposition, String contentType) throws IOException {
        if (!disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
            throw new HttpError(400, "Bad Request: expected form-data content disposition");
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(disposition);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            parameters.put(
                    parameter.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? String.valueOf(parameter.group(3)) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        String name = parameters.get("name");
        if (name == null || name.isEmpty()) {
            throw new HttpError(400, "Bad Request: field name in multipart/form-data not found");
        }
        String extended = parameters.get("filename*");
        return new Part(name, parameters.getOrDefault("filename", extended), contentType);
    }

    /** Moves the content of the part to {@code out} and says how long it was. */
    long transferTo(OutputStream out) throws IOException {
        long length = 0;
        while (true) {
            int found = find();
            int safe = found >= 0 ? found : Math.max(from, to - delimiter.length + 1);
            out.write(buffer, from, safe - from);
            length += safe - from;
            from = safe;
            if (found >= 0) {
                from += delimiter.length;
                return length;
            }
            fill();
        }
    }

    private int find() {
        for (int at = from; at <= to - delimiter.length; at++) {
            if (buffer[at] == '\r'
                    && Arrays.equals(buffer, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                return at;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new HttpError(400, "Bad Request: unexpected end of request content");
        }
        to += read;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (from == to) {
                fill();
            }
            byte next = buffer[from++];
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(next);
            if (line.size() > MAX_PART_HEADERS) {
                throw new HttpError(400, "Bad Request: can't parse form data headers");
            }
        }
    }
}
