package dev.heatup.sandbox.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationFormatTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "45s,PT45S", "30m,PT30M", "2h,PT2H", "0s,PT0S", "25h,PT25H", "1001ms,PT1.001S"})
    void lengthsOfTimeAreANumberAndAUnit(String written, Duration duration) {
        assertThat(DurationFormat.parse(written)).contains(duration);
        assertThat(DurationFormat.written(duration)).isEqualTo(written);
    }

    @Test
    void theLargestUnitThatShowsItWholeIsWritten() {
        assertThat(DurationFormat.written(Duration.ofMinutes(2))).isEqualTo("2m");
        assertThat(DurationFormat.written(Duration.ofMinutes(90))).isEqualTo("90m");
        assertThat(DurationFormat.written(Duration.ofSeconds(61))).isEqualTo("61s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "5 s", "1.5h", "5d", "5S", "1h30m", "87601h", "9999999999999ms"})
    void everythingElseIsNone(String written) {
        assertThat(DurationFormat.parse(written)).isEmpty();
    }
}
