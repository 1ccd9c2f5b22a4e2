package dev.heatup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.torture.TortureWithBug;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TortureCommandTest {

    private final CommandLineHarness heatup = new CommandLineHarness(Path.of(""));

    @Test
    void seedsThatHoldAreCounted() {
        assertThat(heatup.run("torture", "--seed", "3", "--seeds", "2")).isEqualTo(ExitCode.OK);

        assertThat(heatup.out()).matches("Held: 2 seeds from 3 on, [1-9]\\d* runs, \\d+ faults, in \\d+\\.\\d s\\R");
    }

    @Test
    void aSeedThatFailsIsToldWithItsFewestFaultsAndItsHistory() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        CliEnvironment cliEnvironment =
                new CliEnvironment(Map.of(), Path.of(""), stream, stream, false, Ticker.system());

        int code = new CommandLine(new TortureCommand(cliEnvironment, TortureWithBug::thatBreaks)).execute();

        assertThat(code).isEqualTo(ExitCode.TROUBLE);
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("""
                Seed (\\d+) failed:
                  node \\d \\S+ broke: java.lang.IllegalStateException: no answer to .*
                With no more faults than these:
                (  [A-Z_]+ of node \\d at \\d+\\.\\d s for \\d+\\.\\d s
                )+What happened, in seconds of virtual time:
                ( +\\d+\\.\\d{3} .+
                )+ +\\d+\\.\\d{3} BROKEN node \\d \\S+ broke: .+
                Again: \\./heatup torture --seed \\1 --seeds 1
                """);
    }

    @Test
    void noSeedAtAllIsAMistake() {
        assertThat(heatup.run("torture", "--seeds", "0")).isEqualTo(ExitCode.USAGE);

        assertThat(heatup.err()).contains("--seeds must be 1 or more");
    }
}
