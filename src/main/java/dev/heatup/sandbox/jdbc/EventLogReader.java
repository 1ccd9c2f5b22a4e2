package dev.heatup.sandbox.jdbc;

import dev.heatup.sandbox.ContractReplies;
import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.IdempotentReply;
import dev.heatup.sandbox.jdbc.EventLogConnection.Binding;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The queries of {@link EventLog}. Sees what its connection has written, committed or not. */
final class EventLogReader {

    private static final Binding NO_PARAMETERS = statement -> {};

    private final Connection connection;
    private final PreparedStatement answers;

    EventLogReader(Connection connection) throws SQLException {
        this.connection = connection;
        this.answers = connection.prepareStatement(
                "SELECT fingerprint, reply, seq FROM answer WHERE account = ? AND client_id = ? ORDER BY seq DESC");
    }

    long seed() {
        return only("SELECT seed FROM world", row -> row.getLong(1));
    }

    Optional<Instant> began() {
        return instant("SELECT coalesce(began_ms, -1) FROM world");
    }

    Optional<Instant> reached() {
        return instant("SELECT max(coalesce((SELECT reached_ms FROM world), -1), coalesce((SELECT world_ms FROM event"
                + " ORDER BY seq DESC LIMIT 1), -1))");
    }

    Optional<String> description() {
        return Optional.of(only("SELECT coalesce(description, '') FROM world", row -> row.getString(1)))
                .filter(text -> !text.isEmpty());
    }

    void replay(long afterSeq, Consumer<Event> consumer) {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + EventLogWriter.EVENT_COLUMNS + " FROM event WHERE seq > ? ORDER BY seq")) {
            statement.setLong(1, afterSeq);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    consumer.accept(event(row));
                }
            }
        } catch (SQLException e) {
            throw EventLogConnection.cannot("read", e);
        }
    }

    List<Event> events(long afterSeq, int limit) {
        return query(
                "SELECT " + EventLogWriter.EVENT_COLUMNS + " FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
                statement -> {
                    statement.setLong(1, afterSeq);
                    statement.setInt(2, limit);
                },
                EventLogReader::event);
    }

    List<IdempotentReply> answers(String account, String clientId) {
        try {
            answers.setString(1, account);
            answers.setString(2, clientId);
            return rows(
                    answers,
                    row -> new IdempotentReply(
                            account,
                            clientId,
                            row.getString(1),
                            ContractReplies.read(json(row.getString(2))).orElseThrow(),
                            row.getLong(3)));
        } catch (SQLException e) {
            throw EventLogConnection.cannot("read", e);
        }
    }

    Map<String, Tl.Obj> notes(String prefix) {
        Map<String, Tl.Obj> notes = new TreeMap<>();
        query(
                        "SELECT name, value FROM note WHERE substr(name, 1, length(?)) = ?",
                        statement -> {
                            statement.setString(1, prefix);
                            statement.setString(2, prefix);
                        },
                        row -> Map.entry(row.getString(1), (Tl.Obj) json(row.getString(2))))
                .forEach(entry -> notes.put(entry.getKey(), entry.getValue()));
        return notes;
    }

    /** @param sql for milliseconds since the epoch, negative for none */
    private Optional<Instant> instant(String sql) {
        long millis = only(sql, row -> row.getLong(1));
        return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private <T> T only(String sql, RowReader<T> reader) {
        return query(sql, NO_PARAMETERS, reader).getFirst();
    }

    private <T> List<T> query(String sql, Binding binding, RowReader<T> reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            return rows(statement, reader);
        } catch (SQLException e) {
            throw EventLogConnection.cannot("read", e);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
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

    private static Tl json(String text) {
        return TlJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
