package dev.heatup.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.GoldenFile;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty trials have the histories that are kept in the repository, by their digests, and two of them line by line. */
class GoldenHistoriesTest {

    private static final int SEEDS = 50;

    private static final Pool POOL = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();

    @Test
    void fiftySeedsHaveTheHistoriesThatAreKept() {
        GoldenFile.named("torture.sha256")
                .assertHolds(LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> seed + " " + digest(history(seed)))
                        .toList());
    }

    /** One on the sandbox and one at a gateway. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void aHistoryIsTheOneThatIsKept(long seed) {
        List<String> history = history(seed);

        assertThat(history).hasSizeGreaterThan(50);
        GoldenFile.named("torture-" + seed + ".txt").assertHolds(history);
    }

    private static List<String> history(long seed) {
        return Trial.run(POOL, seed, Trial.faults(seed), Ground.memory(), Plant.NONE).history().stream()
                .flatMap(String::lines)
                .toList();
    }

    private static String digest(List<String> lines) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
