package dev.heatup.cli.validate;

import dev.heatup.cli.http.PlainText;
import dev.heatup.settings.DatabaseSettings;
import dev.heatup.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Can the databases be opened, and are they ours? */
final class DatabaseCheck {

    private static final String SUBJECT = "database";
    private static final String RUNS = "run";
    private static final String PATIENCE_SECONDS = "5";

    private DatabaseCheck() {}

    static List<CheckResult> check(Settings settings) {
        List<CheckResult> findings = new ArrayList<>();
        DatabaseSettings postgres = settings.storage().database();
        Path data = settings.storage().data();
        findings.add(postgres == null ? sqlite(SUBJECT, data.resolve("heatup.db"), RUNS) : postgresql(postgres));
        if (settings.network().isSandbox()) {
            findings.add(
                    postgres == null
                            ? sqlite("sandbox", data.resolve("sandbox.db"), "")
                            : CheckResult.fail(
                                    "sandbox",
                                    "with PostgreSQL the sandbox is a process of its own",
                                    "start ./heatup sandbox, and set TELEGRAM_API_BASE_URL to its address"));
        }
        return findings;
    }

    /** @param table that a file of ours has; empty when any will do */
    private static CheckResult sqlite(String subject, Path file, String table) {
        if (Files.notExists(file)) {
            return CheckResult.ok(subject, file + " (made at the first start)");
        }
        boolean inUse = Files.exists(Path.of(file + "-wal"));
        if (inUse && Files.notExists(Path.of(file + "-shm"))) {
            // Reading it now would write the index that is missing.
            return CheckResult.warn(subject, file + " was not closed", "the next start repairs it");
        }
        // Immutable, SQLite makes no files beside it; in use, those it needs are there already.
        String url = "jdbc:sqlite:" + file.toUri().toString().replaceFirst("^file:///", "file:/")
                + (inUse ? "?mode=ro" : "?mode=ro&immutable=1");
        try (Connection connection = DriverManager.getConnection(url)) {
            return ours(
                    subject,
                    file.toString(),
                    table,
                    connection,
                    "SELECT count(*) FROM sqlite_schema WHERE name = '" + table + "'");
        } catch (SQLException e) {
            return CheckResult.fail(
                    subject,
                    file + " can't be read as SQLite: " + PlainText.of(String.valueOf(e.getMessage()), 120),
                    "move it away, or set HEATUP_DATA to another folder");
        }
    }

    private static CheckResult postgresql(DatabaseSettings databaseSettings) {
        Properties properties = new Properties();
        properties.setProperty("loginTimeout", PATIENCE_SECONDS);
        properties.setProperty("connectTimeout", PATIENCE_SECONDS);
        properties.setProperty("socketTimeout", PATIENCE_SECONDS);
        properties.setProperty("readOnly", "true");
        if (databaseSettings.user() != null) {
            properties.setProperty("user", databaseSettings.user());
        }
        if (databaseSettings.password() != null) {
            properties.setProperty("password", databaseSettings.password().value());
        }
        try (Connection connection = DriverManager.getConnection(databaseSettings.jdbcUrl(), properties)) {
            String product = connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseMajorVersion();
            return ours(
                    SUBJECT,
                    databaseSettings + " answers (" + product + ")",
                    RUNS,
                    connection,
                    "SELECT CASE WHEN to_regclass('run') IS NOT NULL"
                            + " OR NOT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema())"
                            + " THEN 1 ELSE 0 END");
        } catch (SQLException e) {
            return CheckResult.fail(
                    SUBJECT,
                    databaseSettings + " can't be reached: " + PlainText.of(String.valueOf(e.getMessage()), 160),
                    "check that it runs, and address, user and password in DATABASE_URL");
        }
    }

    private static CheckResult ours(String subject, String name, String table, Connection connection, String count)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(count)) {
            boolean found = result.next() && result.getInt(1) > 0;
            return found || table.isEmpty()
                    ? CheckResult.ok(subject, name)
                    : CheckResult.fail(
                            subject, name + ", but it is not a database of Heat Up", "give Heat Up an empty one");
        }
    }
}
