package dev.heatup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Lines that are kept in the repository, compressed, and must come out again. {@code -Dheatup.golden.renew=true} writes
 * what came out this time in their place; that belongs in a commit of its own, which says why they changed.
 */
public final class GoldenFile {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean RENEW = Boolean.getBoolean("heatup.golden.renew");

    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    public static GoldenFile named(String name) {
        return new GoldenFile(FOLDER.resolve(name + ".gz"));
    }

    /** Fails at the first line that differs. */
    public void assertHolds(List<String> lines) {
        if (RENEW) {
            write(lines);
        }
        List<String> kept = read();
        int common = Math.min(kept.size(), lines.size());
        for (int i = 0; i < common; i++) {
            assertThat(lines.get(i)).as("line %d of %s", i + 1, file).isEqualTo(kept.get(i));
        }
        assertThat(lines).as("lines of %s", file).hasSize(kept.size());
    }

    private List<String> read() {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<String> lines) {
        try {
            Files.createDirectories(FOLDER);
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                for (String line : lines) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
