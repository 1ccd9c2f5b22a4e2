package dev.heatup.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.heatup.sqlite.DataFolder;
import dev.heatup.sqlite.SqliteFile;
import dev.heatup.sqlite.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * An open, migrated database. All writes go through its one {@link GroupCommitter}; reads run on a few platform threads.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {

    public static final int MAX_WAITING = GroupCommitter.QUEUE;

    private static final int READERS = 4;
    private static final long CONNECT_MILLIS = 10_000;

    /** As many as there are. */
    private static final int MAX_LOST_CONNECTIONS = READERS + 1;

    /** How many numbers a node of several takes of a sequence at once; the sequences that exist go on in such steps. */
    public static final int IDS_AT_ONCE = 1000;

    private static final String SOCKET_SECONDS = "30";

    /**
     * "Accepted" means on disk, whatever the server, the database or the role has been set to. And a node that stands still
     * in the middle of a transaction, or whose machine is gone, must not keep others from what it had locked: the server
     * takes its transaction back after a while, and nobody waits longer for a lock.
     */
    private static final String POSTGRES_SETTINGS = """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
                       ELSE current_setting('synchronous_commit') END, false),
                   set_config('idle_in_transaction_session_timeout', '5s', false),
                   set_config('lock_timeout', '10s', false)""";

    /** How often Flyway asks for its lock, a second apart, while another node changes the tables. */
    private static final int MIGRATION_PATIENCE = 600;

    private static final String HISTORY = "flyway_schema_history";

    /** What our history begins with. */
    private static final String FIRST = "1";

    private static final String RUNS = "runs";
    private static final String OURS = "SELECT NOT EXISTS (SELECT * FROM " + HISTORY + " WHERE version = '" + FIRST
            + "' AND description <> '" + RUNS + "')";

    private final Dialect dialect;
    private final HikariDataSource source;
    private final ExecutorService readers;
    private final GroupCommitter groupCommitter;
    private final @Nullable DataFolder folder;

    private Database(Dialect dialect, HikariDataSource source, @Nullable DataFolder folder) {
        this.dialect = dialect;
        this.source = source;
        this.folder = folder;
        this.readers = Executors.newFixedThreadPool(
                READERS, Thread.ofPlatform().name("heatup-reader-", 0).factory());
        this.groupCommitter = new GroupCommitter(source, source::evictConnection);
    }

    /**
     * Opens {@code heatup.db} in {@code folder}, which is made when it is missing.
     *
     * @throws StoreException when the folder is not writable, another service has it, or the file is damaged, not ours or
     *     newer than this version; the file is untouched then
     */
    public static Database sqlite(Path folder) {
        return sqlite(folder, () -> {});
    }

    /** @param others looks at what else there is in the folder, and throws, before anything is made or changed here */
    public static Database sqlite(Path folder, Runnable others) {
        return sqlite(folder, others, SqliteFile.SETTINGS);
    }

    static Database sqlite(Path folder, Runnable others, Map<String, String> settings) {
        DataFolder taken = DataFolder.take(folder, "heatup.lock");
        boolean opened = false;
        try {
            Path file = folder.resolve("heatup.db");
            SqliteFile.requireOurs(file, HISTORY, OURS);
            others.run();
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(SqliteFile.url(file));
            settings.forEach(config::addDataSourceProperty);
            Database database = open(Dialect.SQLITE, config, "the database " + file, taken);
            opened = true;
            return database;
        } finally {
            if (!opened) {
                taken.close();
            }
        }
    }

    /**
     * Opens a PostgreSQL database.
     *
     * @param url a JDBC URL without user and password
     * @throws StoreException when it can't be reached, doesn't let us in, is not ours or newer than this version; nothing
     *     in it is changed then
     */
    public static Database postgresql(String url, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        // A server that is gone without a word is noticed, too. All we ask is short, but for what changes the tables.
        config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setConnectionInitSql(POSTGRES_SETTINGS);
        return open(Dialect.POSTGRESQL, config, "the PostgreSQL database of DATABASE_URL", null);
    }

    private static Database open(Dialect dialect, HikariConfig config, String name, @Nullable DataFolder folder) {
        config.setPoolName("heatup");
        config.setMaximumPoolSize(READERS + 1);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        HikariDataSource source;
        try {
            source = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException(name + " can't be opened: " + OpenFailure.of(e), e);
        }
        try {
            if (dialect == Dialect.POSTGRESQL) {
                requireWritable(source);
            }
            migrate(dialect, source, config);
        } catch (FlywayException | SQLException e) {
            source.close();
            throw new StoreException(name + " can't be used: " + OpenFailure.of(e), e);
        }
        return new Database(dialect, source, folder);
    }

    private static void migrate(Dialect dialect, HikariDataSource source, HikariConfig config) {
        FluentConfiguration configuration = Flyway.configure();
        switch (dialect) {
            case SQLITE -> configuration.dataSource(source);
            case POSTGRESQL ->
                configuration.dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword());
        }
        Flyway flyway = configuration
                .locations("classpath:db/heatup")
                .placeholders(placeholders(dialect))
                // By default Flyway passes over migrations that are newer than it knows.
                .ignoreMigrationPatterns(new String[0])
                .lockRetryCount(MIGRATION_PATIENCE)
                .load();
        for (MigrationInfo migration : flyway.info().applied()) {
            if (FIRST.equals(String.valueOf(migration.getVersion())) && !RUNS.equals(migration.getDescription())) {
                throw new OpenFailure.NotOurs();
            }
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new OpenFailure.Newer(migration.getVersion());
            }
        }
        flyway.migrate();
    }

    /** Tables that are there already may be read-only for us, or all of the server. */
    private static void requireWritable(HikariDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT current_setting('transaction_read_only') = 'on', coalesce(string_agg(tablename, ', '
                                   ORDER BY tablename), '')
                        FROM pg_tables WHERE schemaname = current_schema()
                            AND NOT (has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')
                                AND has_table_privilege(format('%I.%I', schemaname, tablename), 'INSERT')
                                AND has_table_privilege(format('%I.%I', schemaname, tablename), 'UPDATE')
                                AND has_table_privilege(format('%I.%I', schemaname, tablename), 'DELETE'))""")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new OpenFailure.ReadOnly();
            }
            if (!row.getString(2).isEmpty()) {
                throw new OpenFailure.NoRights(row.getString(2));
            }
        }
    }

    private static Map<String, String> placeholders(Dialect dialect) {
        return switch (dialect) {
            case SQLITE ->
                Map.of(
                        "clustered", "WITHOUT ROWID",
                        "rising_id", "INTEGER PRIMARY KEY",
                        "whole_key", "INTEGER PRIMARY KEY",
                        "number", "INTEGER PRIMARY KEY",
                        "outcomes_go_on", "");
            case POSTGRESQL ->
                Map.of(
                        "clustered", "",
                        "rising_id",
                                "BIGINT GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY %d) PRIMARY KEY"
                                        .formatted(IDS_AT_ONCE),
                        "whole_key", "BIGINT PRIMARY KEY",
                        "number", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                        "outcomes_go_on",
                                "SELECT setval(pg_get_serial_sequence('outcome', 'id'),"
                                        + " (SELECT GREATEST(max(id), 0) + 1 FROM outcome), false);");
        };
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * Runs {@code work} in a read-only fashion; blocks the caller until it is done. When a connection turns out to be lost,
     * it is done again on another: after a restart of the server all that were open are.
     */
    public <T> T read(TransactionWork<T> transactionWork) {
        return await(CompletableFuture.supplyAsync(() -> read(transactionWork, MAX_LOST_CONNECTIONS), readers));
    }

    @SuppressWarnings("NullAway") // a work may answer null where its caller says so
    private <T> T read(TransactionWork<T> transactionWork, int mostLost) {
        try (Connection connection = source.getConnection()) {
            try {
                return transactionWork.on(connection);
            } catch (SQLException e) {
                if (mostLost == 0 || !isLost(e)) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
        return read(transactionWork, mostLost - 1);
    }

    /** SQLSTATE 08 is the connection's, 57P01 to 57P03 come from a PostgreSQL that stops, crashed or starts. */
    private static boolean isLost(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }

    /** Runs {@code work} in a transaction; blocks the caller until it is durable. */
    public <T> T write(TransactionWork<T> transactionWork) {
        return await(groupCommitter.submit(transactionWork));
    }

    /**
     * Runs {@code bulk} on {@code piece} and on whatever other pieces wait for it, in one transaction; blocks the caller
     * until it is durable. Pieces meet under the same {@code bulk}, so it is made once.
     */
    public <I, O> O write(BatchWork<I, O> batchWork, I piece) {
        return await(groupCommitter.submit(batchWork, piece));
    }

    /** How many writes wait for their group's turn, at most {@link #MAX_WAITING}; who writes beyond that waits itself. */
    public int waitingWrites() {
        return groupCommitter.waiting();
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
        groupCommitter.close();
        readers.shutdown();
        source.close();
        if (folder != null) {
            folder.close();
        }
    }
}
