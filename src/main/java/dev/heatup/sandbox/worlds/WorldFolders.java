package dev.heatup.sandbox.worlds;

import dev.heatup.sandbox.EventLogException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the files of worlds lie. Nothing is ever written over. */
final class WorldFolders {

    private static final String LOG = "sandbox.db";
    private static final String STATES = "sandbox.state.*";

    private final Path data;
    private final Path worlds;
    private final Path aside;
    private final Path next;
    private final Path ready;

    WorldFolders(Path data) {
        this.data = data;
        this.worlds = data.resolve("worlds");
        this.aside = data.resolve("worlds-aside");
        this.next = data.resolve("world-next");
        this.ready = data.resolve("world-ready");
    }

    boolean hasMain() {
        return Files.exists(data.resolve(LOG));
    }

    /** Of a world that has a name. */
    Path of(String name) {
        return worlds.resolve(name);
    }

    /** The existing ones. */
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
        delete(of(name));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new EventLogException("can't delete " + folder, e);
        }
    }

    /** In which another main world is made while the present one goes on. */
    Path next() {
        return next;
    }

    /** What is left of a replacement that came to nothing; for whoever has the main world. */
    void clearNext() {
        delete(ready);
        delete(next);
    }

    /** The world in {@link #next} is whole, and closed. From here on a start without a main world would take it. */
    void nextIsReady() {
        move(next, ready);
    }

    /**
     * The closed log of the main world gets the next number.
     *
     * @return where it is now
     */
    Path putMainAside() {
        Path to = free(data, LOG + ".");
        move(data.resolve(LOG), to);
        return to;
    }

    /** The world that is ready becomes the main one, for which there is none. */
    void bringIn() {
        try (DirectoryStream<Path> states = Files.newDirectoryStream(ready, STATES)) {
            for (Path state : states) {
                Files.move(
                        state, data.resolve(String.valueOf(state.getFileName())), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new EventLogException("can't move the world's state to " + data, e);
        }
        move(ready.resolve(LOG), data.resolve(LOG));
        delete(ready);
    }

    /** Brings a replacement of the main world to its end that the end of a process cut in two. */
    void settle() {
        if (Files.exists(ready.resolve(LOG)) && !Files.exists(data.resolve(LOG))) {
            bringIn();
        }
    }

    /**
     * Undoes {@link #putMainAside}, and what came in its place.
     *
     * @param kept where the log was put
     */
    void takeMainBack(Path kept) {
        try {
            Files.deleteIfExists(data.resolve(LOG));
        } catch (IOException e) {
            throw new EventLogException("can't delete " + data.resolve(LOG), e);
        }
        move(kept, data.resolve(LOG));
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
}
