package dev.heatup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TortureCommandTest {

    private final CommandLineHarness heatup = new CommandLineHarness(Path.of(""));

    @Test
    void seedsThatHoldAreCounted() {
        assertThat(heatup.run("torture", "--seed", "3", "--seeds", "2")).isEqualTo(ExitCode.OK);

        assertThat(heatup.out()).matches("Held: 2 seeds from 3 on, [1-9]\\d* runs, \\d+ faults, in \\d+\\.\\d s\\R");
    }

    @Test
    void noSeedAtAllIsAMistake() {
        assertThat(heatup.run("torture", "--seeds", "0")).isEqualTo(ExitCode.USAGE);

        assertThat(heatup.err()).contains("--seeds must be 1 or more");
    }
}
