package dev.heatup.run.jdbc;

import dev.heatup.run.Outcome;
import dev.heatup.run.Phase;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.Runs;
import dev.heatup.run.Visit;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import java.sql.Connection;
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

/** Runs in SQLite or PostgreSQL. */
public final class JdbcRuns implements Runs {

    /** For how long a repeated request is answered like the first. */
    static final Duration KEY_LIFETIME = Duration.ofHours(24);

    /** Any number that nobody else on the database uses. */
    private static final long ADMISSION_LOCK = 0x4865_6174_5570L;

    private static final List<String> FORGET = List.of(
            "DELETE FROM outcome WHERE run_id IN ",
            "DELETE FROM idempotency WHERE run_id IN ",
            "DELETE FROM place WHERE run_id IN ",
            "DELETE FROM run WHERE id IN ");

    private final Database database;

    public JdbcRuns(Database database) {
        this.database = database;
    }

    @Override
    public Creation create(Run run, @Nullable RequestKey key, int mostLive) {
        return database.write(connection -> createIn(connection, run, key, mostLive));
    }

    private Creation createIn(Connection connection, Run run, @Nullable RequestKey key, int mostLive)
            throws SQLException {
        if (key == null) {
            return admit(connection, run, mostLive);
        }
        Creation earlier = earlierAnswer(connection, key, run.times().createdAt());
        if (earlier != null) {
            return earlier;
        }
        if (!remember(connection, key, run)) {
            // Another node took the key a moment ago, and the database waited for its commit.
            return Objects.requireNonNull(
                    earlierAnswer(connection, key, run.times().createdAt()));
        }
        Creation creation = admit(connection, run, mostLive);
        if (!(creation instanceof Creation.Created)) {
            forget(connection, key);
        }
        return creation;
    }

    private Creation admit(Connection connection, Run run, int mostLive) throws SQLException {
        Quarantine quarantine = JdbcSessions.quarantine(connection, run.sessionId());
        if (quarantine != null) {
            return new Creation.Quarantined(quarantine);
        }
        if (mostLive < Integer.MAX_VALUE) {
            oneNodeAtATime(connection);
            if (countLive(connection) >= mostLive) {
                return new Creation.Full(mostLive);
            }
        }
        if (!insert(connection, run)) {
            RunId live = liveRun(connection, run.sessionId());
            // Ourselves: a connection was lost while it committed, and this is the writer's second try.
            return live.equals(run.id()) ? new Creation.Created(run) : new Creation.Busy(live);
        }
        return new Creation.Created(run);
    }

    /** Until the commit: counting and adding are one step, so that two nodes don't both find the last place free. */
    private void oneNodeAtATime(Connection connection) throws SQLException {
        switch (database.dialect()) {
            case SQLITE -> {
                // One process has the file, and one writer.
            }
            case POSTGRESQL -> {
                try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
                    lock.setLong(1, ADMISSION_LOCK);
                    lock.execute();
                }
            }
        }
    }

    @Override
    public Optional<Creation> earlier(RequestKey key, Instant now) {
        return database.write(connection -> Optional.ofNullable(earlierAnswer(connection, key, now)));
    }

    private static @Nullable Creation earlierAnswer(Connection connection, RequestKey key, Instant now)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM idempotency WHERE caller = ? AND path = ? AND key = ? AND created_at <= ?")) {
            bindKey(delete, key);
            delete.setLong(4, now.minus(KEY_LIFETIME).toEpochMilli());
            delete.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT request_hash, run_id FROM idempotency WHERE caller = ? AND path = ? AND key = ?")) {
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
    }

    /** False when somebody else was first. */
    private static boolean remember(Connection connection, RequestKey key, Run run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO idempotency (caller, path, key, request_hash, run_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""")) {
            bindKey(insert, key);
            insert.setString(4, key.hash());
            insert.setString(5, run.id().value());
            insert.setLong(6, run.times().createdAt().toEpochMilli());
            return insert.executeUpdate() == 1;
        }
    }

    private static void forget(Connection connection, RequestKey key) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM idempotency WHERE caller = ? AND path = ? AND key = ?")) {
            bindKey(delete, key);
            delete.executeUpdate();
        }
    }

    private static void bindKey(PreparedStatement statement, RequestKey key) throws SQLException {
        statement.setString(1, key.caller());
        statement.setString(2, key.path());
        statement.setString(3, key.key());
    }

    /** False when the session has a live run. */
    private static boolean insert(Connection connection, Run run) throws SQLException {
        Visit visit = run.visit();
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO run (id, session_id, pool, strategy, seed, max_actions, plan, plan_source, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (session_id) WHERE finished_at IS NULL DO NOTHING""")) {
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
            if (insert.executeUpdate() == 0) {
                return false;
            }
        }
        insertPlace(connection, run);
        return true;
    }

    private static void insertPlace(Connection connection, Run run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO place (run_id, lane, due_at, status, planned, step, succeeded, phase, tries, token)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            Run.Position position = run.position();
            insert.setString(1, run.id().value());
            insert.setInt(2, run.lane().code());
            Rows.bind(insert, 3, run.dueAt());
            insert.setString(4, run.status().wireName());
            insert.setInt(5, run.visit() == null ? 0 : 1);
            insert.setInt(6, position.index());
            insert.setInt(7, position.succeeded());
            insert.setString(8, Rows.lower(position.phase()));
            insert.setInt(9, position.tries());
            insert.setLong(10, position.token());
            insert.executeUpdate();
        }
    }

    private static RunId liveRun(Connection connection, SessionId session) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM run WHERE session_id = ? AND finished_at IS NULL")) {
            select.setString(1, session.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the live run of session " + session + " ended a moment ago; try again");
                }
                return new RunId(row.getString(1));
            }
        }
    }

    @Override
    public int forget(Instant endedBefore, int most) {
        return database.write(connection -> {
            List<String> ended = ended(connection, endedBefore, most);
            for (String delete : ended.isEmpty() ? List.<String>of() : FORGET) {
                try (PreparedStatement statement = connection.prepareStatement(delete + Rows.places(ended.size()))) {
                    for (int i = 0; i < ended.size(); i++) {
                        statement.setString(i + 1, ended.get(i));
                    }
                    statement.executeUpdate();
                }
            }
            return ended.size();
        });
    }

    /** Those that another node is deleting are its own. */
    private List<String> ended(Connection connection, Instant before, int most) throws SQLException {
        String skip = switch (database.dialect()) {
            case SQLITE -> "";
            case POSTGRESQL -> " FOR UPDATE SKIP LOCKED";
        };
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM run WHERE finished_at < ? ORDER BY finished_at LIMIT ?" + skip)) {
            select.setLong(1, before.toEpochMilli());
            select.setInt(2, most);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    @Override
    public long live() {
        return database.read(JdbcRuns::countLive);
    }

    private static long countLive(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT count(*) FROM run WHERE finished_at IS NULL");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Optional<Story> find(RunId id) {
        return database.read(connection -> {
            Run run = load(connection, id);
            return run == null ? Optional.empty() : Optional.of(new Story(run, outcomes(connection, id)));
        });
    }

    static @Nullable Run load(Connection connection, RunId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(Rows.WHOLE_RUN + " WHERE id = ?")) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Rows.run(row) : null;
            }
        }
    }

    private static List<Outcome> outcomes(Connection connection, RunId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT step, status, code, message, started_at, finished_at, pause, result
                FROM outcome WHERE run_id = ? ORDER BY step""")) {
            select.setString(1, id.value());
            List<Outcome> outcomes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    outcomes.add(Rows.outcome(rows));
                }
            }
            return outcomes;
        }
    }

    @Override
    public List<Story> list(Filter filter) {
        return database.read(connection -> {
            List<Story> stories = new ArrayList<>();
            for (Run run : page(connection, filter)) {
                stories.add(new Story(run, outcomes(connection, run.id())));
            }
            return stories;
        });
    }

    private static List<Run> page(Connection connection, Filter filter) throws SQLException {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        List<String> values = new ArrayList<>();
        if (filter.session() != null) {
            conditions.add("session_id = ?");
            values.add(filter.session().value());
        }
        if (filter.status() != null) {
            conditions.add("status = ?");
            values.add(filter.status().wireName());
        }
        if (filter.before() != null) {
            conditions.add("id < ?");
            values.add(filter.before().value());
        }
        String sql = Rows.WHOLE_RUN + " WHERE " + String.join(" AND ", conditions) + " ORDER BY id DESC LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            select.setInt(values.size() + 1, filter.limit());
            List<Run> runs = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(Rows.run(rows));
                }
            }
            return runs;
        }
    }

    @Override
    public Cancellation cancel(RunId id, Instant now) {
        return database.write(connection -> cancelIn(connection, id, now));
    }

    /**
     * The conditions stand in the statements, so that a claim by another node in between changes the answer and not the
     * promise: a run in flight is never ended from here, and neither is one in the middle of a conversation, which is due
     * at once so that what was said is recorded.
     */
    private static Cancellation cancelIn(Connection connection, RunId id, Instant now) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement("""
                UPDATE place SET status = 'cancelled', due_at = NULL, token = token + 1, cancel_requested = 1
                WHERE run_id = ? AND due_at IS NOT NULL AND phase = ? AND turn = 0""")) {
            end.setString(1, id.value());
            end.setString(2, Rows.lower(Phase.READY));
            if (end.executeUpdate() == 1) {
                finish(connection, id, now);
                return new Cancellation.Cancelled();
            }
        }
        try (PreparedStatement request = connection.prepareStatement("""
                UPDATE place SET cancel_requested = 1, due_at = CASE WHEN phase = ? THEN ? ELSE due_at END
                WHERE run_id = ? AND due_at IS NOT NULL""")) {
            request.setString(1, Rows.lower(Phase.READY));
            request.setLong(2, now.toEpochMilli());
            request.setString(3, id.value());
            if (request.executeUpdate() == 1) {
                return new Cancellation.Requested();
            }
        }
        Run run = load(connection, id);
        return run == null ? new Cancellation.NotFound() : new Cancellation.AlreadyEnded();
    }

    private static void finish(Connection connection, RunId id, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE run SET finished_at = ? WHERE id = ?")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, id.value());
            update.executeUpdate();
        }
    }
}
