package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.text.EnumNames;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionTest {

    private static final Map<Metric, Double> MEASURED =
            Map.of(Metric.VISITS, 10.0, Metric.BOT_REPLY_P95, 1_500.0, Metric.RECALL, 0.9);

    @ParameterizedTest
    @CsvSource({
        "visits < 11, true",
        "visits < 10, false",
        "visits <= 10, true",
        "visits > 9, true",
        "visits > 10, false",
        "visits >= 10, true",
        "visits == 10, true",
        "visits == 11, false",
        "visits<11, true",
        "bot_reply_p95 < 2s, true",
        "bot_reply_p95 <= 1.5s, true",
        "bot_reply_p95 < 1500ms, false",
        "bot_reply_p95 < 1501 ms, true",
        "recall >= 90%, true",
        "recall > 0.9, false",
    })
    void aMeasureIsHeldAgainstABound(String text, boolean holds) {
        assertThat(read(text).on(MEASURED).holds()).isEqualTo(holds);
    }

    @Test
    void nothingIsAssertedOfWhatWasNotMeasured() {
        Assertion.Verdict verdict = read("bot_reply_max < 2s").on(MEASURED);

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.found()).isEqualTo("nothing to measure");
    }

    @Test
    void anUnknownMetricNamesThoseThatExist() {
        assertThat(why("bot_replies_p95 < 2s"))
                .contains("did you mean bot_reply_p95?")
                .contains(EnumNames.all(Metric.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"visits < 2s", "visits < 2%"})
    void aCountHasNoUnit(String text) {
        assertThat(why(text)).endsWith("visits is a number without a unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bot_reply_p95 < 2", "bot_reply_p95 < 2m", "bot_reply_p95 < 2%"})
    void aTimeHasOne(String text) {
        assertThat(why(text)).endsWith("bot_reply_p95 is a time, in ms or s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "visits",
                "visits 3",
                "visits = 3",
                "visits != 3",
                "visits < -1",
                "3 < visits",
                "visits < 1,5"
            })
    void whatIsNoAssertionIsToldHowToWriteOne(String text) {
        assertThat(why(text)).contains("METRIC OP VALUE");
    }

    @Test
    void whatIsQuotedIsOneBoundedLine() {
        assertThat(why("visits\n\u001B[2J" + "x".repeat(10_000)))
                .hasSizeLessThan(400)
                .doesNotContain("\n", "\u001B");
    }

    static Assertion read(String text) {
        assertThat(Assertion.read(text)).isInstanceOf(Assertion.Reading.Read.class);
        return ((Assertion.Reading.Read) Assertion.read(text)).assertion();
    }

    private static String why(String text) {
        assertThat(Assertion.read(text)).isInstanceOf(Assertion.Reading.Invalid.class);
        return ((Assertion.Reading.Invalid) Assertion.read(text)).why();
    }
}
