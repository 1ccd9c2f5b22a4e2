package dev.heatup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file name means one thing, and bounds are called by one word. */
class NamesTest {

    /** Other words for a maximum or a minimum, as constants would have them. */
    private static final Pattern OTHER_BOUND = Pattern.compile(
            "\\bfinal\\s+\\S+\\s+((?:MOST|LEAST|FEWEST|LONGEST|SHORTEST|LARGEST|SMALLEST|BIGGEST|HIGHEST|LOWEST"
                    + "|LATEST|EARLIEST|DEEPEST|GREATEST|MAXIMUM|MINIMUM)(?:_[A-Z0-9_]+)?)\\s*[=;]");

    @Test
    void noFileNameStandsTwiceInTheProduct() {
        Map<String, List<Path>> byName = sources("main").stream()
                .filter(file -> !name(file).equals("package-info.java"))
                .collect(Collectors.groupingBy(NamesTest::name, TreeMap::new, Collectors.toList()));

        assertThat(byName).allSatisfy((name, files) -> assertThat(files).hasSize(1));
    }

    @Test
    void boundsAreCalledMaxAndMin() {
        assertThat(Stream.concat(sources("main").stream(), sources("test").stream())
                        .flatMap(file -> OTHER_BOUND
                                .matcher(text(file))
                                .results()
                                .map(found -> name(file) + ": " + found.group(1))))
                .isEmpty();
    }

    @Test
    void otherWordsForABoundAreRecognised() {
        assertThat(OTHER_BOUND
                        .matcher("private static final int MO" + "ST_ROWS = 100;")
                        .find())
                .isTrue();
        assertThat(OTHER_BOUND
                        .matcher("static final Duration LONG" + "EST = Duration.ZERO;")
                        .find())
                .isTrue();
        assertThat(OTHER_BOUND
                        .matcher("private static final int MAX_ROWS = 100;")
                        .find())
                .isFalse();
    }

    private static List<Path> sources(String kind) {
        Path root = Path.of("src", kind, "java");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> name(file).endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
