package dev.heatup.chance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeededDrawTest {

    /** The first outputs of SplitMix64 with the seed 1234567, as its reference implementation gives them. */
    @Test
    void anIndexIsAPlaceInSplitMix64sStream() {
        assertThat(LongStream.range(0, 3).map(i -> SeededDraw.of(1234567, i)).toArray())
                .containsExactly(6457827717110365317L, 3203168211198807973L, -8629252141511181193L);
    }

    @Test
    void namesHaveSeedsOfTheirOwnInEveryVersion() {
        assertThat(SeededDraw.of(1, "text")).isEqualTo(2826822808834441392L);
        assertThat(SeededDraw.of(1, "text")).isNotEqualTo(SeededDraw.of(1, "date"));
        assertThat(SeededDraw.of(1, "text")).isNotEqualTo(SeededDraw.of(2, "text"));
    }

    @Test
    void drawsStayInTheirBounds() {
        for (long i = 0; i < 10_000; i++) {
            long draw = SeededDraw.of(7, i);

            assertThat(SeededDraw.between(draw, -3, 3)).isBetween(-3L, 3L);
            assertThat(SeededDraw.index(draw, 5)).isBetween(0, 4);
            assertThat(SeededDraw.unit(draw)).isGreaterThanOrEqualTo(0).isLessThan(1);
        }
        assertThat(SeededDraw.unit(-1L)).isLessThan(1);
        assertThat(SeededDraw.between(-1L, 4, 4)).isEqualTo(4);
    }

    @Test
    void drawsAreSpreadEvenly() {
        double mean = LongStream.range(0, 100_000)
                .mapToDouble(i -> SeededDraw.unit(SeededDraw.of(7, i)))
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(0.495, 0.505);
    }
}
