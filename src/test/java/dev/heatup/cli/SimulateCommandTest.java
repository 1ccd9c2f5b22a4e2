package dev.heatup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

    private static final String TOWN = """
            name: town
            seed: 7
            population: {size: 30, visits_per_day: 60}
            channels:
              - {username: hu_city_news, title: City news, topic: news, language: en, posts_per_day: 48}
            """;

    private static final String BOT = """
            bots:
              - {username: hu_help_bot, name: Help, about: Helps, id: 1001}
            """;

    @TempDir
    Path directory;

    private CommandLineHarness heatup = new CommandLineHarness(Path.of(""));

    @BeforeEach
    void write() throws IOException {
        heatup = new CommandLineHarness(directory);
        Files.writeString(directory.resolve("town.yaml"), TOWN);
    }

    private int simulate(String... more) {
        List<String> words = new ArrayList<>(List.of("simulate", "--world", "town.yaml"));
        words.addAll(List.of(more));
        if (!words.contains("--for")) {
            words.addAll(List.of("--for", "1h"));
        }
        if (!words.contains("--bot-api-port")) {
            words.addAll(List.of("--bot-api-port", "0"));
        }
        return heatup.run(words.toArray(String[]::new));
    }

    private String file(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void whatHoldsEndsWithZero() {
        assertThat(simulate("--assert", "visits > 10", "--assert", "visits_failed == 0"))
                .isEqualTo(ExitCode.OK);
        assertThat(heatup.out())
                .contains("World town, seed 7, 1h of world time")
                .containsPattern("visits > 10 +[0-9]+ +ok")
                .contains("Again: ./heatup simulate --world town.yaml --seed 7 --for 1h --grace 100ms"
                        + " --assert 'visits > 10' --assert 'visits_failed == 0'");
    }

    @Test
    void whatDoesNotHoldEndsWithOneAndIsInTheReportForCi() throws IOException {
        assertThat(simulate("--assert", "visits < 1", "--junit", "report.xml")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).containsPattern("visits < 1 +[0-9]+ +FAILED");
        assertThat(file("report.xml"))
                .contains("name=\"visits &lt; 1\"", "<failure message=\"visits: ", "value=\"./heatup simulate --world");
    }

    @Test
    void theSameSeedWritesTheSameLogByteForByte() throws IOException {
        simulate("--log", "first.ndjson");
        simulate("--log", "second.ndjson");
        simulate("--log", "other.ndjson", "--seed", "8");

        assertThat(file("first.ndjson").lines())
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(line).startsWith("{\"seq\":").endsWith("\"synthetic\":true}"));
        assertThat(file("second.ndjson")).isEqualTo(file("first.ndjson"));
        assertThat(file("other.ndjson")).isNotEqualTo(file("first.ndjson"));
    }

    @Test
    void aBotThatDoesNotConnectIsNamedAndWaitedForNoLongerThanAllowed() throws IOException {
        Files.writeString(directory.resolve("town.yaml"), TOWN + BOT);

        assertThat(simulate("--wait-for-bots", "0s")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.err())
                .contains("Waiting up to 0s for these bots: hu_help_bot (BOT_TOKEN=1001:anything)")
                .contains("did not connect within 0s, it goes on without them: hu_help_bot");
    }

    @Test
    void aBotThatNeverCalledFailsWhateverIsAsserted() throws IOException {
        Files.writeString(directory.resolve("town.yaml"), TOWN + BOT);

        assertThat(simulate("--wait-for-bots", "0s", "--assert", "visits_failed == 0", "--junit", "report.xml"))
                .isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .containsPattern("bots_missing +1\n")
                .containsPattern("FAILED: hu_help_bot never called; [1-9][0-9]* updates waited for it."
                        + " Start it with BOT_TOKEN=1001:anything");
        assertThat(file("report.xml"))
                .contains("tests=\"2\" failures=\"1\"")
                .containsPattern("name=\"bot hu_help_bot\"><failure message=\"hu_help_bot never called; ");
    }

    @Test
    void missingBotsMayBeAllowedAndAreToldAllTheSame() throws IOException {
        Files.writeString(directory.resolve("town.yaml"), TOWN + BOT);

        assertThat(simulate("--wait-for-bots", "0s", "--allow-missing-bots", "--junit", "report.xml"))
                .isEqualTo(ExitCode.OK);
        assertThat(heatup.out())
                .contains("allowed: hu_help_bot never called; ")
                .contains("--grace 100ms --allow-missing-bots");
        assertThat(file("report.xml")).contains("tests=\"0\" failures=\"0\"");

        assertThat(simulate("--wait-for-bots", "0s", "--allow-missing-bots", "--json", "--assert", "bots_missing == 0"))
                .isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .contains("\"missing_bots\":[\"hu_help_bot\"],\"lost_bots\":[]")
                .containsPattern(
                        "\"bots\":\\[\\{\"username\":\"hu_help_bot\",\"state\":\"missing\",\"updates_waiting\":[1-9]");
    }

    @Test
    void itMayBeginAtAnyTimeOfItsPeoplesClocks() throws IOException {
        Files.writeString(
                directory.resolve("town.yaml"),
                TOWN.replace("visits_per_day: 60", "visits_per_day: 60, utc_offset_hours: 3"));

        assertThat(simulate("--at", "21:00")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out()).contains("1h of world time, to 2026-03-02T19:00:00Z", "--at 21:00");

        assertThat(simulate("--at", "2026-05-01T21:00")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out()).contains("to 2026-05-01T19:00:00Z", "--at 2026-05-01T21:00");

        assertThat(simulate("--at", "1999-01-01T10:00")).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains("--at: starts: allowed is 2014-01-01T00:00:00Z");
    }

    @Test
    void atItsTimeLimitItEndsWithWhatThereIsAndNothingHolds() throws IOException {
        assertThat(simulate(
                        "--for",
                        "80000h",
                        "--max-time",
                        "300ms",
                        "--assert",
                        "visits_failed == 0",
                        "--junit",
                        "report.xml",
                        "--log",
                        "events.ndjson"))
                .isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .startsWith("PARTIAL: it ended at its time limit after ")
                .contains(" of 80000h of world time")
                .containsPattern("visits_failed == 0 +0 +UNDECIDED");
        assertThat(file("report.xml"))
                .contains("tests=\"2\" failures=\"2\"", "name=\"partial\" value=\"true\"")
                .contains("undecided, as it ended early; so far visits_failed: 0");
        assertThat(file("events.ndjson").lines().toList().getLast())
                .startsWith("{\"partial\":true,\"stopped\":\"time_limit\",\"simulated_seconds\":")
                .contains("\"asked_seconds\":288000000");
    }

    @Test
    void aPartialResultForProgramsSaysSo() {
        assertThat(simulate("--for", "80000h", "--max-time", "1ms", "--json", "--assert", "visits_failed == 0"))
                .isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .contains("\"partial\":true,\"stopped\":\"time_limit\"")
                .contains("{\"assertion\":\"visits_failed == 0\",\"measured\":0,\"ok\":false}")
                .contains("\"ok\":false,\"replay\"");
    }

    @Test
    void aTimeLimitThatIsNotReachedChangesNothing() throws IOException {
        simulate("--log", "first.ndjson");
        assertThat(simulate("--log", "second.ndjson", "--max-time", "1h")).isEqualTo(ExitCode.OK);

        assertThat(file("second.ndjson")).isEqualTo(file("first.ndjson"));
    }

    @Test
    void aResultForProgramsIsOneObject() {
        assertThat(simulate("--json", "--assert", "bot_reply_p95 < 2s")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .startsWith("{\"world\":\"town\",\"seed\":7,\"simulated_seconds\":3600,")
                .contains("{\"assertion\":\"bot_reply_p95 < 2s\",\"measured\":null,\"ok\":false}");
    }

    @Test
    void aBadWorldNamesEveryProblemWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("town.yaml"), TOWN.replace("title:", "titel:") + "flouts: 3\n");

        assertThat(simulate()).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err())
                .containsPattern("town.yaml: line 5, column \\d+: channels\\[0].titel: ")
                .containsPattern("town.yaml: line 6, column 1: flouts: ");
        assertThat(heatup.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--assert, visitors > 3, did you mean visits",
        "--for, soon, ms",
        "--for, 0s, --for must be more than nothing",
        "--grace, 1, ms",
        "--at, noon, allowed is a time like 10:00 or 2026-03-02T10:00",
        "--max-time, 0s, --max-time must be more than nothing",
        "--bot-api-port, 65536, 0 to 65535",
        "--junit, nowhere/report.xml, can't be written",
    })
    void aBadOptionEndsWithTwo(String option, String value, String told) {
        assertThat(simulate(option, value)).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains(told);
    }

    @Test
    void aPortThatIsTakenEndsWithTwo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(simulate("--bot-api-port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(heatup.err()).contains("is taken");
        }
    }

    @Test
    void progressIsShownToAPersonAlone() {
        simulate();
        assertThat(heatup.err()).doesNotContain("\r");
    }
}
