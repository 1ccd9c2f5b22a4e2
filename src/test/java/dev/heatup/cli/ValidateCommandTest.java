package dev.heatup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.gateway.GuardVerdict;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateCommandTest {

    @TempDir
    Path directory;

    private CommandLineHarness heatup;

    @BeforeEach
    void start() {
        heatup = new CommandLineHarness(directory).with("PORT", "0").with("HEATUP_BOT_API_PORT", "0");
    }

    @Test
    void aFreshFolderIsReadyAndStaysEmpty() throws IOException {
        assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out())
                .contains("ok    settings:", "made at the first start", "built-in sandbox", "Ready: ./heatup start");
        assertThat(files()).isEmpty();
    }

    @Test
    void brokenSettingsAreAllTold() {
        heatup.with("HEATUP_BIND", "0.0.0.0").with("LOG_LEVEL", "LOUD");

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out().lines())
                .filteredOn(line -> line.startsWith("FAIL"))
                .hasSize(2);
    }

    @Test
    void everyMistakeOfTheWorldFileIsTold() throws IOException {
        heatup.with("HEATUP_WORLD", "world.yaml");
        Files.writeString(directory.resolve("world.yaml"), "name: A\npopulation: {size: 1000000000000000000}\n");

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .contains(
                        "FAIL  world: line 1, column 7: name: allowed are 1 to 64 of a-z, 0-9 and -",
                        "FAIL  world: line 2, column 20: population.size: allowed is 0 to 100000 -> mend it in ");

        Files.writeString(directory.resolve("world.yaml"), "name: a\n");
        assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
        assertThat(heatup.out()).contains("ok    world: a, as ");
    }

    @Test
    void aFileInPlaceOfTheDataFolderFails() throws IOException {
        Files.writeString(directory.resolve("data"), "");

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("FAIL  data folder:", "is a file", "set HEATUP_DATA");
    }

    @Test
    void aDatabaseOfOursIsFine() throws Exception {
        database("heatup.db", "CREATE TABLE run(id)");
        List<Path> before = files();

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aDatabaseInUseIsReadWithWhatIsStillInItsLog() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        String url = "jdbc:sqlite:" + directory.resolve("data/heatup.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE run(id)");
            List<Path> before = files();

            assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
            assertThat(files()).isEqualTo(before).hasSize(3);
        }
    }

    @Test
    void anotherProgramsDatabaseFails() throws Exception {
        database("heatup.db", "CREATE TABLE recipes(id)");

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("it is not a database of Heat Up");
    }

    @Test
    void aFileThatIsNoDatabaseFails() throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/sandbox.db"), "no database at all ".repeat(100));

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("FAIL  sandbox:", "can't be read as SQLite");
    }

    @Test
    void anUnreachablePostgresqlFailsAndNeedsASandboxOfItsOwn() {
        heatup.with("DATABASE_URL", "postgres://me:hidden@127.0.0.1:1/heatup");

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out())
                .contains("jdbc:postgresql://127.0.0.1:1/heatup can't be reached", "start ./heatup sandbox")
                .doesNotContain("hidden");
    }

    @Test
    void aPostgresqlIsOursWhenItIsEmptyOrHasOurTables() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            heatup.with("DATABASE_URL", "postgres://postgres@127.0.0.1:" + postgres.getPort() + "/postgres")
                    .with("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9000");

            assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
            statement.execute("CREATE TABLE recipes(id int)");
            assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
            assertThat(heatup.out()).contains("it is not a database of Heat Up");
            statement.execute("CREATE TABLE run(id int)");
            assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
            assertThat(heatup.out()).contains("answers (PostgreSQL 18)");
        }
    }

    @Test
    void theGuardsVerdictDecides() {
        CommandLineHarness.NoService launcher = new CommandLineHarness.NoService();
        heatup.with(launcher).with("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9000");

        assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
        launcher.verdict = new GuardVerdict.Production("test_mode is not true");
        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("does not stand before a test network: test_mode is not true");
        launcher.verdict = new GuardVerdict.Unverified("no answer");
        assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
        assertThat(heatup.out()).contains("nobody can say");
    }

    @ParameterizedTest
    @CsvSource({
        "200, ok, accepts the key and knows claude-sonnet-5-5, 0",
        "401, FAIL, does not accept the key, 1",
        "404, FAIL, does not know the model, 1",
        "529, warn, answers 529, 0"
    })
    void thePlannersApiIsAskedForTheModelOnly(int status, String level, String text, int code) throws IOException {
        try (FakeService api = new FakeService().answers("GET /v1/models/claude-sonnet-5-5", status, "{}")) {
            heatup.with("ANTHROPIC_API_KEY", "sk-hidden")
                    .with("ANTHROPIC_BASE_URL", api.url().toString());

            assertThat(heatup.run("validate")).isEqualTo(code);
            assertThat(heatup.out())
                    .containsPattern(level + " +planner: .*" + text)
                    .doesNotContain("sk-hidden");
            assertThat(api.requests()).containsExactly("GET /v1/models/claude-sonnet-5-5");
        }
    }

    @Test
    void withAGatewayTheKeyIsNotTriedAsNoLanguageModelIsAsked() throws IOException {
        try (FakeService api = new FakeService()) {
            heatup.with("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9/gate")
                    .with("ANTHROPIC_API_KEY", "sk-hidden")
                    .with("ANTHROPIC_BASE_URL", api.url().toString());

            assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
            assertThat(heatup.out()).containsPattern("ok +planner: .*fixed phrases");
            assertThat(api.requests()).isEmpty();
        }
    }

    @Test
    void aPortOfOursIsFineAndAnyOtherIsNot() throws IOException {
        try (FakeService service = new FakeService()) {
            heatup.with("PORT", String.valueOf(service.port()));

            assertThat(heatup.run("validate")).isEqualTo(ExitCode.TROUBLE);
            assertThat(heatup.out()).contains("is taken by another program");
            service.answers("GET /health", 503, "{\"status\": \"down\", \"checks\": {}}");
            assertThat(heatup.run("validate")).isEqualTo(ExitCode.OK);
            assertThat(heatup.out()).contains("which runs already");
        }
    }

    private void database(String name, String sql) throws IOException, SQLException {
        Files.createDirectories(directory.resolve("data"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data", name));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
