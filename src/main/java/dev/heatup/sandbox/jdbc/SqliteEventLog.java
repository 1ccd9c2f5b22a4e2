package dev.heatup.sandbox.jdbc;

import dev.heatup.sandbox.Answer;
import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.Replies;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sqlite.DataFolder;
import dev.heatup.sqlite.SqliteFile;
import dev.heatup.sqlite.StoreException;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The event log in {@code sandbox.db}: WAL, forced to disk at each commit. One process at a time has it. */
public final class SqliteEventLog implements EventLog {

    private static final String EVENT_COLUMNS =
            "seq, world_ms, actor, kind, client_id, run, persona, label, campaign, difficulty, payload";

    private final Path folder;
    private final DataFolder taken;
    private final Connection connection;
    private final PreparedStatement append;
    private final PreparedStatement remember;
    private final PreparedStatement find;
    private final PreparedStatement reach;
    private final PreparedStatement note;

    private SqliteEventLog(Path folder, DataFolder taken, Connection connection) throws SQLException {
        this.folder = folder;
        this.taken = taken;
        this.connection = connection;
        this.append = connection.prepareStatement(
                "INSERT INTO event (" + EVENT_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.remember = connection.prepareStatement(
                "INSERT OR REPLACE INTO answer (account, client_id, seq, fingerprint, reply) VALUES (?, ?, ?, ?, ?)");
        this.find = connection.prepareStatement(
                "SELECT fingerprint, reply, seq FROM answer WHERE account = ? AND client_id = ? ORDER BY seq DESC");
        this.reach = connection.prepareStatement("UPDATE world SET reached_ms = ?");
        this.note = connection.prepareStatement("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)");
    }

    /**
     * Opens or makes the log in {@code folder}.
     *
     * @param seed the world's; null for that of the log, or a fresh one for a new log
     * @param freshSeed asked when a new log is made without a seed
     * @throws EventLogException when another process has it, its schema is newer, or it has another seed
     */
    public static SqliteEventLog open(Path folder, @Nullable Long seed, LongSupplier freshSeed) {
        try {
            return open(folder, DataFolder.take(folder, "sandbox.lock"), seed, freshSeed);
        } catch (StoreException e) {
            throw new EventLogException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Looks without writing.
     *
     * @throws EventLogException when the log in {@code folder} can't be used
     */
    public static void check(Path folder) {
        Path file = folder.resolve("sandbox.db");
        try {
            Schema.check(file);
        } catch (StoreException e) {
            throw new EventLogException(String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            throw new EventLogException("can't open " + file + ": " + e.getMessage(), e);
        }
    }

    private static SqliteEventLog open(Path folder, DataFolder taken, @Nullable Long seed, LongSupplier freshSeed) {
        Path file = folder.resolve("sandbox.db");
        Connection connection = null;
        boolean opened = false;
        try {
            Schema.check(file);
            connection = SqliteFile.connect(file);
            connection.setAutoCommit(false);
            Schema.migrate(connection);
            SqliteEventLog log = new SqliteEventLog(folder, taken, connection);
            log.settleSeed(file, seed, freshSeed);
            connection.commit();
            opened = true;
            return log;
        } catch (SQLException e) {
            throw new EventLogException("can't open " + file + ": " + e.getMessage(), e);
        } finally {
            if (!opened) {
                close(connection);
                taken.close();
            }
        }
    }

    private void settleSeed(Path file, @Nullable Long seed, LongSupplier freshSeed) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seed FROM world")) {
            if (row.next()) {
                long made = row.getLong(1);
                if (seed != null && seed != made) {
                    throw new EventLogException(
                            "%s was made with seed %d, not %d; start it with that seed or none, or choose another data folder"
                                    .formatted(file, made, seed));
                }
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO world (id, seed) VALUES (1, ?)")) {
            insert.setLong(1, seed == null ? freshSeed.getAsLong() : seed);
            insert.executeUpdate();
        }
    }

    @Override
    public long seed() {
        return asking("SELECT seed FROM world", statement -> {}, row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public Optional<Instant> began() {
        long millis = asking("SELECT coalesce(began_ms, -1) FROM world", statement -> {}, row -> row.getLong(1))
                .getFirst();
        return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    public void begin(Instant worldTime) {
        try (PreparedStatement begin = connection.prepareStatement("UPDATE world SET began_ms = ?")) {
            begin.setLong(1, worldTime.toEpochMilli());
            begin.executeUpdate();
        } catch (SQLException e) {
            throw broken("write", e);
        }
    }

    @Override
    public Optional<String> description() {
        return asking("SELECT coalesce(description, '') FROM world", statement -> {}, row -> row.getString(1)).stream()
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    @Override
    public void describe(String text) {
        try (PreparedStatement describe = connection.prepareStatement("UPDATE world SET description = ?")) {
            describe.setString(1, text);
            describe.executeUpdate();
        } catch (SQLException e) {
            throw broken("write", e);
        }
    }

    @Override
    public Optional<Instant> reached() {
        long millis = asking(
                        "SELECT max(coalesce((SELECT reached_ms FROM world), -1), coalesce((SELECT world_ms FROM event"
                                + " ORDER BY seq DESC LIMIT 1), -1))",
                        statement -> {},
                        row -> row.getLong(1))
                .getFirst();
        return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    public void replay(long afterSeq, Consumer<Event> consumer) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + EVENT_COLUMNS + " FROM event WHERE seq > ? ORDER BY seq")) {
            statement.setLong(1, afterSeq);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    consumer.accept(event(row));
                }
            }
        } catch (SQLException e) {
            throw broken("read", e);
        }
    }

    @Override
    public List<Event> events(long afterSeq, int limit) {
        return asking(
                "SELECT " + EVENT_COLUMNS + " FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
                statement -> {
                    statement.setLong(1, afterSeq);
                    statement.setInt(2, limit);
                },
                SqliteEventLog::event);
    }

    @Override
    public List<Answer> answers(String account, String clientId) {
        try {
            find.setString(1, account);
            find.setString(2, clientId);
            try (ResultSet row = find.executeQuery()) {
                List<Answer> answers = new ArrayList<>();
                while (row.next()) {
                    answers.add(new Answer(
                            account,
                            clientId,
                            row.getString(1),
                            Replies.read(json(row.getString(2))).orElseThrow(),
                            row.getLong(3)));
                }
                return answers;
            }
        } catch (SQLException e) {
            throw broken("read", e);
        }
    }

    @Override
    public void append(Event event) {
        try {
            append.setLong(1, event.seq());
            append.setLong(2, event.worldTime().toEpochMilli());
            append.setString(3, event.actor().toString());
            append.setString(4, event.effect().kind());
            Cause cause = event.cause();
            append.setString(5, cause.clientId());
            append.setString(6, cause.run());
            append.setString(7, cause.persona());
            append.setString(8, cause.label());
            append.setString(9, cause.campaign());
            append.setString(10, cause.difficulty());
            append.setString(11, text(event.effect().payload()));
            append.executeUpdate();
        } catch (SQLException e) {
            throw broken("write", e);
        }
    }

    @Override
    public void remember(Answer answer) {
        try {
            remember.setString(1, answer.account());
            remember.setString(2, answer.clientId());
            remember.setLong(3, answer.seq());
            remember.setString(4, answer.fingerprint());
            remember.setString(
                    5,
                    text(
                            switch (answer.reply()) {
                                case Reply.Done done -> Replies.envelope(done);
                                case Reply.Failed failed -> Replies.envelope(failed);
                                case Reply.NotSent _, Reply.Shut _, Reply.Unknown _ ->
                                    throw new IllegalArgumentException("only definite replies are remembered");
                            }));
            remember.executeUpdate();
        } catch (SQLException e) {
            throw broken("write", e);
        }
    }

    @Override
    public Map<String, Tl.Obj> notes(String prefix) {
        Map<String, Tl.Obj> notes = new TreeMap<>();
        asking(
                        "SELECT name, value FROM note WHERE substr(name, 1, length(?)) = ?",
                        statement -> {
                            statement.setString(1, prefix);
                            statement.setString(2, prefix);
                        },
                        row -> Map.entry(row.getString(1), (Tl.Obj) json(row.getString(2))))
                .forEach(entry -> notes.put(entry.getKey(), entry.getValue()));
        return notes;
    }

    @Override
    public void note(String name, Tl.Obj value) {
        try {
            note.setString(1, name);
            note.setString(2, text(value));
            note.executeUpdate();
        } catch (SQLException e) {
            throw broken("write", e);
        }
    }

    @Override
    public void reach(Instant worldTime) {
        try {
            reach.setLong(1, worldTime.toEpochMilli());
            reach.executeUpdate();
        } catch (SQLException e) {
            throw broken("write", e);
        }
    }

    @Override
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw broken("write", e);
        }
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(folder);
    }

    /** What was not committed is lost. */
    @Override
    public void close() {
        try (taken) {
            close(connection);
        }
    }

    private <T> List<T> asking(String sql, Binding binding, Reader<T> reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw broken("read", e);
        }
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                Actor.parse(row.getString(3)),
                new Cause(
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10)),
                effect(row));
    }

    private static Effect effect(ResultSet row) throws SQLException {
        try {
            if (TlJson.read(row.getBytes(11)) instanceof Tl.Obj payload) {
                return Effect.of(row.getString(4), payload);
            }
        } catch (IllegalArgumentException e) {
            throw new EventLogException(
                    "event " + row.getLong(1) + " can't be read (" + e.getMessage()
                            + "); the log is damaged, or of a newer release",
                    e);
        }
        throw new EventLogException("event " + row.getLong(1) + " has no readable payload; the log is damaged");
    }

    private static String text(Tl value) {
        return new String(TlJson.write(value), StandardCharsets.UTF_8);
    }

    private static Tl json(String text) {
        return TlJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static EventLogException broken(String what, SQLException cause) {
        return new EventLogException(
                "can't " + what + " the sandbox's event log (" + cause.getMessage() + "); check the disk, then restart",
                cause);
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw broken("close", e);
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
