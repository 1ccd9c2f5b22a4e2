package dev.heatup.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heatup.text.OneLine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TestPhrasesTest {

    @ParameterizedTest
    @CsvSource({"en, test", "ru, тест"})
    void eachOfAtMostThirtyPhrasesSaysThatItIsATest(String language, String test) {
        List<String> phrases = TestPhrases.shipped().in(language);

        assertThat(phrases)
                .hasSizeBetween(1, 30)
                .doesNotHaveDuplicates()
                .allSatisfy(phrase -> assertThat(phrase).containsIgnoringCase(test))
                .allMatch(OneLine::isOne);
    }

    @Test
    void anotherLanguageGetsTheEnglishOnes() {
        assertThat(TestPhrases.shipped().in("de"))
                .isEqualTo(TestPhrases.shipped().in("en"));
    }

    @Test
    void aPhraseIsAllowedWithItsMarkAlone() {
        TestPhrases phrases = TestPhrases.shipped();

        assertThat(Stream.of("en", "ru").flatMap(language -> phrases.in(language).stream()))
                .allSatisfy(phrase -> {
                    assertThat(phrases.allow(phrase)).isFalse();
                    assertThat(phrases.allow(phrase + " [heatup test]")).isTrue();
                });
    }

    static Stream<List<String>> unfit() {
        return Stream.of(
                List.of(),
                List.of("Hello"),
                List.of("The latest news"),
                List.of("A test", "A test"),
                List.of("A test "),
                List.of("A test\nof two lines"),
                List.of("/start test"),
                List.of("Ask @somebody, it is a test"),
                List.of("A test of " + "length".repeat(20)),
                IntStream.range(0, 31).mapToObj(i -> "Test " + i).toList(),
                Collections.nCopies(2, "Test"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void aFileOfOtherPhrasesIsRefused(List<String> phrases) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TestPhrases(Map.of("en", phrases)));
    }

    @Test
    void aFileOfAnotherLanguageIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TestPhrases(Map.of("de", List.of("Ein Test"))));
    }
}
