package dev.heatup.sandbox.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusFileTest {

    @Test
    void columnsMayComeInAnyOrderAndQuotesHoldCommasQuotesAndLines() throws IOException {
        Corpus corpus = read(String.join(
                "\r\n",
                "\uFEFFLabel,language,text,difficulty",
                "spam,en,\"buy \"\"now\"\",",
                "or never\",hard",
                "",
                "toxic,,go away,",
                "clean,ru,\"привет\",easy"));

        assertThat(corpus.size()).isEqualTo(3);
        assertThat(corpus.draw(Label.SPAM, "en", 1))
                .isEqualTo(new LabelledText("buy \"now\",\r\nor never", Label.SPAM, Difficulty.HARD, "en"));
        assertThat(corpus.draw(Label.TOXIC, "ru", 1))
                .isEqualTo(new LabelledText("go away", Label.TOXIC, Difficulty.MEDIUM, null));
        assertThat(corpus.draw(Label.CLEAN, "ru", 1))
                .isEqualTo(new LabelledText("привет", Label.CLEAN, Difficulty.EASY, "ru"));
    }

    @Test
    void aTextInTheLanguageGoesBeforeOneInAnother() throws IOException {
        Corpus corpus = read("text,label,language\none,spam,en\ntwo,spam,ru\nthree,spam,\n");

        assertThat(drawn(corpus, "en")).containsExactlyInAnyOrder("one", "three");
        assertThat(drawn(corpus, "ru")).containsExactlyInAnyOrder("two", "three");
        assertThat(drawn(corpus, "pt")).containsExactly("three");
        assertThat(drawn(read("text,label,language\none,spam,en\n"), "ru")).containsExactly("one");
    }

    @Test
    void aLabelThatTheFileLacksComesFromTheTemplates() throws IOException {
        assertThat(read("text,label\nmine,spam\n").draw(Label.FLOOD, "en", 5))
                .isEqualTo(Corpus.templates().draw(Label.FLOOD, "en", 5));
    }

    @Test
    void bracesInAUsersTextAreText() throws IOException {
        assertThat(read("text,label\n{city} {1..2},spam\n")
                        .draw(Label.SPAM, "en", 5)
                        .text())
                .isEqualTo("{city} {1..2}");
    }

    static Stream<Arguments> badFiles() {
        String tooLong = "x".repeat(LabelledText.MAX_LENGTH + 1);
        return Stream.of(
                arguments(
                        "",
                        "line 1: the file is empty; its first line must be text,label or text,label,difficulty,language"),
                arguments("text,label\n", "line 1: there are no rows below the header"),
                arguments(
                        "text,lable\nx,spam\n",
                        "line 1: there is no column 'lable'; did you mean label?\nline 1: the column label is missing"),
                arguments(
                        "text,label,sender\nx,spam,y\n",
                        "line 1: there is no column 'sender'; allowed are text, label, difficulty, language"),
                arguments("text,label,text\nx,spam,y\n", "line 1: the column text is there twice"),
                arguments("text,label\nx\n", "line 2: has 1 fields, and the header has 2"),
                arguments(
                        "text,label\na,b,c\n\nx,ham\n",
                        "line 2: has 3 fields, and the header has 2\nline 4: label: not"
                                + " 'ham'; did you mean spam?"),
                arguments(
                        "text,label\nx,nonsense\n",
                        "line 2: label: not 'nonsense'; allowed are clean, spam, toxic, flood, hard_negative"),
                arguments(
                        "text,label,difficulty\nx,spam,mdium\n",
                        "line 2: difficulty: not 'mdium'; did you mean medium?"),
                arguments(
                        "text,label,language\nx,spam,eng\n",
                        "line 2: language: allowed is a two-letter code like en, or nothing, not 'eng'"),
                arguments("text,label\n ,spam\n", "line 2: text: allowed are 1 to 4096 characters (UTF-16 units)"),
                arguments(
                        "text,label\n" + tooLong + ",spam\n",
                        "line 2: text: allowed are 1 to 4096 characters (UTF-16 units)"),
                arguments(
                        "text,label\n\"a\nb\",spam\nx\u0000,spam\n",
                        "line 4: text: has a control character, or half of a" + " character"),
                arguments("text,label\n\ud83d,spam\n", "line 2: text: has a control character, or half of a character"),
                arguments("text,label\n\"a\nb", "line 2: the quote that begins here is never closed"),
                arguments(
                        "text,label\nx\"y,spam",
                        "line 2: a field with a quote in it must be in quotes, the inner ones" + " doubled"),
                arguments(
                        "text,label\n\"x\"y,spam",
                        "line 2: after a closing quote, a comma or the line's end must" + " follow"),
                arguments("text,label\n" + ",".repeat(50), "line 2: a row has at most 16 fields"),
                arguments(
                        "text,label\nvisit https://shop.invented.org/x,spam\n",
                        "line 2: text: the link to 'shop.invented.org' leads out; allowed are domains that end in .example"
                                + " or .test"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void everyMistakeIsNamedWithItsLine(String csv, String problems) throws IOException {
        assertThat(CorpusFile.read(new StringReader(csv)))
                .isInstanceOfSatisfying(
                        CorpusFile.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(CorpusFile.Problem::toString)
                                .containsExactlyElementsOf(List.of(problems.split("\n"))));
    }

    @Test
    void onlyTheFirstMistakesAreTold() throws IOException {
        assertThat(CorpusFile.read(new StringReader("text,label\n" + "x,y\n".repeat(1_000))))
                .isInstanceOfSatisfying(
                        CorpusFile.Invalid.class,
                        invalid -> assertThat(invalid.problems()).hasSize(20));
    }

    @Test
    void thereIsAnEndToTheRows() throws IOException {
        String most = "text,label\n" + "x,spam\n".repeat(CorpusFile.MAX_ROWS);

        assertThat(CorpusFile.read(new StringReader(most))).isInstanceOf(CorpusFile.Read.class);
        assertThat(CorpusFile.read(new StringReader(most + "x,spam\n")))
                .isEqualTo(new CorpusFile.Invalid(
                        List.of(new CorpusFile.Problem(CorpusFile.MAX_ROWS + 2, "at most 200000 rows are allowed"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.invented.org",
                "HTTP://EXAMPLE.COM/test.example",
                "https://user@invented.org/.example",
                "www.invented.zz",
                "tg://resolve?domain=somebody",
                "buy at invented.ru now",
                "t.me/somebody",
                "сайт.рф",
                "https://good.example and https://bad.dev",
                "https://good.example/?to=bad.com"
            })
    void linksThatLeadOutAreFound(String text) {
        assertThat(LinkChecker.leadingOut(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/x?y=z#c",
                "a.test",
                "Look at https://a.example.",
                "(see https://a.test)",
                "the end.Next sentence",
                "Main.java and node.js",
                "e.g. 12.30, v1.2.3",
                "write to @somebody"
            })
    void otherTextsLeadNowhere(String text) {
        assertThat(LinkChecker.leadingOut(text)).isEmpty();
    }

    private static Set<String> drawn(Corpus corpus, String language) {
        Set<String> texts = new HashSet<>();
        for (long draw = 0; draw < 100; draw++) {
            texts.add(corpus.draw(Label.SPAM, language, draw).text());
        }
        return texts;
    }

    private static Corpus read(String csv) throws IOException {
        return switch (CorpusFile.read(new StringReader(csv))) {
            case CorpusFile.Read read -> read.corpus();
            case CorpusFile.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
