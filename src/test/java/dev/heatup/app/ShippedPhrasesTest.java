package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.text.MalformedPhrasesException;
import dev.heatup.text.PhraseFile;
import dev.heatup.text.Translations;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The phrase files of the program, in all languages; those here are read without the product's code. */
class ShippedPhrasesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+}");

    /** Sections of regular expressions, which differ from language to language. */
    private static final Pattern EXPRESSIONS = Pattern.compile("(aim|rest|input)\\..*");

    static List<Path> english() throws IOException, URISyntaxException {
        URL root = Objects.requireNonNull(PhraseFile.class.getResource("/dev/heatup/gateway/phrases/en.txt"));
        Path top = Path.of(root.toURI()).resolve("../../..").normalize();
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> file.getFileName().toString().matches("(.*\\.)?en\\.txt"))
                    .toList();
        }
    }

    private static Path in(String language, Path english) {
        return english.resolveSibling(english.getFileName().toString().replaceFirst("en\\.txt$", language + ".txt"));
    }

    private static Map<String, List<String>> sections(Path file) throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (String part : Files.readString(file).split("\\R\\[", -1)) {
            if (!part.startsWith("#")) {
                String name = part.substring(0, part.indexOf(']'));
                sections.put(
                        name,
                        part.lines()
                                .skip(1)
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .toList());
            }
        }
        return sections;
    }

    private static Set<String> placeholders(List<String> lines) {
        return lines.stream()
                .flatMap(line -> PLACEHOLDER.matcher(line).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void allAreRead() {
        assertThatCode(ShippedPhrases::read).doesNotThrowAnyException();
    }

    @Test
    void thereAreThoseOfEveryPackageThatDraws() throws IOException, URISyntaxException {
        assertThat(english().stream()
                        .map(file -> file.subpath(file.getNameCount() - 2, file.getNameCount())
                                .toString()))
                .containsExactlyInAnyOrder(
                        "offline/contacts.en.txt",
                        "offline/reasons.en.txt",
                        "offline/phrases.en.txt",
                        "persona/names.en.txt",
                        "phrases/en.txt",
                        "traffic/strangers.en.txt",
                        "world/names.en.txt",
                        "world/posts.en.txt");
    }

    @ParameterizedTest
    @MethodSource("english")
    void everyLanguageHasTheSameSectionsAndPlaceholders(Path english) throws IOException {
        Map<String, List<String>> sections = sections(english);
        assertThat(sections).isNotEmpty();
        for (String language : Translations.LANGUAGES) {
            Map<String, List<String>> others = sections(in(language, english));

            assertThat(others.keySet()).as(language).containsExactlyElementsOf(sections.keySet());
            sections.forEach((name, lines) -> {
                List<String> translated = others.getOrDefault(name, List.of());
                assertThat(translated).as(name).isNotEmpty();
                if (!EXPRESSIONS.matcher(name).matches()) {
                    assertThat(placeholders(translated)).as(name).isEqualTo(placeholders(lines));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("english")
    void noFileIsOfALanguageThatIsNotKnown(Path english) throws IOException {
        String kind = english.getFileName().toString().replaceFirst("en\\.txt$", "");
        try (Stream<Path> siblings = Files.list(english.getParent())) {
            assertThat(siblings.map(file -> file.getFileName().toString())
                            .filter(file -> file.matches(Pattern.quote(kind) + "[a-z]+\\.txt")))
                    .containsExactlyInAnyOrderElementsOf(Translations.LANGUAGES.stream()
                            .map(language -> kind + language + ".txt")
                            .toList());
        }
    }

    @Test
    void usernamesAreMadeOfLatinLetters() throws IOException, URISyntaxException {
        for (Path file : english()) {
            for (String language : Translations.LANGUAGES) {
                assertThat(sections(in(language, file)).getOrDefault("usernames", List.of()))
                        .allMatch(name -> name.matches("[a-z]{1,20}"));
            }
        }
    }

    @Test
    void whatSomebodyGoesBackToIsWhatTheyReadAbout() throws IOException, URISyntaxException {
        Path reasons = english().stream()
                .filter(file -> file.endsWith("reasons.en.txt"))
                .findFirst()
                .orElseThrow();
        assertThat(topics(reasons, "to.")).isNotEmpty().isEqualTo(topics(reasons, "about."));
    }

    private static Set<String> topics(Path file, String prefix) throws IOException {
        return sections(file).keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    @Test
    void aBrokenFileOfAConstantIsSaidAsItself() {
        assertThatExceptionOfType(MalformedPhrasesException.class)
                .isThrownBy(() -> ShippedPhrases.read(Broken::read))
                .withMessage("dev/heatup/app/nowhere.en.txt is missing");
    }

    @Test
    void anotherFailureOfAConstantStaysWhatItIs() {
        assertThatThrownBy(() -> ShippedPhrases.read(() -> {
                    throw new ExceptionInInitializerError(new IllegalStateException("another"));
                }))
                .isInstanceOf(ExceptionInInitializerError.class);
    }

    private static final class Broken {
        private static final PhraseFile FILE = PhraseFile.beside(Broken.class, "nowhere.en.txt");

        static void read() {
            assertThat(FILE).isNotNull();
        }
    }
}
