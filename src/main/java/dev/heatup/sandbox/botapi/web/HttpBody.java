package dev.heatup.sandbox.botapi.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;

/** A message's body as its headers delimit it: of a known length, chunked, or none. Not thread-safe. */
final class HttpBody extends InputStream {

    /** A file of 50 MB, which Telegram takes of bots, and what else comes with it. */
    static final long MAX_BYTES = (50L << 20) + (1L << 20);

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");
    private static final Pattern CHUNK = Pattern.compile("[0-9a-fA-F]{1,8}");

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private long total;
    private boolean atEnd;

    private HttpBody(InputStream in, boolean chunked, long length) {
        this.in = in;
        this.chunked = chunked;
        this.left = length;
        this.atEnd = !chunked && length == 0;
    }

    /** Empty when the headers say nothing of it. */
    static HttpBody of(HttpHead head, InputStream in) throws HttpError {
        String encoding = head.header("transfer-encoding");
        if (!encoding.isEmpty()) {
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new HttpError(501, "Unimplemented: unsupported transfer-encoding");
            }
            return new HttpBody(in, true, 0);
        }
        if (!head.header("content-encoding").isEmpty()
                && !head.header("content-encoding").equalsIgnoreCase("identity")) {
            throw new HttpError(415, "Unsupported Media Type: unsupported content-encoding");
        }
        String length = head.header("content-length");
        if (length.isEmpty()) {
            return new HttpBody(in, false, 0);
        }
        if (!LENGTH.matcher(length).matches()) {
            throw new HttpError(400, "Bad Request");
        }
        if (Long.parseLong(length) > MAX_BYTES) {
            throw new HttpError(413, "Request Entity Too Large: content length is " + length);
        }
        return new HttpBody(in, false, Long.parseLong(length));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!atEnd && chunked && left == 0) {
            nextChunk();
        }
        if (atEnd) {
            return -1;
        }
        int read = in.read(into, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the body ends early");
        }
        left -= read;
        total += read;
        if (total > MAX_BYTES) {
            throw new HttpError(413, "Request Entity Too Large: content is too long");
        }
        endsChunkOrBody();
        return read;
    }

    private void endsChunkOrBody() throws IOException {
        if (left == 0 && chunked) {
            line();
        } else if (left == 0) {
            atEnd = true;
        }
    }

    private void nextChunk() throws IOException {
        String size = line().split(";", 2)[0].strip();
        if (!CHUNK.matcher(size).matches()) {
            throw new HttpError(400, "Bad Request: wrong chunk size");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            atEnd = true;
            for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
                total += trailer.length();
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the body ends early");
            }
            if (line.length() >= 1024) {
                throw new HttpError(400, "Bad Request: wrong chunk size");
            }
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
