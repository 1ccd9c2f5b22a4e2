package dev.heatup.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that are there whole or not at all: each is written beside its place, and moved to it when it is done. A pipe or a
 * device is written as it is. Stateless.
 */
final class AtomicFile {

    /** What a file is to hold. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** @param file that exists */
    static void write(Path file, Writing writing) throws IOException {
        if (!Files.isRegularFile(file)) {
            fill(file, writing);
            return;
        }
        Path place = file.toRealPath();
        Path part = place.resolveSibling(place.getFileName() + ".part");
        try {
            fill(part, writing);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void fill(Path file, Writing writing) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writing.to(out);
        }
    }
}
