package dev.heatup.run.jdbc;

import dev.heatup.run.SessionLimit;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState.Admission.Full;
import dev.heatup.session.SessionId;
import dev.heatup.store.Dialect;
import dev.heatup.store.StatementCache;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions acted on a target lately. With the last time of each it holds for every window, as none is let in while
 * as many others acted in the one that ends with it.
 */
final class SessionAdmissions {

    /** Any number that nobody else on the database uses. */
    private static final long LOCK = 0x4865_6174_5570L;

    private SessionAdmissions() {}

    /** Until the commit: counting and adding are one step, so that two nodes don't both find the last place free. */
    static void oneNodeAtATime(StatementCache statementCache, Dialect dialect) throws SQLException {
        switch (dialect) {
            case SQLITE -> {
                // One process has the file, and one writer.
            }
            case POSTGRESQL -> {
                PreparedStatement lock = statementCache.prepare("SELECT pg_advisory_xact_lock(?)");
                lock.setLong(1, LOCK);
                lock.execute();
            }
        }
    }

    /**
     * Takes a place, or keeps the one that the session has; under {@link #oneNodeAtATime}.
     *
     * @return what forbids it, or null
     */
    static @Nullable Full take(
            StatementCache statementCache, Target target, SessionId session, SessionLimit limit, Instant now)
            throws SQLException {
        PreparedStatement others = statementCache.prepare("""
            SELECT last_at FROM gateway_session WHERE target = ? AND session_id <> ? AND last_at > ?
            ORDER BY last_at DESC LIMIT 1 OFFSET ?\
            """);
        others.setString(1, target.name());
        others.setString(2, session.value());
        others.setLong(3, now.minus(limit.window()).toEpochMilli());
        others.setInt(4, limit.most() - 1);
        try (ResultSet row = others.executeQuery()) {
            if (row.next()) {
                return new Full(limit, Instant.ofEpochMilli(row.getLong(1)).plus(limit.window()));
            }
        }
        PreparedStatement acts = statementCache.prepare("""
            INSERT INTO gateway_session (target, session_id, last_at) VALUES (?, ?, ?)
            ON CONFLICT (target, session_id) DO UPDATE SET last_at = excluded.last_at
            WHERE excluded.last_at > gateway_session.last_at\
            """);
        acts.setString(1, target.name());
        acts.setString(2, session.value());
        acts.setLong(3, now.toEpochMilli());
        acts.executeUpdate();
        return null;
    }
}
