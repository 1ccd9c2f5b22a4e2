package dev.heatup.sandbox.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection that is kept, with a tenth of what a whole HTTP client costs. Not thread-safe. */
final class KeptConnection implements AutoCloseable {

    /** Far more than any call takes; what lasts longer hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    record Answer(int status, String body) {}

    KeptConnection(URI address) {
        this.address = address;
    }

    Answer send(HttpCall call) throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(address.getHost(), address.getPort());
            open.setTcpNoDelay(true);
            open.setSoTimeout((int) PATIENCE.toMillis());
            socket = open;
            in = new BufferedInputStream(open.getInputStream());
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        request.write(head(call, body.length).getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        open.getOutputStream().write(request.toByteArray());
        InputStream answers = in;
        if (answers == null) {
            throw new IllegalStateException("not open");
        }
        return read(answers);
    }

    private String head(HttpCall call, int length) {
        return call.verb() + " " + call.target() + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n"
                + (call.contentType() == null ? "" : "Content-Type: " + call.contentType() + "\r\n")
                + (call.verb().equals("GET") ? "" : "Content-Length: " + length + "\r\n")
                + "\r\n";
    }

    private Answer read(InputStream answers) throws IOException {
        int status = Integer.parseInt(line(answers).split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        byte[] body = headers.containsKey("transfer-encoding")
                ? chunks(answers)
                : answers.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream answers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(answers); size > 0; size = size(answers)) {
            body.write(answers.readNBytes(size));
            line(answers);
        }
        line(answers);
        return body.toByteArray();
    }

    private static int size(InputStream answers) throws IOException {
        return Integer.parseInt(line(answers), 16);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended without an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
