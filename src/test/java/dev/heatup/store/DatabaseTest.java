package dev.heatup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatup.sqlite.SqliteFile;
import dev.heatup.sqlite.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

    private static final String NEWER = """
            INSERT INTO flyway_schema_history
            (installed_rank, version, description, type, script, installed_by, execution_time, success)
            VALUES (9999, '9999', 'from the future', 'SQL', 'V9999__future.sql', 'somebody', 1, %s)""";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"synchronous, 2", "journal_mode, wal", "foreign_keys, 1", "busy_timeout, 5000"})
    void everyConnectionForcesItsCommitsToTheDisk(String pragma, String expected) throws Exception {
        try (Database database = Database.sqlite(folder)) {
            assertThat(onEveryConnection(database, "PRAGMA " + pragma))
                    .hasSize(5)
                    .containsOnly(expected);
        }
    }

    @Test
    void everyPostgresqlConnectionForcesItsCommitsToTheDisk() throws Exception {
        String url = SharedPostgres.freshDatabase();
        try (Connection connection = DriverManager.getConnection(url, SharedPostgres.USER, null)) {
            execute(
                    connection,
                    "ALTER DATABASE " + url.substring(url.lastIndexOf('/') + 1) + " SET synchronous_commit = off");
        }
        try (Database database = Database.postgresql(url, SharedPostgres.USER, null)) {
            assertThat(onEveryConnection(database, "SHOW synchronous_commit"))
                    .hasSize(5)
                    .containsOnly("on");
        }
    }

    /** The four readers' and the writer's. */
    private static List<String> onEveryConnection(Database database, String question) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            // All four readers hold a connection of their own before any of them goes on.
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<String>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(callers.submit(() -> database.read(connection -> {
                    await(together);
                    return ask(connection, question);
                })));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> reader : readers) {
                answers.add(reader.get());
            }
            answers.add(database.write(connection -> ask(connection, question)));
            return answers;
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFolderThatIsMissingIsMade() {
        Path missing = folder.resolve("a/b");

        Database.sqlite(missing).close();

        assertThat(missing.resolve("heatup.db")).exists();
    }

    @Test
    void whatWasWrittenIsThereAfterAnotherStart() {
        try (Database database = Database.sqlite(folder)) {
            database.write(connection -> execute(connection, INSERT.formatted("s1")));
        }
        try (Database database = Database.sqlite(folder)) {
            assertThat(database.<String>read(connection -> ask(connection, COUNT)))
                    .isEqualTo("1");
        }
    }

    private static final String INSERT = "INSERT INTO quarantine VALUES ('%s', 'PEER_FLOOD', 1)";
    private static final String COUNT = "SELECT count(*) FROM quarantine";

    @Test
    void aFolderHasOneServiceAtATime() {
        try (Database first = Database.sqlite(folder)) {
            assertThatThrownBy(() -> Database.sqlite(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("another Heat Up already uses the data folder " + folder.toAbsolutePath()
                            + ". Stop it, or set HEATUP_DATA to another folder.");
            assertThat(first.<Boolean>write(connection -> execute(connection, INSERT.formatted("s1"))))
                    .isFalse();
        }
        Database.sqlite(folder).close();
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefusedWithASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "mine");

        assertThatThrownBy(() -> Database.sqlite(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the data folder " + file.toAbsolutePath() + " is not writable")
                .hasMessageContaining("HEATUP_DATA");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndStaysAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("heatup.db"), "no database at all ".repeat(100));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> Database.sqlite(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("heatup.db");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndStaysAsItWas() throws SQLException {
        Database.sqlite(folder).close();
        String url = "jdbc:sqlite:" + folder.resolve("heatup.db");
        List<String> before;
        String migrations;
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, NEWER.formatted("1"));
            before = schema(connection, "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name");
            migrations = ask(connection, "SELECT count(*) FROM flyway_schema_history");
        }

        assertThatThrownBy(() -> Database.sqlite(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be used")
                .hasMessageContaining("9999")
                .hasMessageContaining("newer version");

        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(schema(connection, "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name"))
                    .isEqualTo(before);
            assertThat(ask(connection, "SELECT count(*) FROM flyway_schema_history"))
                    .isEqualTo(migrations);
        }
        // The lock went with the refusal.
        assertThatThrownBy(() -> Database.sqlite(folder)).hasMessageContaining("9999");
    }

    @Test
    void aPostgresqlOfANewerVersionIsRefused() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        Database.postgresql(url, SharedPostgres.USER, null).close();
        try (Connection connection = DriverManager.getConnection(url, SharedPostgres.USER, null)) {
            execute(connection, NEWER.formatted("true"));
        }

        assertThatThrownBy(() -> Database.postgresql(url, SharedPostgres.USER, null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("9999");
    }

    @Test
    void anUnreachablePostgresqlIsASentenceWithoutSecrets() {
        assertThatThrownBy(() -> Database.postgresql("jdbc:postgresql://127.0.0.1:1/x", "me", "hidden"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the PostgreSQL database of DATABASE_URL can't be opened")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aFileTakesTheTimeOfThisMachine() {
        try (Database database = Database.sqlite(folder)) {
            assertThat(database.sampleTime(() -> Instant.EPOCH)).isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    void aServerGivesItsOwnTime() throws SQLException {
        try (Database database = Database.postgresql(SharedPostgres.freshDatabase(), SharedPostgres.USER, null)) {
            assertThat(database.sampleTime(() -> Instant.EPOCH)).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    /** SQLite takes such a transaction back by itself, and the driver doesn't know. */
    @Test
    void afterAFullDiskAWriteIsWrittenWholeOrNotAtAll() {
        Map<String, String> small = new HashMap<>(SqliteFile.SETTINGS);
        small.put("max_page_count", "200");
        try (Database database = Database.sqlite(folder, () -> {}, small)) {
            database.write(connection -> execute(connection, "CREATE TABLE filler (bytes BLOB)"));
            assertThatThrownBy(() -> database.write(connection -> {
                        execute(connection, "INSERT INTO filler VALUES ('a')");
                        return execute(connection, "INSERT INTO filler VALUES (zeroblob(10000000))");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("full");
            assertThatThrownBy(() -> database.write(connection -> {
                        execute(connection, "INSERT INTO filler VALUES ('b')");
                        return execute(connection, "INSERT INTO nowhere VALUES (1)");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nowhere");
            database.write(connection -> execute(connection, "INSERT INTO filler VALUES ('c')"));

            assertThat(database.<String>read(connection -> ask(connection, "SELECT group_concat(bytes) FROM filler")))
                    .isEqualTo("c");
        }
    }

    @Test
    void aBrokenReadIsAStoreException() {
        try (Database database = Database.sqlite(folder)) {
            assertThatThrownBy(() -> database.read(connection -> ask(connection, "SELECT nothing")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the database answered an error")
                    .hasCauseInstanceOf(SQLException.class);
            assertThatThrownBy(() -> database.read(_ -> {
                        throw new IllegalStateException("mine");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("mine");
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        return schema(connection, sql).getFirst();
    }

    private static List<String> schema(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
