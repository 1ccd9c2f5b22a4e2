package dev.heatup.sandbox.jdbc;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sqlite.DataFolder;
import dev.heatup.sqlite.SqliteFile;
import dev.heatup.sqlite.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An open {@code sandbox.db} with its reader and its writer, which share one transaction. Holds the lock of its folder
 * until it is closed.
 */
final class EventLogConnection implements AutoCloseable {

    private final Path folder;
    private final DataFolder taken;
    private final Connection connection;
    private final EventLogReader reader;
    private final EventLogWriter writer;

    private EventLogConnection(Path folder, DataFolder taken, Connection connection) throws SQLException {
        this.folder = folder;
        this.taken = taken;
        this.connection = connection;
        this.reader = new EventLogReader(connection);
        this.writer = new EventLogWriter(connection);
    }

    /** @see SqliteEventLog#open */
    static EventLogConnection open(Path folder, @Nullable Long seed, LongSupplier freshSeed) {
        try {
            return open(folder, DataFolder.take(folder, "sandbox.lock"), seed, freshSeed);
        } catch (StoreException e) {
            throw new EventLogException(String.valueOf(e.getMessage()), e);
        }
    }

    private static EventLogConnection open(Path folder, DataFolder taken, @Nullable Long seed, LongSupplier freshSeed) {
        Path file = file(folder);
        Connection connection = null;
        boolean opened = false;
        try {
            Schema.check(file);
            connection = SqliteFile.connect(file);
            connection.setAutoCommit(false);
            Schema.migrate(connection);
            EventLogConnection log = new EventLogConnection(folder, taken, connection);
            log.settleSeed(seed, freshSeed);
            connection.commit();
            opened = true;
            return log;
        } catch (SQLException e) {
            throw cannotOpen(file, e);
        } finally {
            if (!opened) {
                close(connection);
                taken.close();
            }
        }
    }

    /** @see SqliteEventLog#check */
    static void check(Path folder) {
        Path file = file(folder);
        try {
            Schema.check(file);
        } catch (StoreException e) {
            throw new EventLogException(String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            throw cannotOpen(file, e);
        }
    }

    private void settleSeed(@Nullable Long seed, LongSupplier freshSeed) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seed FROM world")) {
            if (row.next()) {
                long made = row.getLong(1);
                if (seed != null && seed != made) {
                    throw new EventLogException(
                            "%s was made with seed %d, not %d; start it with that seed or none, or choose another data folder"
                                    .formatted(file(folder), made, seed));
                }
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO world (id, seed) VALUES (1, ?)")) {
            insert.setLong(1, seed == null ? freshSeed.getAsLong() : seed);
            insert.executeUpdate();
        }
    }

    Path folder() {
        return folder;
    }

    EventLogReader reader() {
        return reader;
    }

    EventLogWriter writer() {
        return writer;
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw cannot("write", e);
        }
    }

    /** Uncommitted changes are lost. */
    @Override
    public void close() {
        try (taken) {
            close(connection);
        }
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw cannot("close", e);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("sandbox.db");
    }

    private static EventLogException cannotOpen(Path file, SQLException cause) {
        return new EventLogException("can't open " + file + ": " + cause.getMessage(), cause);
    }

    /** @param what the operation that failed, as a verb */
    static EventLogException cannot(String what, SQLException cause) {
        return new EventLogException(
                "can't " + what + " the sandbox's event log (" + cause.getMessage() + "); check the disk, then restart",
                cause);
    }

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
