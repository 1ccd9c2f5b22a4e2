package dev.heatup.sandbox.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.sandbox.spec.yaml.CorpusSource;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalMomentTest {

    /** Already Tuesday where these people live. */
    private static final Instant MONDAY_NIGHT = Instant.parse("2026-03-02T23:30:00Z");

    private static final WorldSpec WORLD = ((WorldFile.Read)
                    WorldFiles.parse("name: a\npopulation: {size: 1, utc_offset_hours: 3}", CorpusSource.none()))
            .world();

    @ParameterizedTest
    @CsvSource({
        "10:00, 2026-03-03T07:00:00Z",
        "9:05, 2026-03-03T06:05:00Z",
        "00:00:30, 2026-03-02T21:00:30Z",
        "2026-04-01T10:00, 2026-04-01T07:00:00Z",
        "2026-04-01T10:00:00.5, 2026-04-01T07:00:00.500Z",
        "2026-04-01T10:00Z, 2026-04-01T10:00:00Z",
        "2026-04-01T10:00:00-05:00, 2026-04-01T15:00:00Z",
    })
    void isOnTheClocksOfTheWorldsPeople(String written, Instant starts) {
        LocalMoment moment = LocalMoment.parse(written).orElseThrow();

        assertThat(moment.beginning(WORLD, MONDAY_NIGHT).starts()).isEqualTo(starts);
        assertThat(LocalMoment.parse(moment.toString())).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "24:00", "10:60", "10 am", "2026-02-30T10:00", "2026-03-02", "T10:00", "tomorrow"})
    void isNothingElse(String written) {
        assertThat(LocalMoment.parse(written)).isEmpty();
    }

    @Test
    void noWorldBeginsOutsideOfTelegramsTime() {
        LocalMoment early = LocalMoment.parse("1999-01-01T10:00").orElseThrow();

        assertThatThrownBy(() -> early.beginning(WORLD, MONDAY_NIGHT))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("2014-01-01T00:00:00Z");
    }
}
