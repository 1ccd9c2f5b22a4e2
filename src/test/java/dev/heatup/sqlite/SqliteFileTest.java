package dev.heatup.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody else opens SQLite's files, which {@code ArchitectureTest} says; the sandbox's log is opened here. */
class SqliteFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"synchronous, 2", "journal_mode, wal"})
    void aConnectionForcesItsCommitsToTheDisk(String pragma, String expected) throws SQLException {
        try (Connection connection = SqliteFile.connect(folder.resolve("some.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            assertThat(row.getString(1)).isEqualTo(expected);
        }
    }

    @Test
    void whatAProcessThatDiedLeftBesideTheFileIsLookedAtToo() throws SQLException {
        Path file = folder.resolve("some.db");
        try (Connection connection = SqliteFile.connect(file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE run (id TEXT)");
            statement.execute("INSERT INTO run VALUES ('r')");

            assertThat(file.resolveSibling("some.db-wal")).isNotEmptyFile();
            assertThat(SqliteFile.ask(file, "SELECT count(*) FROM run")).isEqualTo("1");
            SqliteFile.requireOurs(file, "run", "SELECT count(*) FROM run");
        }
    }
}
