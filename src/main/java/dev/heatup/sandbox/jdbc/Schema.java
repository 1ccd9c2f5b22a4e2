package dev.heatup.sandbox.jdbc;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sqlite.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of {@code sandbox.db}. Its version is the number of migrations it has seen, in {@code user_version}. */
final class Schema {

    /** Only ever added to: a migration that was released stays as it is. */
    private static final List<List<String>> MIGRATIONS = List.of(List.of("""
            CREATE TABLE world (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              seed INTEGER NOT NULL,
              description TEXT,
              began_ms INTEGER,
              reached_ms INTEGER
            )""", """
            CREATE TABLE event (
              seq INTEGER PRIMARY KEY,
              world_ms INTEGER NOT NULL,
              actor TEXT NOT NULL,
              kind TEXT NOT NULL,
              client_id TEXT,
              run TEXT,
              persona TEXT,
              label TEXT,
              campaign TEXT,
              difficulty TEXT,
              payload TEXT NOT NULL
            )""", """
            CREATE TRIGGER event_stays BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""", """
            CREATE TRIGGER event_remains BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""", """
            CREATE TABLE answer (
              account TEXT NOT NULL,
              client_id TEXT NOT NULL,
              seq INTEGER NOT NULL,
              fingerprint TEXT NOT NULL,
              reply TEXT NOT NULL,
              PRIMARY KEY (account, client_id, seq)
            ) WITHOUT ROWID""", """
            CREATE TABLE note (
              name TEXT PRIMARY KEY,
              value TEXT NOT NULL
            ) WITHOUT ROWID"""));

    private static final String VERSION = "PRAGMA user_version";

    private Schema() {}

    /** Looks without writing, so that a file which is not for us stays as it was. */
    static void check(Path file) throws SQLException {
        SqliteFile.requireOurs(file, "event", "SELECT count(*) FROM sqlite_master WHERE name = 'world'");
        if (Files.exists(file)) {
            int version = Integer.parseInt(SqliteFile.ask(file, VERSION));
            if (version > MIGRATIONS.size()) {
                throw new EventLogException(
                        "%s has schema version %d, and this release knows versions up to %d; use a newer release or another data folder"
                                .formatted(file, version, MIGRATIONS.size()));
            }
        }
    }

    /** Brings the tables to this release's version, each migration in a transaction of its own. */
    static void migrate(Connection connection) throws SQLException {
        for (int version = version(connection); version < MIGRATIONS.size(); version++) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : MIGRATIONS.get(version)) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + (version + 1));
            }
            connection.commit();
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VERSION)) {
            return row.getInt(1);
        }
    }
}
