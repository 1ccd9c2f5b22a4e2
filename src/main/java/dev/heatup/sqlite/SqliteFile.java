package dev.heatup.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** An SQLite file: what every connection to it is set to, and a look at it before anything is changed. Stateless. */
public final class SqliteFile {

    /**
     * In WAL mode FULL forces every commit to the disk; NORMAL would not.
     *
     * <p>With many live runs each step changes pages of its own. So the pages of many steps are kept (32 MB a connection,
     * negative means KiB), and they are moved from the log to the file after 64 MB (of pages of 4 KiB) rather than 4: a page
     * that was changed a hundred times is moved once.
     */
    public static final Map<String, String> SETTINGS = Map.of(
            "journal_mode", "WAL",
            "synchronous", "FULL",
            "busy_timeout", "5000",
            "foreign_keys", "true",
            "cache_size", "-32768",
            "wal_autocheckpoint", "16384");

    /** Looking through all pages of a larger file would hold up the start. */
    private static final long LOOKED_THROUGH = 64L << 20;

    private static final String HEADER = "SQLite format 3\0";
    private static final String NOTHING_CHANGED = "; nothing was changed.";

    private SqliteFile() {}

    public static Connection connect(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.putAll(SETTINGS);
        return DriverManager.getConnection(url(file), settings);
    }

    public static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    /**
     * Looks at {@code file} without writing to it. A missing or empty one is fine.
     *
     * @param table that ours has
     * @param ours a query that gives 1 when it is ours; asked only when the table is there
     * @throws StoreException when it is damaged, not ours or not writable
     */
    public static void requireOurs(Path file, String table, String ours) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return;
            }
            if (!startsLikeOne(file)) {
                throw new StoreException(
                        file + " is not an SQLite database. Put the right file there, or set HEATUP_DATA"
                                + " to another folder" + NOTHING_CHANGED);
            }
        } catch (IOException e) {
            throw new StoreException(
                    file + " can't be read (" + e.getMessage() + "). Give this user the right to" + NOTHING_CHANGED, e);
        }
        if (!Files.isWritable(file)) {
            throw new StoreException(
                    file + " is not writable. Give this user the right to write to it, or set HEATUP_DATA"
                            + " to another folder" + NOTHING_CHANGED);
        }
        try (Connection connection = DriverManager.getConnection(readOnly(file))) {
            requireWhole(connection, file);
            if (!isOurs(connection, table, ours)) {
                throw new StoreException(
                        file + " is an SQLite database of another program. Put the right file there, or"
                                + " set HEATUP_DATA to another folder" + NOTHING_CHANGED);
            }
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** What a query gives, read without writing to {@code file}; of the first row the first column. */
    public static String ask(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(readOnly(file))) {
            return ask(connection, sql);
        }
    }

    private static boolean startsLikeOne(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(HEADER.length()), StandardCharsets.ISO_8859_1).equals(HEADER);
        }
    }

    /** What a process that died left beside the file belongs to it. Else nothing may be put beside it. */
    private static String readOnly(Path file) {
        boolean isAlone = !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        return "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?mode=ro" + (isAlone ? "&immutable=1" : "");
    }

    private static void requireWhole(Connection connection, Path file) throws SQLException {
        // A file that was cut is noticed by any query, as its beginning tells its length.
        long size = Long.parseLong(ask(connection, "PRAGMA page_count"))
                * Long.parseLong(ask(connection, "PRAGMA page_size"));
        if (size <= LOOKED_THROUGH) {
            String found = ask(connection, "PRAGMA quick_check(1)");
            if (!found.equals("ok")) {
                throw damaged(file, found.lines().reduce((_, last) -> last).orElse(""), null);
            }
        }
    }

    private static boolean isOurs(Connection connection, String table, String ours) throws SQLException {
        if (ask(connection, "SELECT count(*) FROM sqlite_master").equals("0")) {
            return true;
        }
        String tables = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '" + table + "'";
        return ask(connection, tables).equals("1") && ask(connection, ours).equals("1");
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static StoreException damaged(Path file, String how, @Nullable SQLException cause) {
        return new StoreException(
                file + " is damaged (" + how
                        + "). Put a backup in its place, without the -wal and -shm files beside it, or"
                        + " set HEATUP_DATA to another folder" + NOTHING_CHANGED,
                cause);
    }
}
