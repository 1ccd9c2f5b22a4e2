package dev.heatup.run.jdbc;

import dev.heatup.run.Position;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.Runs.Creation;
import dev.heatup.run.Runs.RequestKey;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.TargetState.Admission.Full;
import dev.heatup.run.Visit;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import dev.heatup.store.Bulk;
import dev.heatup.store.Dialect;
import dev.heatup.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets runs in, one after the other, and answers repeated requests like the first. */
final class Creations implements Bulk<Creations.Request, Creation> {

    static final String LIVE = "SELECT count(*) FROM run WHERE finished_at IS NULL";

    /** For how long a repeated request is answered like the first. */
    private static final Duration KEY_LIFETIME = Duration.ofHours(24);

    private final Dialect dialect;

    Creations(Dialect dialect) {
        this.dialect = dialect;
    }

    record Request(Run run, @Nullable RequestKey key, SessionLimit limit) {}

    @Override
    public List<Creation> on(Statements statements, List<Request> requests) throws SQLException {
        if (requests.stream().anyMatch(request -> !request.limit.isNone())) {
            SessionPlaces.oneNodeAtATime(statements, dialect);
        }
        List<Creation> answers = new ArrayList<>(requests.size());
        for (Request request : requests) {
            answers.add(create(statements, request));
        }
        return answers;
    }

    private Creation create(Statements statements, Request request) throws SQLException {
        Run run = request.run;
        RequestKey key = request.key;
        if (key == null) {
            return admit(statements, run, request.limit);
        }
        Creation earlier = earlierAnswer(statements, key, run.times().createdAt());
        if (earlier != null) {
            return earlier;
        }
        if (!remember(statements, key, run)) {
            // Another node took the key a moment ago, and the database waited for its commit.
            return Objects.requireNonNull(
                    earlierAnswer(statements, key, run.times().createdAt()));
        }
        Creation creation = admit(statements, run, request.limit);
        if (!(creation instanceof Creation.Created)) {
            forget(statements, key);
        }
        return creation;
    }

    private static Creation admit(Statements statements, Run run, SessionLimit limit) throws SQLException {
        Quarantine quarantine = JdbcSessions.quarantine(statements.prepare(JdbcSessions.QUARANTINE), run.sessionId());
        if (quarantine != null) {
            return new Creation.Quarantined(quarantine);
        }
        RunId live = limit.isNone() ? null : liveRun(statements, run.sessionId());
        if (live == null && !limit.isNone()) {
            Full full = SessionPlaces.take(
                    statements,
                    run.order().target(),
                    run.sessionId(),
                    limit,
                    run.times().createdAt());
            if (full != null) {
                return new Creation.Full(full);
            }
        }
        if (live == null && !insert(statements, run)) {
            live = liveRun(statements, run.sessionId());
            if (live == null) {
                throw new SQLException("the live run of session " + run.sessionId() + " ended a moment ago; try again");
            }
        }
        // Ourselves: a connection was lost while it committed, and this is the writer's second try.
        return live == null || live.equals(run.id()) ? new Creation.Created(run) : new Creation.Busy(live);
    }

    /** A request that may have been made before. */
    record Question(RequestKey key, Instant now) {}

    static List<Optional<Creation>> earlier(Statements statements, List<Question> questions) throws SQLException {
        List<Optional<Creation>> answers = new ArrayList<>(questions.size());
        for (Question question : questions) {
            answers.add(Optional.ofNullable(earlierAnswer(statements, question.key, question.now)));
        }
        return answers;
    }

    private static @Nullable Creation earlierAnswer(Statements statements, RequestKey key, Instant now)
            throws SQLException {
        PreparedStatement delete = statements.prepare(
                "DELETE FROM idempotency WHERE caller = ? AND path = ? AND key = ? AND created_at <= ?");
        bindKey(delete, key);
        delete.setLong(4, now.minus(KEY_LIFETIME).toEpochMilli());
        delete.executeUpdate();
        PreparedStatement select = statements.prepare(
                "SELECT request_hash, run_id FROM idempotency WHERE caller = ? AND path = ? AND key = ?");
        bindKey(select, key);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            return row.getString(1).equals(key.hash())
                    ? new Creation.Repeated(new RunId(row.getString(2)))
                    : new Creation.KeyReused();
        }
    }

    /** False when somebody else was first. */
    private static boolean remember(Statements statements, RequestKey key, Run run) throws SQLException {
        PreparedStatement insert = statements.prepare("""
            INSERT INTO idempotency (caller, path, key, request_hash, run_id, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING\
            """);
        bindKey(insert, key);
        insert.setString(4, key.hash());
        insert.setString(5, run.id().value());
        insert.setLong(6, run.times().createdAt().toEpochMilli());
        return insert.executeUpdate() == 1;
    }

    private static void forget(Statements statements, RequestKey key) throws SQLException {
        PreparedStatement delete =
                statements.prepare("DELETE FROM idempotency WHERE caller = ? AND path = ? AND key = ?");
        bindKey(delete, key);
        delete.executeUpdate();
    }

    private static void bindKey(PreparedStatement statement, RequestKey key) throws SQLException {
        statement.setString(1, key.caller());
        statement.setString(2, key.path());
        statement.setString(3, key.key());
    }

    /** False when the session has a live run. */
    private static boolean insert(Statements statements, Run run) throws SQLException {
        Visit visit = run.visit();
        PreparedStatement insert = statements.prepare("""
            INSERT INTO run (id, session_id, pool, strategy, seed, max_actions, plan, plan_source, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (session_id) WHERE finished_at IS NULL DO NOTHING
            RETURNING number\
            """);
        insert.setString(1, run.id().value());
        insert.setString(2, run.sessionId().value());
        insert.setString(3, run.order().pool());
        insert.setString(4, run.order().strategy());
        insert.setLong(5, run.order().seed());
        Integer maxActions = run.order().maxActions();
        Rows.bind(insert, 6, maxActions == null ? null : maxActions.longValue());
        insert.setString(7, visit == null ? null : PlanText.write(visit.plan()));
        insert.setString(8, visit == null ? null : visit.source().wireName());
        insert.setLong(9, run.times().createdAt().toEpochMilli());
        try (ResultSet row = insert.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            insertPlace(statements, row.getLong(1), run);
            return true;
        }
    }

    private static void insertPlace(Statements statements, long number, Run run) throws SQLException {
        PreparedStatement insert = statements.prepare("""
            INSERT INTO place (run_number, lane, due_at, status, planned, step, succeeded, phase, tries, token, target)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """);
        Position position = run.position();
        insert.setLong(1, number);
        insert.setInt(2, run.lane().code());
        Rows.bind(insert, 3, run.dueAt());
        insert.setString(4, run.status().wireName());
        insert.setInt(5, run.visit() == null ? 0 : 1);
        insert.setInt(6, position.index());
        insert.setInt(7, position.succeeded());
        insert.setString(8, Rows.lower(position.phase()));
        insert.setInt(9, position.tries());
        insert.setLong(10, position.token());
        insert.setString(11, run.order().target().name());
        insert.executeUpdate();
    }

    private static @Nullable RunId liveRun(Statements statements, SessionId session) throws SQLException {
        PreparedStatement select =
                statements.prepare("SELECT id FROM run WHERE session_id = ? AND finished_at IS NULL");
        select.setString(1, session.value());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? new RunId(row.getString(1)) : null;
        }
    }

    /** @param select {@link #LIVE} */
    static long count(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
