package dev.heatup.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Text that an earlier version produced, kept under {@code src/test/resources/golden}; a name that ends in {@code .gz} is
 * compressed. With {@code -Dheatup.golden.renew=true} the files are written instead of compared. They are renewed only by
 * a commit of its own that says why the output changed.
 */
final class GoldenFile {

    private static final String RENEW = "heatup.golden.renew";
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private final String name;

    GoldenFile(String name) {
        this.name = name;
    }

    /** @throws AssertionError with the first line that differs */
    void check(List<String> lines) {
        String now = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean(RENEW)) {
            write(now);
            return;
        }
        String kept = read();
        if (!kept.equals(now)) {
            throw new AssertionError(difference(kept.split("\n", -1), now.split("\n", -1)));
        }
    }

    private String difference(String[] kept, String[] now) {
        int line = 0;
        while (line < kept.length - 1 && line < now.length - 1 && kept[line].equals(now[line])) {
            line++;
        }
        return """
                golden/%s differs from line %d on (%d lines kept, %d lines now)
                kept: %s
                now:  %s
                If this change is intended, write the files with -D%s=true, in a commit of its own that says why.""".formatted(name, line + 1, kept.length - 1, now.length - 1, kept[line], now[line], RENEW);
    }

    private String read() {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/golden/" + name)) {
            if (file == null) {
                throw new AssertionError("golden/" + name + " is missing; write it with -D" + RENEW + "=true");
            }
            try (InputStream text = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) {
        try (OutputStream file =
                        Files.newOutputStream(Files.createDirectories(FOLDER).resolve(name));
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
