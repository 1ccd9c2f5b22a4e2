package dev.heatup.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseFileTest {

    private static final List<PhraseSection> SECTIONS = List.of(
            PhraseSection.phrases("greetings", "name", "day"),
            PhraseSection.phrases("greetings.*", "name"),
            PhraseSection.phrase("quoted", "word"),
            PhraseSection.expressions("asks"));

    private static final String WHOLE = """
            # A comment with a {brace}.

            [greetings]
            Hello, {name}!
              Good {day}.\s\s
            [greetings.morning]
            Good morning!
            [quoted]
            «{word}»
            [asks]
            ^who\\b
            (?:[a-z]){3}\\?$
            """;

    private static PhraseFile parse(String text) {
        return PhraseFile.parse("some.en.txt", text.getBytes(StandardCharsets.UTF_8), SECTIONS);
    }

    private static void assertRefused(byte[] content, String message) {
        assertThatExceptionOfType(MalformedPhrasesException.class)
                .isThrownBy(() -> PhraseFile.parse("some.en.txt", content, SECTIONS))
                .withMessage("some.en.txt" + message);
    }

    @Test
    void linesAreKeptInTheirOrderWithoutTheSpaceAroundThem() {
        PhraseFile file = parse(WHOLE);

        assertThat(file.lines("greetings")).containsExactly("Hello, {name}!", "Good {day}.");
        assertThat(file.line("quoted")).isEqualTo("«{word}»");
        assertThat(file.names()).containsExactly("greetings", "greetings.morning", "quoted", "asks");
    }

    @Test
    void linesOfWindowsAreTheSame() {
        assertThat(parse(WHOLE.replace("\n", "\r\n")).lines("greetings"))
                .isEqualTo(parse(WHOLE).lines("greetings"));
    }

    @Test
    void aKeyWithoutASectionOfItsOwnGetsTheGeneralOne() {
        PhraseFile file = parse(WHOLE);

        assertThat(file.lines("greetings", "morning")).containsExactly("Good morning!");
        assertThat(file.lines("greetings", "night")).isEqualTo(file.lines("greetings"));
        assertThat(file.lines("greetings", "")).isEqualTo(file.lines("greetings"));
    }

    @ParameterizedTest
    @CsvSource({"WHO is it, true", "is it him?, true", "somewho, false", "'', false"})
    void anExpressionFindsWhatAnyOfItsLinesMatches(String text, boolean found) {
        assertThat(parse(WHOLE).expression("asks").matcher(text).find()).isEqualTo(found);
    }

    @Test
    void aSectionThatTheFileWasNotReadWithIsAMistakeOfTheCaller() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(WHOLE).lines("farewells"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Hello, {name}!      | Hello, {nane}!       | , line 4: [greetings] has no placeholder {nane}; did you mean {name}?
                    Hello, {name}!      | Hello, {somebody}!   | , line 4: [greetings] has no placeholder {somebody}; allowed are {day}, {name}
                    Hello, {name}!      | Hello, {}!           | , line 4: [greetings] has no placeholder {}; allowed are {day}, {name}
                    Good morning!       | Good {day}!          | , line 7: [greetings.morning] has no placeholder {day}; allowed are {name}
                    Hello, {name}!      | Hello, {name!        | , line 4: has a brace that is part of no placeholder; remove it
                    Hello, {name}!      | Hello, name}!        | , line 4: has a brace that is part of no placeholder; remove it
                    Good {day}.         | Hello, {name}!       | , line 5: the same line stands at line 4 already; remove one of them
                    «{word}»            | quoted               | , line 9: [quoted] needs {word}
                    ^who                | (who                 | , line 11: is not a regular expression: Unclosed group at character 7
                    [quoted]            | [qouted]             | , line 8: there is no section [qouted]; did you mean [quoted]?
                    [quoted]            | [names]              | , line 8: there is no section [names]; allowed are [greetings], [greetings.*], [quoted], [asks]
                    [quoted]            | [greetings.]         | , line 8: [greetings.] is not a header; one is a name of a-z, 0-9, _ and dots in brackets, such as [greetings]
                    [quoted]            | [quoted              | , line 8: [quoted is not a header; one is a name of a-z, 0-9, _ and dots in brackets, such as [greetings]
                    [quoted]            | [greetings]          | , line 8: [greetings] has begun at line 3 already; put its lines there
                    [greetings]         | Hello                | , line 3: the line is in no section; put a header such as [greetings] above it
                    Good morning!       | # nothing            | , line 6: [greetings.morning] is empty; add a line
                    Good morning!       | Good\u200Emorning!   | , line 7: has the character U+200E, which can't be shown; remove it
                    # A comment         | # A\u0007comment     | , line 1: has the character U+0007, which can't be shown; remove it
                    # A comment         | \uFEFF# A comment    | , line 1: has the character U+FEFF, which can't be shown; remove it
                    Good morning!       | Good\u0009morning!   | , line 7: has the character U+0009, which can't be shown; remove it
                    """)
    void aMistakeIsSaidWithItsLine(String right, String wrong, String message) {
        String text = WHOLE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        assertThat(text).isNotEqualTo(WHOLE);

        assertRefused(text.getBytes(StandardCharsets.UTF_8), message);
    }

    @Test
    void aSectionOfOneLineHasNoSecond() {
        assertRefused(
                WHOLE.replace("«{word}»", "«{word}»\n\"{word}\"").getBytes(StandardCharsets.UTF_8),
                ", line 10: [quoted] has one line, and this is its second; remove one of them");
    }

    @Test
    void aSectionWithoutPlaceholdersSaysSo() {
        assertThatExceptionOfType(MalformedPhrasesException.class)
                .isThrownBy(() -> PhraseFile.parse(
                        "names.en.txt",
                        "[names]\n{name}".getBytes(StandardCharsets.UTF_8),
                        List.of(PhraseSection.phrases("names"))))
                .withMessage("names.en.txt, line 2: [names] has no placeholder {name}; none are allowed");
    }

    @Test
    void aLineOfTheLongestLengthIsReadAndALongerOneIsNot() {
        assertThat(parse(WHOLE.replace("Good morning!", "x".repeat(160))).lines("greetings.morning"))
                .containsExactly("x".repeat(160));
        assertRefused(
                WHOLE.replace("Good morning!", "x".repeat(161)).getBytes(StandardCharsets.UTF_8),
                ", line 7: the line has 161 characters, at most 160 are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"greetings", "quoted", "asks"})
    void aMissingSectionIsNamed(String section) {
        String text = WHOLE.replaceFirst("(?s)\\[" + section + "].*?(?=\n\\[|$)", "");

        assertRefused(text.getBytes(StandardCharsets.UTF_8), " has no section [" + section + "]; add it");
    }

    @Test
    void anotherEncodingIsRefused() {
        assertRefused(WHOLE.getBytes(StandardCharsets.ISO_8859_1), " is not UTF-8");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatExceptionOfType(MalformedPhrasesException.class)
                .isThrownBy(() -> PhraseFile.beside(PhraseFileTest.class, "nowhere.en.txt"))
                .withMessage("dev/heatup/text/nowhere.en.txt is missing");
    }

    @Test
    void aLanguageWithoutAFileGetsTheEnglishOne() {
        PhraseFile english = parse(WHOLE);
        PhraseFile russian = parse(WHOLE);
        Translations translations = Translations.of(english, Map.of("ru", russian));

        assertThat(translations.in("ru")).isSameAs(russian);
        assertThat(translations.in("en")).isSameAs(english);
        assertThat(translations.in("de")).isSameAs(english);
    }

    @Test
    void eachLanguageHasTheSectionsOfTheOthers() {
        PhraseFile english = parse(WHOLE);
        PhraseFile fewer = PhraseFile.parse(
                "some.ru.txt", WHOLE.replace("[greetings.morning]\n", "").getBytes(StandardCharsets.UTF_8), SECTIONS);

        assertThatExceptionOfType(MalformedPhrasesException.class)
                .isThrownBy(() -> Translations.of(english, Map.of("ru", fewer)))
                .withMessage("some.ru.txt has no section [greetings.morning], which some.en.txt has; add it");
        assertThatExceptionOfType(MalformedPhrasesException.class)
                .isThrownBy(() -> Translations.of(fewer, Map.of("en", english)))
                .withMessage("some.ru.txt has no section [greetings.morning], which some.en.txt has; add it");
    }

    @Test
    void asManyLinesAsAnotherSection() {
        PhraseFile file = parse(WHOLE);

        file.requireAsMany("greetings", "asks");
        assertThatExceptionOfType(MalformedPhrasesException.class)
                .isThrownBy(() -> file.requireAsMany("greetings", "quoted"))
                .withMessage("some.en.txt has 2 lines in [greetings] and 1 in [quoted]; they need as many");
    }
}
