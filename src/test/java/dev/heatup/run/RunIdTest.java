package dev.heatup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void beginsWithItsTimeInCrockfordsBase32() {
        // The example of the ULID specification.
        assertThat(RunId.create(Instant.ofEpochMilli(1_469_918_176_385L), random)
                        .value())
                .startsWith("run_01aryz6s41")
                .matches(RunId.PATTERN);
    }

    @Test
    void sortsByTheTimeOfItsCreation() {
        Instant start = Instant.parse("2026-03-01T10:00:00Z");

        assertThat(IntStream.range(0, 2000)
                        .mapToObj(millis -> RunId.create(start.plusMillis(millis), random))
                        .toList())
                .isSorted();
    }

    @Test
    void idsOfOneMomentDiffer() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");

        assertThat(IntStream.range(0, 2000)
                        .mapToObj(_ -> RunId.create(now, random))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run_",
                "01jd3v0c9k7m2p4q6r8s0t2v4w",
                "run_01jd3v0c9k7m2p4q6r8s0t2v4",
                "run_01jd3v0c9k7m2p4q6r8s0t2v4ww",
                "run_01JD3V0C9K7M2P4Q6R8S0T2V4W",
                "run_01jd3v0c9k7m2p4q6r8s0t2v4u",
                "run_01jd3v0c9k7m2p4q6r8s0t2v4w\n",
                "run_01jd3v0c9k7m2p4q6r8s0t2v4'"
            })
    void anythingElseIsNoId(String text) {
        assertThatThrownBy(() -> new RunId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isWrittenAsItsValue() {
        assertThat(new RunId("run_01jd3v0c9k7m2p4q6r8s0t2v4w")).hasToString("run_01jd3v0c9k7m2p4q6r8s0t2v4w");
    }
}
