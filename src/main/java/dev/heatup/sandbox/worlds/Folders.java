package dev.heatup.sandbox.worlds;

import dev.heatup.sandbox.EventLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the files of worlds lie. Nothing is ever written over. */
final class Folders {

    private static final String LOG = "sandbox.db";

    private final Path data;
    private final Path worlds;
    private final Path aside;

    Folders(Path data) {
        this.data = data;
        this.worlds = data.resolve("worlds");
        this.aside = data.resolve("worlds-aside");
    }

    boolean hasMain() {
        return Files.exists(data.resolve(LOG));
    }

    /** Of a world that has a name. */
    Path of(String name) {
        return worlds.resolve(name);
    }

    /** Those that there are. */
    List<String> named() {
        if (!Files.isDirectory(worlds)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(worlds)) {
            return all.filter(folder -> Files.exists(folder.resolve(LOG)))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(OpenWorlds::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new EventLogException("can't read " + worlds, e);
        }
    }

    void putAside(String name) {
        move(of(name), free(aside, name + "."));
    }

    void purge(String name) {
        try (Stream<Path> all = Files.walk(of(name))) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new EventLogException("can't delete " + of(name), e);
        }
    }

    /** The closed log of the main world gets the next number. */
    void putMainAside() {
        Path to = free(data, LOG + ".");
        move(data.resolve(LOG), to);
    }

    /** Undoes {@link #putMainAside}, and what came in its place. */
    void takeMainBack() {
        Path latest = latest(data, LOG + ".");
        try {
            Files.deleteIfExists(data.resolve(LOG));
        } catch (IOException e) {
            throw new EventLogException("can't delete " + data.resolve(LOG), e);
        }
        move(latest, data.resolve(LOG));
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.resolveSibling(""));
            Files.move(from, to);
        } catch (IOException e) {
            throw new EventLogException("can't move " + from + " to " + to, e);
        }
    }

    private static Path free(Path folder, String prefix) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> folder.resolve(prefix + n))
                .filter(path -> !Files.exists(path))
                .findFirst()
                .orElseThrow();
    }

    private static Path latest(Path folder, String prefix) {
        int next = Integer.parseInt(
                String.valueOf(free(folder, prefix).getFileName()).substring(prefix.length()));
        return folder.resolve(prefix + (next - 1));
    }
}
