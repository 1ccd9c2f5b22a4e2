package dev.heatup.sandbox.spec.yaml;

import dev.heatup.sandbox.corpus.CorpusFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the files of labelled messages are that a world names. */
@FunctionalInterface
public interface CorpusSource {

    /** @throws IOException with a message that says what to do, and may be shown to whoever wrote the world */
    Reader open(String name) throws IOException;

    /** For worlds that come without files, over HTTP for instance. */
    static CorpusSource none() {
        return name -> {
            throw new IOException(
                    "a corpus is read from beside a world file, and this world came without files; write its lines into the world: corpus: |");
        };
    }

    /** In the world file's folder or below it; links that lead out of it are refused. */
    static CorpusSource beside(Path worldFile) {
        return name -> {
            try {
                Path folder = worldFile
                        .toAbsolutePath()
                        .normalize()
                        .resolveSibling("")
                        .toRealPath();
                Path file = folder.resolve(name).toRealPath();
                if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                    throw new IOException("it must be a file in the world file's folder or below it");
                }
                if (Files.size(file) > CorpusFile.MAX_BYTES) {
                    throw new IOException("it is larger than " + CorpusFile.MAX_BYTES / (1 << 20) + " MiB");
                }
                return Files.newBufferedReader(file, StandardCharsets.UTF_8);
            } catch (NoSuchFileException e) {
                throw new IOException("there is no such file beside the world file", e);
            } catch (AccessDeniedException e) {
                throw new IOException("the file may not be read", e);
            }
        };
    }
}
