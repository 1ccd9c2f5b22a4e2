package dev.heatup.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * An open, migrated database. All writes go through its one {@link Writer}; reads run on a few platform threads.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {

    public static final int MOST_WAITING = Writer.QUEUE;

    private static final int READERS = 4;
    private static final long CONNECT_MILLIS = 10_000;

    private final Dialect dialect;
    private final HikariDataSource source;
    private final ExecutorService readers;
    private final Writer writer;
    private final @Nullable FileChannel lock;

    private Database(Dialect dialect, HikariDataSource source, @Nullable FileChannel lock) {
        this.dialect = dialect;
        this.source = source;
        this.lock = lock;
        this.readers = Executors.newFixedThreadPool(
                READERS, Thread.ofPlatform().name("heatup-reader-", 0).factory());
        this.writer = new Writer(source);
    }

    /**
     * Opens {@code heatup.db} in {@code folder}, which is made when it is missing.
     *
     * @throws StoreException when the folder is not writable, another service has it, or the file is newer than this
     *     version; the file is untouched then
     */
    public static Database sqlite(Path folder) {
        FileChannel lock = lock(folder);
        try {
            Path file = folder.resolve("heatup.db");
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:sqlite:" + file);
            // In WAL mode FULL forces every commit to the disk; NORMAL would not.
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("busy_timeout", "5000");
            config.addDataSourceProperty("foreign_keys", "true");
            return open(Dialect.SQLITE, config, "the database " + file, lock);
        } catch (StoreException e) {
            close(lock);
            throw e;
        }
    }

    /**
     * Opens a PostgreSQL database.
     *
     * @param url a JDBC URL without user and password
     */
    public static Database postgresql(String url, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        return open(Dialect.POSTGRESQL, config, "the PostgreSQL database of DATABASE_URL", null);
    }

    private static Database open(Dialect dialect, HikariConfig config, String name, @Nullable FileChannel lock) {
        config.setPoolName("heatup");
        config.setMaximumPoolSize(READERS + 1);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        HikariDataSource source;
        try {
            source = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException(
                    name + " can't be opened: " + firstLine(e)
                            + " Check that it exists, that it is ours and that it accepts connections.",
                    e);
        }
        try {
            migrate(source);
        } catch (FlywayException e) {
            source.close();
            throw new StoreException(
                    name + " can't be used by this version of Heat Up: " + firstLine(e)
                            + " Was it written by a newer version? Then start that one; nothing was changed.",
                    e);
        }
        return new Database(dialect, source, lock);
    }

    private static void migrate(HikariDataSource source) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/heatup")
                // By default Flyway passes over migrations that are newer than it knows.
                .ignoreMigrationPatterns(new String[0])
                .load();
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new FlywayException("it has version " + migration.getVersion() + ", which is unknown here");
            }
        }
        flyway.migrate();
    }

    private static FileChannel lock(Path folder) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve("heatup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: as taken as by another.
        } catch (IOException e) {
            throw new StoreException(
                    "the data folder " + folder.toAbsolutePath() + " is not writable (" + e.getMessage()
                            + "). Give this user the right to write there, or set HEATUP_DATA to another folder.",
                    e);
        }
        close(channel);
        throw new StoreException("another Heat Up already uses the data folder " + folder.toAbsolutePath()
                + ". Stop it, or set HEATUP_DATA to another folder.");
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException _) {
                // The lock ends with the process at the latest.
            }
        }
    }

    private static String firstLine(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName() + "."
                : message.lines().findFirst().orElse("") + ".";
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Runs {@code work} in a read-only fashion; blocks the caller until it is done. */
    public <T> T read(Work<T> work) {
        return await(CompletableFuture.supplyAsync(
                () -> {
                    try (Connection connection = source.getConnection()) {
                        return work.on(connection);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                readers));
    }

    /** Runs {@code work} in a transaction; blocks the caller until it is durable. */
    public <T> T write(Work<T> work) {
        return await(writer.submit(work));
    }

    /** How many writes wait for their group's turn, at most {@link #MOST_WAITING}; who writes beyond that waits itself. */
    public int waitingWrites() {
        return writer.waiting();
    }

    /** The database's clock, so that several nodes agree; this machine's for a file. */
    public Instant sampleTime(InstantSource local) {
        return switch (dialect) {
            case SQLITE -> local.instant();
            case POSTGRESQL ->
                read(connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(
                                    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
                        rows.next();
                        return Instant.ofEpochMilli(rows.getLong(1));
                    }
                });
        };
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the database", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : e.getCause();
            switch (cause) {
                case StoreException already -> throw already;
                case SQLException sql ->
                    throw new StoreException("the database answered an error: " + sql.getMessage(), sql);
                case RuntimeException broken -> throw broken;
                case null, default -> throw new StoreException("a database thread failed", e);
            }
        }
    }

    /** Writes what is queued, then closes. */
    @Override
    public void close() {
        writer.close();
        readers.shutdown();
        source.close();
        close(lock);
    }
}
