package dev.heatup.cli;

import static dev.heatup.cli.FakeService.action;
import static dev.heatup.cli.FakeService.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.spec.LocalMoment;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.settings.Settings;
import dev.heatup.text.PhraseFile;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    Path directory;

    @Test
    void helpListsTheCommands() {
        CommandLineHarness heatup = new CommandLineHarness(directory);

        assertThat(heatup.run("--help")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out())
                .contains("start", "sandbox", "warmup", "validate", "example", "simulate")
                .doesNotContain("train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "sandbox", "warmup", "validate", "example", "simulate"})
    void everyCommandHasHelp(String command) {
        CommandLineHarness heatup = new CommandLineHarness(directory);

        assertThat(heatup.run(command, "--help")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out()).startsWith("Usage: heatup " + command);
    }

    @Test
    void versionIsTheBuilds() {
        CommandLineHarness heatup = new CommandLineHarness(directory);

        assertThat(heatup.run("--version")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out()).matches("heatup \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void withoutACommandItShowsHelpAsAnError() {
        CommandLineHarness heatup = new CommandLineHarness(directory);

        assertThat(heatup.run()).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains("Usage: heatup");
    }

    @Test
    void startHandsTheSettingsOver() {
        CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
        CommandLineHarness heatup =
                new CommandLineHarness(directory).with(launcher).with("HEATUP_SPEED", "10");

        assertThat(heatup.run("start")).isEqualTo(ExitCode.SERVING);
        assertThat(launcher.started)
                .extracting(Settings::network)
                .extracting("speed")
                .isEqualTo(10.0);
        assertThat(heatup.out()).contains("API      http://127.0.0.1:8080");
        assertThat(launcher.closed).isFalse();
    }

    @Test
    void startSaysThatNoLanguageModelPlansForAGateway() {
        CommandLineHarness heatup = new CommandLineHarness(directory)
                .with(new CommandLineHarness.NoService())
                .with("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9000")
                .with("ANTHROPIC_API_KEY", "sk-hidden");

        assertThat(heatup.run("start")).isEqualTo(ExitCode.SERVING);
        assertThat(heatup.out()).contains("Planner  a fixed plan").doesNotContain("Claude");
    }

    @Test
    void startWithPostgresqlNamesTheSandboxCommand() {
        CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
        CommandLineHarness heatup =
                new CommandLineHarness(directory).with(launcher).with("DATABASE_URL", "postgres://db/heatup");

        assertThat(heatup.run("start")).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains("./heatup sandbox");
        assertThat(launcher.started).isNull();
    }

    @Test
    void startSaysWhenSomebodyVisitsNextAndHowToSeePeopleNow() throws IOException {
        Path world = Files.writeString(directory.resolve("office.yaml"), "name: office");
        CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
        launcher.people = Optional.of(new Launcher.People(
                "office",
                new PopulationSpec(12, PopulationSpec.DEFAULT_LANGUAGES, PopulationSpec.DEFAULT_ACTIVITY, 3, 4),
                Instant.parse("2026-11-30T18:00:00Z"),
                Optional.of(Instant.parse("2026-12-01T05:12:00Z"))));
        CommandLineHarness heatup = new CommandLineHarness(directory).with(launcher);

        heatup.run("start", "--world", "office.yaml");

        assertThat(heatup.out())
                .contains("  People   12 of the world office, whose clocks say Mon 30 Nov 2026 21:00 (UTC+03:00)."
                        + " The next visit is expected at Tue 1 Dec 2026 08:12 (UTC+03:00), in 11h 12m\n")
                .contains("To see people now, begin a new world: HEATUP_DATA=" + directory.resolve("data")
                        + "-office ./heatup start --world " + world + " --at 20:00\n");
        heatup.with("HEATUP_SPEED", "1000").run("start", "--world", "office.yaml");
        assertThat(heatup.out()).contains(", in 40s\n").doesNotContain("To see people now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "sandbox"})
    void aWorldMayBeginAtATimeOfItsPeoplesClocks(String command) throws IOException {
        Files.writeString(directory.resolve("office.yaml"), "name: office");
        CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
        CommandLineHarness heatup = new CommandLineHarness(directory).with(launcher);

        assertThat(heatup.run(command, "--world", "office.yaml", "--at", "10:00"))
                .isEqualTo(ExitCode.SERVING);
        assertThat(launcher.started)
                .extracting(settings -> settings.network().begins())
                .isEqualTo(LocalMoment.parse("10:00").orElseThrow());

        assertThat(heatup.run(command, "--at", "10:00")).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains("--at begins a world of a file, so it needs --world");
        assertThat(heatup.run(command, "--world", "office.yaml", "--at", "ten")).isEqualTo(ExitCode.USAGE);
        assertThat(heatup.err()).contains("allowed is a time like 10:00 or 2026-03-02T10:00");
    }

    @Test
    void sandboxHandsItsPortOver() {
        CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
        CommandLineHarness heatup =
                new CommandLineHarness(directory).with(launcher).with("DATABASE_URL", "postgres://db/heatup");

        assertThat(heatup.run("sandbox", "--port", "8123")).isEqualTo(ExitCode.SERVING);
        assertThat(launcher.sandboxPort).isEqualTo(8123);
        assertThat(heatup.run("sandbox", "--port", "70000")).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({"'', 8082", "9000, 9000", "0, 0"})
    void sandboxTakesThePortOfTheSettings(String set, int port) {
        CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
        CommandLineHarness heatup =
                new CommandLineHarness(directory).with(launcher).with("PORT", set);

        assertThat(heatup.run("sandbox")).isEqualTo(ExitCode.SERVING);
        assertThat(launcher.sandboxPort).isEqualTo(port);
        assertThat(heatup.run("sandbox", "--port", "8123")).isEqualTo(ExitCode.SERVING);
        assertThat(launcher.sandboxPort).isEqualTo(8123);
    }

    @Test
    void aTakenPortIsASentence() {
        CommandLineHarness heatup = new CommandLineHarness(directory).with(new CommandLineHarness.NoService() {
            @Override
            public Running start(Settings settings) {
                throw new IllegalStateException("web server", new BindException("Address already in use"));
            }
        });

        assertThat(heatup.run("start")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.err()).contains("The port is taken").doesNotContain("\tat ");
    }

    @Test
    void aBrokenPhraseFileIsASentence() {
        CommandLineHarness heatup = new CommandLineHarness(directory).with(new CommandLineHarness.NoService() {
            @Override
            public Running start(Settings settings) {
                PhraseFile.beside(MainTest.class, "nowhere.en.txt");
                return super.start(settings);
            }
        });

        assertThat(heatup.run("start")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.err()).isEqualToIgnoringNewLines("dev/heatup/cli/nowhere.en.txt is missing");
    }

    @Test
    void exampleShowsEachRequestAndItsAnswer() throws IOException {
        try (FakeService service = new FakeService()) {
            String done = report("completed", action("idle", 3, "succeeded"));
            service.answers("GET /health", 200, "{\"status\": \"ok\"}")
                    .visit("example-async", report("running"), done)
                    .answers("POST /warmup-sync/example-sync", 200, done);
            CommandLineHarness heatup = new CommandLineHarness(directory);

            assertThat(heatup.run("example", "--url", service.url().toString())).isEqualTo(ExitCode.OK);
            assertThat(heatup.out())
                    .contains(
                            "$ curl '" + service.url() + "/health'",
                            "$ curl -X POST '" + service.url() + "/warmup/example-async' -H 'Content-Type:"
                                    + " application/json' -d '{\"max_actions\": 3, \"seed\": 1}'",
                            "202\n{\n  \"run_id\" : \"run-example-async\"",
                            "/warmup-sync/example-sync?timeout=300",
                            "\"status\" : \"completed\"");
        }
    }

    @Test
    void exampleToldNoIsTrouble() throws IOException {
        try (FakeService service = new FakeService()) {
            CommandLineHarness heatup = new CommandLineHarness(directory);

            assertThat(heatup.run("example", "--url", service.url().toString())).isEqualTo(ExitCode.TROUBLE);
            assertThat(heatup.out()).contains("404");
        }
    }

    @Test
    void exampleWithoutAServiceSaysHowToStartOne() {
        CommandLineHarness heatup = new CommandLineHarness(directory);

        assertThat(heatup.run("example", "--url", "http://127.0.0.1:1")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(heatup.err()).contains("./heatup start");
    }

    @Test
    void trainingUsesTheServiceAndStopsIt() throws IOException {
        try (FakeService service = new FakeService()) {
            String done = report("completed");
            service.answers("GET /health", 200, "{}").answers("POST /warmup-sync/training-1", 200, done);
            CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
            launcher.url = service.url();

            assertThat(new CommandLineHarness(directory).with(launcher).run("train"))
                    .isEqualTo(ExitCode.OK);
            assertThat(launcher.closed).isTrue();
            assertThat(launcher.started)
                    .extracting(settings -> settings.storage().data().getParent())
                    .satisfies(folder -> assertThat(folder).doesNotExist());
        }
    }

    @Test
    void trainingTheClientNeedsNoService() {
        assertThat(new CommandLineHarness(directory).run("train-client")).isEqualTo(ExitCode.OK);
    }
}
