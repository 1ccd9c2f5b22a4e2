package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heatup.cli.CommandLineHarness;
import dev.heatup.cli.ExitCode;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.store.Database;
import dev.heatup.store.SharedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases that can't be used: the real program says why in one sentence, does not start, and leaves them as they are. */
class BadDatabasesTest {

    private static final String NOBODY = "http://127.0.0.1:9";

    @TempDir
    Path folder;

    private Path data;
    private CommandLineHarness heatup;
    private @Nullable Path kept;

    /** Which command meets which file. */
    enum Meeting {
        START_AND_RUNS("heatup.db", "start"),
        START_AND_WORLD("sandbox.db", "start"),
        SANDBOX_AND_WORLD("sandbox.db", "sandbox --port 0"),
        START_AND_NAMED_WORLD("worlds/harbour/sandbox.db", "start"),
        SANDBOX_AND_NAMED_WORLD("worlds/harbour/sandbox.db", "sandbox --port 0");

        private final String file;
        private final String command;

        Meeting(String file, String command) {
            this.file = file;
            this.command = command;
        }

        String newer() {
            return file.equals("heatup.db")
                    ? "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', checksum,"
                            + " installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE version = '1'"
                    : "PRAGMA user_version = 99";
        }
    }

    @BeforeEach
    void launchReally() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        heatup = new CommandLineHarness(folder)
                .with(new Launch())
                .with("PORT", "0")
                .with("HEATUP_BOT_API_PORT", "0");
    }

    @AfterEach
    void giveBack() throws Exception {
        if (kept != null) {
            chattr("-i", kept);
            permit(kept, "rwxr-xr-x");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsNoDatabase(Meeting meeting) throws IOException {
        Path file = Files.writeString(place(meeting), "my letters, not a database".repeat(100));

        assertRefused(meeting, file, "is not an SQLite database");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatWasCut(Meeting meeting) throws IOException {
        Path file = ours(meeting);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2 + 100));

        assertRefused(meeting, file, "is damaged");
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithGarbageInside(Meeting meeting) throws IOException {
        Path file = ours(meeting);
        byte[] bytes = Files.readAllBytes(file);
        byte[] garbage = new byte[bytes.length / 2];
        new Random(7).nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, bytes.length - garbage.length, garbage.length);
        Files.write(file, bytes);

        assertRefused(meeting, file, "is damaged");
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfAnotherProgramWithTablesOfOurNames(Meeting meeting) throws Exception {
        Path file = place(meeting);
        execute(file, "CREATE TABLE run (distance REAL)");
        execute(file, "CREATE TABLE event (guests INTEGER)");

        assertRefused(meeting, file, "is an SQLite database of another program");
    }

    @Test
    void aDatabaseOfAnotherProgramThatIsMigratedLikeOurs() throws Exception {
        Path file = ours(Meeting.START_AND_RUNS);
        execute(file, "UPDATE flyway_schema_history SET description = 'guests' WHERE version = '1'");

        assertRefused(Meeting.START_AND_RUNS, file, "is an SQLite database of another program");
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfANewerVersion(Meeting meeting) throws Exception {
        Path file = ours(meeting);
        execute(file, meeting.newer());

        assertRefused(meeting, file, "99", "newer");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsReadOnly(Meeting meeting) throws Exception {
        Path file = ours(meeting);
        keep(file, "r--r--r--");

        assertRefused(meeting, file, "is not writable");
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatIsReadOnly(Meeting meeting) throws Exception {
        Path file = ours(meeting);
        keep(data, "r-xr-xr-x");

        assertRefused(meeting, file, "the data folder " + data + " is not writable");
    }

    @Test
    void withoutTheFolderOfADamagedWorldTheRestStarts() throws IOException {
        Path file = place(Meeting.START_AND_NAMED_WORLD);
        Files.writeString(file, "damaged");
        assertRefused(Meeting.START_AND_NAMED_WORLD, file, "is not an SQLite database");

        Files.move(file.resolveSibling(""), folder.resolve("harbour"));

        try (RunningService rest = RunningService.start(folder)) {
            assertThat(rest.get("/sandbox/worlds").text()).doesNotContain("harbour");
            assertThat(rest.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void aPostgresqlWithTablesOfAnotherProgram() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        execute(url, SharedPostgres.USER, "CREATE TABLE run (distance REAL)");

        assertRefused(url, SharedPostgres.USER, null, "it holds tables of another program");
        assertThat(tables(url)).isEqualTo("run");
    }

    @Test
    void aPostgresqlOfAnotherProgramThatIsMigratedLikeOurs() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        Database.postgresql(url, SharedPostgres.USER, null).close();
        execute(
                url,
                SharedPostgres.USER,
                "UPDATE flyway_schema_history SET description = 'guests' WHERE version = '1'");

        assertRefused(url, SharedPostgres.USER, null, "it holds tables of another program");
    }

    @Test
    void aPostgresqlOfANewerVersion() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        Database.postgresql(url, SharedPostgres.USER, null).close();
        execute(url, SharedPostgres.USER, Meeting.START_AND_RUNS.newer());

        assertRefused(url, SharedPostgres.USER, null, "version 99", "newer version of Heat Up");
    }

    @Test
    void aPostgresqlWithoutTheRightToMakeTables() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        execute(url, SharedPostgres.USER, "DROP ROLE IF EXISTS guest");
        execute(url, SharedPostgres.USER, "CREATE ROLE guest LOGIN");

        assertRefused(url, "guest", null, "permission denied", "GRANT CREATE ON SCHEMA public");
        assertThat(tables(url)).isEmpty();
    }

    @Test
    void aPostgresqlWhoseTablesAreSomebodyElses() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        Database.postgresql(url, SharedPostgres.USER, null).close();
        execute(url, SharedPostgres.USER, "DROP ROLE IF EXISTS reader");
        execute(url, SharedPostgres.USER, "CREATE ROLE reader LOGIN");
        execute(url, SharedPostgres.USER, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");

        assertRefused(
                url,
                "reader",
                null,
                "may not read and write claim, flood_wait, flyway_schema_history",
                "GRANT SELECT, INSERT");
    }

    @Test
    void aPostgresqlThatTakesNoWrites() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        execute(url, SharedPostgres.USER, "DROP ROLE IF EXISTS idle");
        execute(url, SharedPostgres.USER, "CREATE ROLE idle SUPERUSER LOGIN");
        execute(url, SharedPostgres.USER, "ALTER ROLE idle SET default_transaction_read_only = on");

        assertRefused(url, "idle", null, "it takes no writes", "the primary server");
        assertThat(tables(url)).isEmpty();
    }

    @Test
    void aPostgresqlThatIsNotThere() {
        assertRefused("jdbc:postgresql://127.0.0.1:1/heatup", "me", "hidden", "Check host and port in DATABASE_URL");
    }

    @Test
    void aPostgresqlWithoutThatDatabase() throws SQLException {
        assertRefused(
                SharedPostgres.freshDatabase() + "_not",
                SharedPostgres.USER,
                null,
                "does not exist",
                "correct its name in DATABASE_URL");
    }

    @Test
    void aWrongPassword() throws Exception {
        try (EmbeddedPostgres strict = EmbeddedPostgres.builder()
                .setDataDirectoryCustomizer(BadDatabasesTest::askForPasswords)
                .start()) {
            String url = "jdbc:postgresql://127.0.0.1:" + strict.getPort() + "/postgres";
            execute(url, SharedPostgres.USER, "CREATE ROLE me LOGIN PASSWORD 'right'");

            assertRefused(url, "me", "wrong", "Check user and password in DATABASE_URL");
        }
    }

    private static void askForPasswords(java.io.File server) {
        try {
            Files.writeString(server.toPath().resolve("pg_hba.conf"), """
                    local all all trust
                    host all postgres all trust
                    host all all all scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(Meeting meeting, Path file, String... parts) throws IOException {
        byte[] before = Files.readAllBytes(file);

        assertThat(heatup.run(meeting.command.split(" "))).isEqualTo(ExitCode.TROUBLE);

        assertASentence(parts);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(heatup.err()).containsAnyOf(data.resolve(meeting.file).toString(), "the data folder " + data);
        // Nothing is beside it: no log, and no other database that was made or changed before this one was looked at.
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(path ->
                            Files.isRegularFile(path) && !path.toString().endsWith(".lock")))
                    .containsExactly(file);
        }
    }

    private void assertRefused(String url, String user, @Nullable String password, String... parts) {
        String address = url.replace("jdbc:postgresql://", user + (password == null ? "" : ":" + password) + "@");
        heatup.with("DATABASE_URL", "postgres://" + address).with("TELEGRAM_API_BASE_URL", NOBODY);

        assertThat(heatup.run("start")).isEqualTo(ExitCode.TROUBLE);

        assertASentence("the PostgreSQL database of DATABASE_URL can't be");
        assertASentence(parts);
        assertThat(heatup.err()).doesNotContain("hidden", "wrong", ".. ");
    }

    private void assertASentence(String... parts) {
        assertThat(heatup.err())
                .contains(parts)
                .hasLineCount(1)
                .doesNotContain("\tat ", "dev.heatup", "java.", "org.")
                .doesNotContainIgnoringCase("exception");
        assertThat(heatup.out()).isEmpty();
    }

    /** As this version leaves it. */
    private Path ours(Meeting meeting) throws IOException {
        Path file = place(meeting);
        if (meeting.file.equals("heatup.db")) {
            Database.sqlite(data).close();
        } else {
            SqliteEventLog.open(file.resolveSibling(""), 7L, () -> 7L).close();
        }
        return file;
    }

    private Path place(Meeting meeting) throws IOException {
        Path file = data.resolve(meeting.file);
        Files.createDirectories(file.resolveSibling(""));
        return file;
    }

    /** From writing; permissions do not stop root, a file's attribute does. */
    private void keep(Path path, String permissions) throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"));
        kept = path;
        permit(path, permissions);
        if (Files.isWritable(path)) {
            chattr("+i", path);
            assumeTrue(!Files.isWritable(path), "this user may write everywhere");
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void chattr(String change, Path path) throws InterruptedException {
        try {
            new ProcessBuilder("chattr", change, path.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            // A system without it.
        }
    }

    private static void execute(Path file, String sql) throws SQLException {
        execute("jdbc:sqlite:" + file, null, sql);
    }

    private static void execute(String url, @Nullable String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, null);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String tables(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, SharedPostgres.USER, null);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(string_agg(tablename, ' '), '') FROM pg_tables WHERE schemaname = 'public'")) {
            row.next();
            return row.getString(1);
        }
    }
}
