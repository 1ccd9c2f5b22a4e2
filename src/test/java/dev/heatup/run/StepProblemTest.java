package dev.heatup.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepProblemTest {

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
        assertThat(new StepProblem(hostile, hostile)).isEqualTo(new StepProblem("a\uFFFDb", "a\uFFFDb"));
        assertThat(new StepProblem(hostile, hostile).message()).isEqualTo("a\uFFFDb");
    }

    @Test
    void whatPeopleWriteStays() {
        assertThat(new StepProblem("CHANNEL_PRIVATE", " Канал закрыт 🚪 ").message())
                .isEqualTo("Канал закрыт 🚪");
    }

    @Test
    void noMoreThan300CharactersAreKept() {
        assertThat(new StepProblem("C".repeat(1000), "🚪".repeat(1000)))
                .isEqualTo(new StepProblem("C".repeat(300), "🚪".repeat(300)));
        assertThat(new StepProblem("", "🚪".repeat(1000)).message()).isEqualTo("🚪".repeat(300));
    }
}
