package dev.heatup.run.jdbc;

import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepPhase;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState;
import dev.heatup.run.TargetState.Admission.Full;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import dev.heatup.store.BatchWork;
import dev.heatup.store.Database;
import dev.heatup.store.StatementCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A target's state in the same database as its runs. */
public final class JdbcTargetState implements TargetState {

    private static final String STANDING = """
        SELECT (SELECT count(*) FROM gateway_opening WHERE target = ?), session_id, why, since
        FROM (SELECT 1 AS one) AS always LEFT JOIN gateway_latch ON target = ?\
        """;

    private final Database database;
    private final Target target;
    private final InstantSource clock;
    private final BatchWork<Actor, Admission> admissions = this::admit;

    private record Actor(SessionId session, SessionLimit limit, Instant now) {}

    /** @param clock the database's time */
    public JdbcTargetState(Database database, Target target, InstantSource clock) {
        this.database = database;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public Standing standing() {
        return database.read(connection -> standing(connection, target));
    }

    static Standing standing(Connection connection, Target target) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setString(1, target.name());
            select.setString(2, target.name());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long epoch = row.getLong(1);
                String session = row.getString(2);
                return session == null
                        ? new Standing(null, epoch)
                        : new Standing(
                                new Latch(session, row.getString(3), Instant.ofEpochMilli(row.getLong(4))), epoch);
            }
        }
    }

    @Override
    public void latch(Latch latch) {
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO gateway_latch (target, session_id, why, since) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING\
                """)) {
                insert.setString(1, target.name());
                insert.setString(2, latch.sessionId());
                insert.setString(3, latch.why());
                insert.setLong(4, latch.since().toEpochMilli());
                insert.executeUpdate();
            }
            try (PreparedStatement wake = connection.prepareStatement(
                    "UPDATE place SET due_at = ? WHERE target = ? AND due_at > ? AND phase = ?")) {
                wake.setLong(1, latch.since().toEpochMilli());
                wake.setString(2, target.name());
                wake.setLong(3, latch.since().toEpochMilli());
                wake.setString(4, RunRows.lower(StepPhase.READY));
                return wake.executeUpdate();
            }
        });
    }

    @Override
    public void open(Latch known) {
        database.write(connection -> {
            try (PreparedStatement keep = connection.prepareStatement("""
                INSERT INTO gateway_opening (target, session_id, why, since, opened_at)
                SELECT target, session_id, why, since, ? FROM gateway_latch WHERE target = ? AND since = ?\
                """)) {
                keep.setLong(1, clock.instant().toEpochMilli());
                keep.setString(2, target.name());
                keep.setLong(3, known.since().toEpochMilli());
                keep.executeUpdate();
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM gateway_latch WHERE target = ? AND since = ?")) {
                delete.setString(1, target.name());
                delete.setLong(2, known.since().toEpochMilli());
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public Admission admit(SessionId session, SessionLimit limit, Instant now) {
        return database.write(admissions, new Actor(session, limit, now));
    }

    private List<Admission> admit(StatementCache statementCache, List<Actor> actors) throws SQLException {
        SessionAdmissions.oneNodeAtATime(statementCache, database.dialect());
        List<Admission> answers = new ArrayList<>(actors.size());
        for (Actor actor : actors) {
            Quarantine quarantine =
                    JdbcSessions.quarantine(statementCache.prepare(JdbcSessions.QUARANTINE), actor.session);
            Full full = quarantine == null
                    ? SessionAdmissions.take(statementCache, target, actor.session, actor.limit, actor.now)
                    : null;
            answers.add(
                    quarantine != null
                            ? new Admission.Quarantined(quarantine)
                            : full == null ? new Admission.Admitted() : full);
        }
        return answers;
    }
}
