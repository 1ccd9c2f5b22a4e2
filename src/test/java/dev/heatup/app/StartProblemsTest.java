package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.cli.CommandLineHarness;
import dev.heatup.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the real service from starting: one sentence each, and nothing is touched. */
class StartProblemsTest {

    @TempDir
    Path folder;

    private CommandLineHarness heatup;

    @BeforeEach
    void launchReally() {
        heatup = new CommandLineHarness(folder)
                .with(new Launch())
                .with("PORT", "0")
                .with("HEATUP_BOT_API_PORT", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "sandbox"})
    void aTakenPort(String command) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            heatup.with("PORT", port);

            int code = command.equals("start") ? heatup.run("start") : heatup.run("sandbox", "--port", port);

            assertThat(code).isEqualTo(ExitCode.TROUBLE);
            assertASentence("port " + port);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aSecondServiceOnTheSameFolder() throws IOException {
        try (RunningService first = RunningService.start(folder)) {
            assertThat(heatup.run("start")).isEqualTo(ExitCode.TROUBLE);

            assertASentence("another Heat Up already uses the data folder " + folder.resolve("data"));
            assertThat(first.get("/health").status()).isEqualTo(200);
            assertThat(first.post("/warmup/still").status()).isEqualTo(202);
        }
    }

    @Test
    void aSecondSandboxOnTheSameFolder() throws IOException {
        try (RunningService first = RunningService.start(folder)) {
            assertThat(heatup.run("sandbox", "--port", "0")).isEqualTo(ExitCode.TROUBLE);

            assertASentence(folder.resolve("data").toString());
            assertThat(first.get("/sandbox/health").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "sandbox"})
    void aNewWorldWhereThereIsOneAlready(String command) throws IOException {
        RunningService.start(folder).close();
        Files.writeString(folder.resolve("office.yaml"), "name: office");

        int code = command.equals("start")
                ? heatup.run("start", "--world", "office.yaml", "--at", "10:00")
                : heatup.run("sandbox", "--port", "0", "--world", "office.yaml", "--at", "10:00");

        assertThat(code).isEqualTo(ExitCode.TROUBLE);
        assertASentence("--at begins a new world, and there is one already in " + folder.resolve("data"));
    }

    @Test
    void aDataFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "mine");

        assertThat(heatup.run("start")).isEqualTo(ExitCode.TROUBLE);

        assertASentence(file.toString());
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT=80x", "this is no line", "HEATUP_SPED=2", "PORT=\"8080"})
    void aBrokenDotEnv(String line) throws IOException {
        CommandLineHarness fromFile = new CommandLineHarness(folder).with(new Launch());
        Files.writeString(folder.resolve(".env"), line + "\n");

        assertThat(fromFile.run("start")).isEqualTo(ExitCode.USAGE);

        assertThat(fromFile.err()).startsWith("These settings can't be used:").hasLineCount(2);
        assertTellsNothingOfTheInside(fromFile.err());
        assertThat(files()).containsExactly(folder.resolve(".env"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.telegram.org",
                "https://telegram.org/gateway",
                "http://VENUS.web.Telegram.ORG.:443",
                "https://t.me",
                "http://149.154.167.50",
                "http://[2001:67c:4e8:f002::a]:443"
            })
    void aGatewayOfTelegramsOwn(String address) throws IOException {
        heatup.with("TELEGRAM_API_BASE_URL", address);

        assertThat(heatup.run("start")).isEqualTo(ExitCode.USAGE);

        assertThat(heatup.err())
                .contains("TELEGRAM_API_BASE_URL", "never", "test networks only")
                .hasLineCount(2);
        assertTellsNothingOfTheInside(heatup.err());
        assertThat(files()).isEmpty();
    }

    @Test
    void aWorldWithAMistake() throws IOException {
        Path world = Files.writeString(folder.resolve("world.yaml"), "seed: 1\nmarkets: []\n");

        assertThat(heatup.run("start", "--world", world.toString())).isEqualTo(ExitCode.TROUBLE);

        assertThat(heatup.err()).contains("world.yaml", "markets");
        assertTellsNothingOfTheInside(heatup.err());
        assertThat(files()).containsExactly(world);
    }

    @Test
    void aGatewayWithAnotherSpeedThanOne() throws IOException {
        heatup.with("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9").with("HEATUP_SPEED", "2");

        assertThat(heatup.run("start")).isEqualTo(ExitCode.USAGE);

        assertThat(heatup.err()).contains("HEATUP_SPEED: must be 1").hasLineCount(2);
        assertThat(files()).isEmpty();
    }

    private void assertASentence(String part) {
        assertThat(heatup.err()).contains(part).hasLineCount(1);
        assertTellsNothingOfTheInside(heatup.err());
        assertThat(heatup.out()).isEmpty();
    }

    private static void assertTellsNothingOfTheInside(String text) {
        assertThat(text).doesNotContain("\tat ", "dev.heatup", "java.", "org.").doesNotContainIgnoringCase("exception");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
