package dev.heatup.run.jdbc;

import dev.heatup.channel.Username;
import dev.heatup.session.Quarantine;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import dev.heatup.store.BatchWork;
import dev.heatup.store.Database;
import dev.heatup.store.StatementCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of sessions, in the same database as their runs. */
public final class JdbcSessions implements Sessions {

    static final String QUARANTINE = "SELECT code, since FROM quarantine WHERE session_id = ?";

    private static final BatchWork<Learnt, Boolean> LEARN = JdbcSessions::learn;

    private final Database database;

    public JdbcSessions(Database database) {
        this.database = database;
    }

    @Override
    public Session find(SessionId id) {
        return database.read(connection -> new Session(
                id,
                joined(connection, id),
                left(connection, id),
                recentlyRead(connection, id),
                startedBots(connection, id),
                floodWaits(connection, id),
                quarantine(connection, id)));
    }

    private static Set<Username> joined(Connection connection, SessionId id) throws SQLException {
        return new LinkedHashSet<>(usernames(
                connection,
                id,
                "SELECT username FROM session_channel WHERE session_id = ? AND joined_at IS NOT NULL "
                        + "ORDER BY joined_at, username"));
    }

    private static Set<Username> left(Connection connection, SessionId id) throws SQLException {
        return new LinkedHashSet<>(usernames(
                connection,
                id,
                "SELECT username FROM session_channel WHERE session_id = ? AND left_at IS NOT NULL "
                        + "ORDER BY left_at, username"));
    }

    private static Set<Username> startedBots(Connection connection, SessionId id) throws SQLException {
        return new LinkedHashSet<>(usernames(
                connection, id, "SELECT username FROM session_bot WHERE session_id = ? ORDER BY started_at, username"));
    }

    private static List<Username> recentlyRead(Connection connection, SessionId id) throws SQLException {
        return usernames(
                connection,
                id,
                "SELECT username FROM session_channel WHERE session_id = ? AND read_at IS NOT NULL "
                        + "ORDER BY read_at DESC, username LIMIT " + Session.REMEMBERED_READS);
    }

    private static List<Username> usernames(Connection connection, SessionId id, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id.value());
            List<Username> names = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(new Username(rows.getString(1)));
                }
            }
            return names;
        }
    }

    private static Map<String, Instant> floodWaits(Connection connection, SessionId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT method, not_before FROM flood_wait WHERE session_id = ?")) {
            select.setString(1, id.value());
            Map<String, Instant> waits = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    waits.put(rows.getString(1), Instant.ofEpochMilli(rows.getLong(2)));
                }
            }
            return waits;
        }
    }

    private static @Nullable Quarantine quarantine(Connection connection, SessionId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(QUARANTINE)) {
            return quarantine(select, id);
        }
    }

    /** @param select {@link #QUARANTINE} */
    static @Nullable Quarantine quarantine(PreparedStatement select, SessionId id) throws SQLException {
        select.setString(1, id.value());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? new Quarantine(row.getString(1), Instant.ofEpochMilli(row.getLong(2))) : null;
        }
    }

    @Override
    public void learn(SessionId id, SessionChange change) {
        database.write(LEARN, new Learnt(id, change));
    }

    private record Learnt(SessionId id, SessionChange change) {}

    private static List<Boolean> learn(StatementCache statementCache, List<Learnt> pieces) throws SQLException {
        List<Boolean> done = new ArrayList<>(pieces.size());
        for (Learnt piece : pieces) {
            apply(statementCache, piece.id, piece.change);
            done.add(true);
        }
        return done;
    }

    @Override
    public boolean release(SessionId id, String reason, Instant now) {
        return database.write(connection -> {
            try (PreparedStatement keep = connection.prepareStatement("""
                INSERT INTO quarantine_release (session_id, code, since, released_at, reason)
                SELECT session_id, code, since, ?, ? FROM quarantine WHERE session_id = ?\
                """)) {
                keep.setLong(1, now.toEpochMilli());
                // PostgreSQL's text holds every character but this one.
                keep.setString(2, reason.replace('\u0000', ' '));
                keep.setString(3, id.value());
                keep.executeUpdate();
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM quarantine WHERE session_id = ?")) {
                delete.setString(1, id.value());
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** Part of a completion's transaction. */
    static void apply(StatementCache statementCache, SessionId id, SessionChange change) throws SQLException {
        switch (change) {
            case SessionChange.Joined(Username channel, Instant at) ->
                moved(statementCache, id, channel, "joined_at", "left_at", at);
            case SessionChange.Left(Username channel, Instant at) ->
                moved(statementCache, id, channel, "left_at", "joined_at", at);
            case SessionChange.BotStarted(Username bot, Instant at) -> started(statementCache, id, bot, at);
            case SessionChange.Read(Username channel, Instant at) -> mark(statementCache, id, channel, "read_at", at);
            case SessionChange.FloodWait(String method, Instant until) -> floodWait(statementCache, id, method, until);
            case SessionChange.Pause(Instant until) -> floodWait(statementCache, id, Session.ANY_METHOD, until);
            case SessionChange.Restricted(String code, Instant at) -> restrict(statementCache, id, code, at);
        }
    }

    /** In or out: one of the two columns has the time, the other one has none. */
    private static void moved(
            StatementCache statementCache, SessionId id, Username channel, String column, String other, Instant at)
            throws SQLException {
        mark(statementCache, id, channel, column, at);
        PreparedStatement clear = statementCache.prepare(
                "UPDATE session_channel SET " + other + " = NULL WHERE session_id = ? AND username = ?");
        clear.setString(1, id.value());
        clear.setString(2, channel.value());
        clear.executeUpdate();
    }

    private static void started(StatementCache statementCache, SessionId id, Username bot, Instant at)
            throws SQLException {
        PreparedStatement insert = statementCache.prepare(
                "INSERT INTO session_bot (session_id, username, started_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        insert.setString(1, id.value());
        insert.setString(2, bot.value());
        insert.setLong(3, at.toEpochMilli());
        insert.executeUpdate();
    }

    private static void mark(StatementCache statementCache, SessionId id, Username channel, String column, Instant at)
            throws SQLException {
        PreparedStatement insert = statementCache.prepare("""
            INSERT INTO session_channel (session_id, username, %1$s) VALUES (?, ?, ?)
            ON CONFLICT (session_id, username) DO UPDATE SET %1$s = excluded.%1$s\
            """.formatted(column));
        insert.setString(1, id.value());
        insert.setString(2, channel.value());
        insert.setLong(3, at.toEpochMilli());
        insert.executeUpdate();
    }

    /** A later wait never shortens one that is known. */
    private static void floodWait(StatementCache statementCache, SessionId id, String method, Instant until)
            throws SQLException {
        PreparedStatement insert = statementCache.prepare("""
            INSERT INTO flood_wait (session_id, method, not_before) VALUES (?, ?, ?)
            ON CONFLICT (session_id, method) DO UPDATE SET not_before = excluded.not_before
            WHERE excluded.not_before > flood_wait.not_before\
            """);
        insert.setString(1, id.value());
        insert.setString(2, method);
        insert.setLong(3, until.toEpochMilli());
        insert.executeUpdate();
    }

    private static void restrict(StatementCache statementCache, SessionId id, String code, Instant at)
            throws SQLException {
        PreparedStatement insert = statementCache.prepare(
                "INSERT INTO quarantine (session_id, code, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        insert.setString(1, id.value());
        insert.setString(2, code);
        insert.setLong(3, at.toEpochMilli());
        insert.executeUpdate();
    }
}
