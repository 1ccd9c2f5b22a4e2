package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.UploadedFile;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.telegram.json.UnreadableJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and files of a request, from its query and its body; where both have a parameter, the query's counts,
 * as with the official server. The bounds are that server's too, but for files, which may have 50 MB in all.
 */
final class RequestParameters {

    private static final int MAX_PARAMETER_BYTES = 1 << 20;
    private static final int MAX_FILES = 100;
    private static final long MAX_FILE_BYTES = 50L << 20;

    private final Map<String, Tl> values = new HashMap<>();
    private final Map<String, UploadedFile> uploads = new HashMap<>();
    private final LargeRequests.Share share;
    private int parameterBytes;
    private long fileBytes;

    private RequestParameters(LargeRequests.Share share) {
        this.share = share;
    }

    Map<String, Tl> values() {
        return values;
    }

    Map<String, UploadedFile> uploads() {
        return uploads;
    }

    static RequestParameters of(@Nullable String query, HttpRequest request) throws IOException {
        RequestParameters requestParameters = new RequestParameters(request.share());
        if (query != null) {
            requestParameters.form(query);
        }
        String type = request.head().header("content-type");
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.contains("multipart/form-data")) {
            requestParameters.multipart(type, request.body());
        } else if (lower.contains("application/x-www-form-urlencoded")) {
            requestParameters.form(new String(requestParameters.bounded(request.body()), StandardCharsets.UTF_8));
        } else if (lower.contains("application/json")) {
            requestParameters.json(requestParameters.bounded(request.body()));
        }
        return requestParameters;
    }

    private void form(String encoded) throws HttpError {
        count(encoded.length());
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        Tl.of(equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
    }

    /** A percent sign that escapes nothing stands for itself. */
    static String decoded(String encoded) {
        return URLDecoder.decode(encoded.replaceAll("%(?![0-9a-fA-F]{2})", "%25"), StandardCharsets.UTF_8);
    }

    private void json(byte[] body) throws HttpError {
        if (body.length == 0) {
            return;
        }
        try {
            if (!(TlJson.read(body) instanceof Tl.Obj object)) {
                throw new HttpError(400, "Bad Request: JSON object expected");
            }
            object.fields().forEach(this::put);
        } catch (UnreadableJsonException _) {
            throw new HttpError(400, "Bad Request: can't parse JSON object");
        }
    }

    private void multipart(String contentType, InputStream body) throws IOException {
        Multipart multipart = Multipart.of(contentType, body);
        for (Multipart.Part part = multipart.next(); part != null; part = multipart.next()) {
            String file = part.file();
            if (file == null) {
                field(part, multipart);
            } else {
                file(part, file, multipart);
            }
        }
    }

    private void field(Multipart.Part part, Multipart multipart) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        multipart.transferTo(new Counting(text));
        put(part.name(), Tl.of(text.toString(StandardCharsets.UTF_8)));
    }

    private void file(Multipart.Part part, String file, Multipart multipart) throws IOException {
        long size = multipart.transferTo(OutputStream.nullOutputStream());
        fileBytes += size;
        if (uploads.size() >= MAX_FILES) {
            throw new HttpError(413, "Request Entity Too Large: too many files attached");
        }
        if (fileBytes > MAX_FILE_BYTES) {
            throw new HttpError(413, "Request Entity Too Large");
        }
        uploads.putIfAbsent(part.name(), new UploadedFile(bounded(file), bounded(part.contentType()), size));
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), UploadedFile.MAX_TEXT));
    }

    private byte[] bounded(InputStream body) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        body.transferTo(new Counting(read));
        return read.toByteArray();
    }

    private void count(int bytes) throws HttpError {
        share.add(bytes);
        parameterBytes += bytes;
        if (parameterBytes > MAX_PARAMETER_BYTES) {
            throw new HttpError(413, "Request Entity Too Large: too many parameters");
        }
    }

    private void put(String name, Tl value) {
        values.putIfAbsent(name, value);
    }

    /** Ends a field that is too long before it fills the memory. */
    private final class Counting extends OutputStream {

        private final OutputStream to;

        Counting(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            to.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            to.write(bytes, offset, length);
        }
    }
}
