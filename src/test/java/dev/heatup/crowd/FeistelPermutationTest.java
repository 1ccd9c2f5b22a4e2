package dev.heatup.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeistelPermutationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 16, 17, 100, 1_000, 65_536, 100_000})
    void everyPlaceIsTakenOnce(int size) {
        for (long seed = 0; seed < 3; seed++) {
            FeistelPermutation feistelPermutation = new FeistelPermutation(seed, size);

            assertThat(IntStream.range(0, size)
                            .map(feistelPermutation::placeOf)
                            .sorted()
                            .toArray())
                    .isEqualTo(IntStream.range(0, size).toArray());
        }
    }

    @Test
    void seedsShuffleIndependently() {
        long same = IntStream.range(0, 10_000)
                .filter(i -> (new FeistelPermutation(1, 10_000).placeOf(i) < 5_000)
                        == (new FeistelPermutation(2, 10_000).placeOf(i) < 5_000))
                .count();

        assertThat(same).isBetween(4_800L, 5_200L);
    }
}
