package dev.heatup.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u0000b",
                "a\u001bb",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u200bb",
                "a\ufeffb",
                "a\ud800b",
                "a\udc00b"
            })
    void whatBreaksALineOrActsOnATerminalIsReplaced(String hostile) {
        assertThat(new Problem(hostile, hostile)).isEqualTo(new Problem("a\uFFFDb", "a\uFFFDb"));
        assertThat(new Problem(hostile, hostile).message()).isEqualTo("a\uFFFDb");
    }

    @Test
    void whatPeopleWriteStays() {
        assertThat(new Problem("CHANNEL_PRIVATE", " Канал закрыт 🚪 ").message())
                .isEqualTo("Канал закрыт 🚪");
    }

    @Test
    void noMoreThan300CharactersAreKept() {
        assertThat(new Problem("C".repeat(1000), "🚪".repeat(1000)))
                .isEqualTo(new Problem("C".repeat(300), "🚪".repeat(300)));
        assertThat(new Problem("", "🚪".repeat(1000)).message()).isEqualTo("🚪".repeat(300));
    }
}
