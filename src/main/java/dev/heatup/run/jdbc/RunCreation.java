package dev.heatup.run.jdbc;

import dev.heatup.run.PlannedVisit;
import dev.heatup.run.Position;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.Runs.Creation;
import dev.heatup.run.Runs.RequestKey;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.TargetState.Admission.Full;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import dev.heatup.store.BatchWork;
import dev.heatup.store.Dialect;
import dev.heatup.store.StatementCache;
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
final class RunCreation implements BatchWork<RunCreation.Request, Creation> {

    static final String LIVE = "SELECT count(*) FROM run WHERE finished_at IS NULL";

    /** For how long a repeated request is answered like the first. */
    private static final Duration KEY_LIFETIME = Duration.ofHours(24);

    private final Dialect dialect;

    RunCreation(Dialect dialect) {
        this.dialect = dialect;
    }

    record Request(Run run, @Nullable RequestKey key, SessionLimit limit) {}

    @Override
    public List<Creation> on(StatementCache statementCache, List<Request> requests) throws SQLException {
        if (requests.stream().anyMatch(request -> !request.limit.isNone())) {
            SessionAdmissions.oneNodeAtATime(statementCache, dialect);
        }
        List<Creation> answers = new ArrayList<>(requests.size());
        for (Request request : requests) {
            answers.add(create(statementCache, request));
        }
        return answers;
    }

    private Creation create(StatementCache statementCache, Request request) throws SQLException {
        Run run = request.run;
        RequestKey key = request.key;
        if (key == null) {
            return admit(statementCache, run, request.limit);
        }
        Creation earlier = earlierAnswer(statementCache, key, run.times().createdAt());
        if (earlier != null) {
            return earlier;
        }
        if (!remember(statementCache, key, run)) {
            // Another node took the key a moment ago, and the database waited for its commit.
            return Objects.requireNonNull(
                    earlierAnswer(statementCache, key, run.times().createdAt()));
        }
        Creation creation = admit(statementCache, run, request.limit);
        if (!(creation instanceof Creation.Created)) {
            forget(statementCache, key);
        }
        return creation;
    }

    private static Creation admit(StatementCache statementCache, Run run, SessionLimit limit) throws SQLException {
        Quarantine quarantine =
                JdbcSessions.quarantine(statementCache.prepare(JdbcSessions.QUARANTINE), run.sessionId());
        if (quarantine != null) {
            return new Creation.Quarantined(quarantine);
        }
        RunId live = limit.isNone() ? null : liveRun(statementCache, run.sessionId());
        if (live == null && !limit.isNone()) {
            Full full = SessionAdmissions.take(
                    statementCache,
                    run.order().target(),
                    run.sessionId(),
                    limit,
                    run.times().createdAt());
            if (full != null) {
                return new Creation.Full(full);
            }
        }
        if (live == null && !insert(statementCache, run)) {
            live = liveRun(statementCache, run.sessionId());
            if (live == null) {
                throw new SQLException("the live run of session " + run.sessionId() + " ended a moment ago; try again");
            }
        }
        // Ourselves: a connection was lost while it committed, and this is the writer's second try.
        return live == null || live.equals(run.id()) ? new Creation.Created(run) : new Creation.Busy(live);
    }

    /** A request that may have been made before. */
    record Question(RequestKey key, Instant now) {}

    static List<Optional<Creation>> earlier(StatementCache statementCache, List<Question> questions)
            throws SQLException {
        List<Optional<Creation>> answers = new ArrayList<>(questions.size());
        for (Question question : questions) {
            answers.add(Optional.ofNullable(earlierAnswer(statementCache, question.key, question.now)));
        }
        return answers;
    }

    private static @Nullable Creation earlierAnswer(StatementCache statementCache, RequestKey key, Instant now)
            throws SQLException {
        PreparedStatement delete = statementCache.prepare(
                "DELETE FROM idempotency WHERE caller = ? AND path = ? AND key = ? AND created_at <= ?");
        bindKey(delete, key);
        delete.setLong(4, now.minus(KEY_LIFETIME).toEpochMilli());
        delete.executeUpdate();
        PreparedStatement select = statementCache.prepare(
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
    private static boolean remember(StatementCache statementCache, RequestKey key, Run run) throws SQLException {
        PreparedStatement insert = statementCache.prepare("""
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

    private static void forget(StatementCache statementCache, RequestKey key) throws SQLException {
        PreparedStatement delete =
                statementCache.prepare("DELETE FROM idempotency WHERE caller = ? AND path = ? AND key = ?");
        bindKey(delete, key);
        delete.executeUpdate();
    }

    private static void bindKey(PreparedStatement statement, RequestKey key) throws SQLException {
        statement.setString(1, key.caller());
        statement.setString(2, key.path());
        statement.setString(3, key.key());
    }

    /** False when the session has a live run. */
    private static boolean insert(StatementCache statementCache, Run run) throws SQLException {
        PlannedVisit plannedVisit = run.visit();
        PreparedStatement insert = statementCache.prepare("""
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
        RunRows.bind(insert, 6, maxActions == null ? null : maxActions.longValue());
        insert.setString(7, plannedVisit == null ? null : PlanText.write(plannedVisit.plan()));
        insert.setString(8, plannedVisit == null ? null : plannedVisit.source().wireName());
        insert.setLong(9, run.times().createdAt().toEpochMilli());
        try (ResultSet row = insert.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            insertPlace(statementCache, row.getLong(1), run);
            return true;
        }
    }

    private static void insertPlace(StatementCache statementCache, long number, Run run) throws SQLException {
        PreparedStatement insert = statementCache.prepare("""
            INSERT INTO place (run_number, lane, due_at, status, planned, step, succeeded, phase, tries, token, target)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """);
        Position position = run.position();
        insert.setLong(1, number);
        insert.setInt(2, run.lane().code());
        RunRows.bind(insert, 3, run.dueAt());
        insert.setString(4, run.status().wireName());
        insert.setInt(5, run.visit() == null ? 0 : 1);
        insert.setInt(6, position.index());
        insert.setInt(7, position.succeeded());
        insert.setString(8, RunRows.lower(position.phase()));
        insert.setInt(9, position.tries());
        insert.setLong(10, position.token());
        insert.setString(11, run.order().target().name());
        insert.executeUpdate();
    }

    private static @Nullable RunId liveRun(StatementCache statementCache, SessionId session) throws SQLException {
        PreparedStatement select =
                statementCache.prepare("SELECT id FROM run WHERE session_id = ? AND finished_at IS NULL");
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
