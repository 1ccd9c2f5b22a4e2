package dev.heatup.sandbox.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTemplatesTest {

    private static final List<String> LANGUAGES = List.of("en", "ru");

    /** Stricter than what users are held to: whatever has a dot between letters. */
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}-]+\\.(\\p{L}{2,})");

    private static final Pattern MENTION = Pattern.compile("@(\\w+)");

    @ParameterizedTest
    @EnumSource
    void everyLabelHasTwentyFiveTemplatesInEachLanguageAndAllDifficulties(Label label) throws Exception {
        for (String language : LANGUAGES) {
            List<List<String>> rows = rows().stream()
                    .filter(row ->
                            row.get(1).equals(label.written()) && row.get(3).equals(language))
                    .toList();

            assertThat(rows).hasSizeGreaterThanOrEqualTo(25);
            for (Difficulty difficulty : Difficulty.values()) {
                assertThat(rows.stream().filter(row -> row.get(2).equals(difficulty.written())))
                        .as(label + " " + language + " " + difficulty)
                        .hasSizeGreaterThanOrEqualTo(6);
            }
        }
    }

    @Test
    void noTemplateIsThereTwice() throws Exception {
        assertThat(rows()).extracting(row -> row.get(0)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyGapIsFilledAndNothingLeadsOut(Label label) {
        for (String language : LANGUAGES) {
            for (long draw = 0; draw < 3_000; draw++) {
                LabelledText text = Corpus.templates().draw(label, language, draw);

                assertThat(text.label()).isEqualTo(label);
                assertThat(text.language()).isEqualTo(language);
                assertThat(text.text()).doesNotContain("{", "}").doesNotContainPattern("[\\p{C}&&[^\\n]]");
                assertThat(DOMAIN.matcher(text.text()).results())
                        .allMatch(found -> Set.of("example", "test").contains(found.group(1)));
                assertThat(MENTION.matcher(text.text()).results())
                        .allMatch(found -> found.group(1).startsWith("hu_"));
            }
        }
    }

    @Test
    void theSameDrawGivesTheSameMessage() {
        for (long draw = 0; draw < 200; draw++) {
            assertThat(Corpus.templates().draw(Label.SPAM, "en", draw))
                    .isEqualTo(Corpus.templates().draw(Label.SPAM, "en", draw));
        }
        assertThat(Corpus.templates().draw(Label.SPAM, "en", 1))
                .isNotEqualTo(Corpus.templates().draw(Label.SPAM, "en", 2));
    }

    @Test
    void fillingMakesManyMessagesOfFewTemplates() {
        Set<String> texts = new HashSet<>();
        for (long draw = 0; draw < 2_000; draw++) {
            texts.add(Corpus.templates().draw(Label.SPAM, "ru", draw).text());
        }

        assertThat(texts).hasSizeGreaterThan(1_000);
    }

    @Test
    void aLanguageWithoutTemplatesIsMetWithOneThatHasSome() {
        assertThat(Corpus.templates().draw(Label.TOXIC, "pt", 3).language()).isIn("en", "ru");
    }

    private static List<List<String>> rows() throws IOException, MalformedCsvException {
        List<List<String>> rows = new ArrayList<>();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(CorpusTemplatesTest.class.getResourceAsStream("/corpus/templates.csv")),
                StandardCharsets.UTF_8)) {
            CsvReader csvReader = new CsvReader(reader);
            for (Optional<CsvReader.Row> row = csvReader.read(); row.isPresent(); row = csvReader.read()) {
                rows.add(row.get().fields());
            }
        }
        return rows;
    }
}
