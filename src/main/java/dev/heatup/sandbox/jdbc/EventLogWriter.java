package dev.heatup.sandbox.jdbc;

import dev.heatup.sandbox.ContractReplies;
import dev.heatup.sandbox.EventLog;
import dev.heatup.sandbox.IdempotentReply;
import dev.heatup.sandbox.jdbc.EventLogConnection.Binding;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** The changes of {@link EventLog}. They last once their connection has committed them. */
final class EventLogWriter {

    /** In the order of the parameters of {@link #append}. */
    static final String EVENT_COLUMNS =
            "seq, world_ms, actor, kind, client_id, run, persona, label, campaign, difficulty, payload";

    private final Connection connection;
    private final PreparedStatement append;
    private final PreparedStatement remember;
    private final PreparedStatement reach;
    private final PreparedStatement note;

    EventLogWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.append = connection.prepareStatement(
                "INSERT INTO event (" + EVENT_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.remember = connection.prepareStatement(
                "INSERT OR REPLACE INTO answer (account, client_id, seq, fingerprint, reply) VALUES (?, ?, ?, ?, ?)");
        this.reach = connection.prepareStatement("UPDATE world SET reached_ms = ?");
        this.note = connection.prepareStatement("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)");
    }

    void begin(Instant worldTime) {
        updateOnce("UPDATE world SET began_ms = ?", statement -> statement.setLong(1, worldTime.toEpochMilli()));
    }

    void describe(String text) {
        updateOnce("UPDATE world SET description = ?", statement -> statement.setString(1, text));
    }

    void reach(Instant worldTime) {
        update(reach, statement -> statement.setLong(1, worldTime.toEpochMilli()));
    }

    void append(Event event) {
        update(append, statement -> {
            statement.setLong(1, event.seq());
            statement.setLong(2, event.worldTime().toEpochMilli());
            statement.setString(3, event.actor().toString());
            statement.setString(4, event.effect().kind());
            Cause cause = event.cause();
            statement.setString(5, cause.clientId());
            statement.setString(6, cause.run());
            statement.setString(7, cause.persona());
            statement.setString(8, cause.label());
            statement.setString(9, cause.campaign());
            statement.setString(10, cause.difficulty());
            statement.setString(11, text(event.effect().payload()));
        });
    }

    void remember(IdempotentReply idempotentReply) {
        update(remember, statement -> {
            statement.setString(1, idempotentReply.account());
            statement.setString(2, idempotentReply.clientId());
            statement.setLong(3, idempotentReply.seq());
            statement.setString(4, idempotentReply.fingerprint());
            statement.setString(5, text(envelope(idempotentReply.reply())));
        });
    }

    private static Tl envelope(Reply reply) {
        return switch (reply) {
            case Reply.Done done -> ContractReplies.envelope(done);
            case Reply.Failed failed -> ContractReplies.envelope(failed);
            case Reply.NotSent _, Reply.Shut _, Reply.Unknown _ ->
                throw new IllegalArgumentException("only definite replies are remembered");
        };
    }

    void note(String name, Tl.Obj value) {
        update(note, statement -> {
            statement.setString(1, name);
            statement.setString(2, text(value));
        });
    }

    private void updateOnce(String sql, Binding binding) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            update(statement, binding);
        } catch (SQLException e) {
            throw EventLogConnection.cannot("write", e);
        }
    }

    private static void update(PreparedStatement statement, Binding binding) {
        try {
            binding.bind(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw EventLogConnection.cannot("write", e);
        }
    }

    private static String text(Tl value) {
        return new String(TlJson.write(value), StandardCharsets.UTF_8);
    }
}
