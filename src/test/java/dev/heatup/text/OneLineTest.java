package dev.heatup.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u0000", "\u001B", "\u0085", "\u2028", "\u2029", "\u202E", "\uFEFF", "\uD800"})
    void whatBreaksALineOrMovesAScreenIsReplaced(String bad) {
        assertThat(OneLine.of("a" + bad + "b", 10)).isEqualTo("a\uFFFDb");
        assertThat(OneLine.isOne("a" + bad + "b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Follow the city news", "Городские новости", "👩\u200D🍳", "日本語"})
    void ordinaryTextStaysAsItIs(String good) {
        assertThat(OneLine.of(good, 100)).isEqualTo(good);
        assertThat(OneLine.isOne(good)).isTrue();
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(OneLine.of("😀😀😀", 2)).isEqualTo("😀😀");
    }
}
