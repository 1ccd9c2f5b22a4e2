package dev.heatup.sandbox.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {

    private static final long SEED = 14;
    private static final int SIZE = 1 << 20;

    /**
     * A tree of 200,000 nodes, and what the scanner throws away of each byte: 450 MB were measured at most, on a busy
     * machine, where code that is not compiled yet allocates what compiled code does not. Work that grows faster than the
     * length allocates many times as much.
     */
    private static final long MAX_ALLOCATED = (200L << 20) + 600L * SIZE;

    private static final int MAX_TOLD = 101 * 800;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Stream<Arguments> files() {
        return HostileFiles.kinds(SIZE).entrySet().stream()
                .map(kind -> Arguments.arguments(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void anyFileIsAnsweredWithWorkThatGrowsNoFasterThanItsLength(String kind, Function<Random, byte[]> file) {
        byte[] bytes = file.apply(new Random(SEED));
        long before = threads.getCurrentThreadAllocatedBytes();

        WorldFile answer = WorldFiles.parse(bytes, CorpusSource.none());

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED);
        if (answer instanceof WorldFile.Invalid invalid) {
            assertThat(invalid.problems()).isNotEmpty();
            assertThat(invalid.problems().stream()
                            .mapToInt(problem -> problem.toString().length())
                            .sum())
                    .isLessThan(MAX_TOLD);
        }
    }

    @Test
    void thereAreEnoughKindsOfThem() {
        assertThat(HostileFiles.kinds(SIZE)).hasSizeGreaterThan(150);
    }

    /** Whoever has been let in must be let in again. */
    @Test
    void aWorldOfTheMostNamesAndValuesIsReadAgainWhenItWasWritten() {
        StringBuilder file = new StringBuilder("name: a\ngroups:\n");
        for (int i = 0; i < 1_000; i++) {
            file.append("- {username: hu_group_").append(i).append(", title: a, topic: b, topics: [");
            for (int j = 0; j < 95; j++) {
                file.append('t').append(j).append(',');
            }
            file.append("], reactions: [");
            for (int j = 0; j < 93; j++) {
                file.append((char) (0x2600 + j)).append(',');
            }
            file.append("]}\n");
        }

        assertThat(WorldFiles.parse(file.toString(), CorpusSource.none()))
                .isInstanceOfSatisfying(
                        WorldFile.Read.class,
                        read -> assertThat(WorldFiles.written(WorldFiles.write(read.world())))
                                .isEqualTo(read));
    }
}
