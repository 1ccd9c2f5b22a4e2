package dev.heatup.run.jdbc;

import dev.heatup.run.Lane;
import dev.heatup.run.Outcome;
import dev.heatup.run.Phase;
import dev.heatup.run.Problem;
import dev.heatup.run.Run;
import dev.heatup.run.StepQueue;
import dev.heatup.run.Transition;
import dev.heatup.run.Visit;
import dev.heatup.session.SessionChange;
import dev.heatup.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The step queue on the {@code run} table. The claim is one statement for many rows; it does to each what
 * {@link Run#claimed} says, which the contract test compares.
 */
public final class JdbcStepQueue implements StepQueue {

    private static final String CLAIM = """
            WITH due AS %s (
                SELECT id FROM run WHERE lane = ? AND due_at <= ? ORDER BY due_at LIMIT ? %s)
            UPDATE run SET
                token = token + 1,
                tries = tries + 1,
                phase = CASE phase WHEN 'ready' THEN 'acting' ELSE 'doubtful' END,
                status = CASE WHEN plan IS NULL THEN 'planning' ELSE 'running' END,
                started_at = COALESCE(started_at, ?),
                due_at = ?
            WHERE id IN (SELECT id FROM due)
            RETURNING\
            """ + " " + Rows.RUN_COLUMNS;

    private final Database database;
    private final String target;
    private final String claim;

    /** @param target names the network under test, so that a latch belongs to it alone */
    public JdbcStepQueue(Database database, String target) {
        this.database = database;
        this.target = target;
        this.claim = switch (database.dialect()) {
            case SQLITE -> CLAIM.formatted("", "");
            case POSTGRESQL -> CLAIM.formatted("MATERIALIZED", "FOR UPDATE SKIP LOCKED");
        };
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        return database.write(connection -> {
            List<Run> runs = claimDue(connection, lane, now, most);
            Map<String, Map<String, Instant>> waits = runs.isEmpty() ? Map.of() : floodWaits(connection, now, runs);
            List<Claimed> claimed = runs.stream()
                    .map(run ->
                            new Claimed(run, waits.getOrDefault(run.sessionId().value(), Map.of())))
                    .toList();
            return new Batch(
                    claimed,
                    runs.isEmpty() ? null : latch(connection),
                    runs.size() < most ? nextDue(connection, lane) : now);
        });
    }

    private List<Run> claimDue(Connection connection, Lane lane, Instant now, int most) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(claim)) {
            update.setInt(1, lane.code());
            update.setLong(2, now.toEpochMilli());
            update.setInt(3, most);
            update.setLong(4, now.toEpochMilli());
            update.setLong(5, now.plus(lane.claim()).toEpochMilli());
            List<Run> runs = new ArrayList<>();
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    runs.add(Rows.run(rows));
                }
            }
            return runs;
        }
    }

    private static Map<String, Map<String, Instant>> floodWaits(Connection connection, Instant now, List<Run> runs)
            throws SQLException {
        String places = String.join(",", Collections.nCopies(runs.size(), "?"));
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT session_id, method, not_before FROM flood_wait WHERE not_before > ? AND session_id IN ("
                        + places + ")")) {
            select.setLong(1, now.toEpochMilli());
            for (int i = 0; i < runs.size(); i++) {
                select.setString(i + 2, runs.get(i).sessionId().value());
            }
            Map<String, Map<String, Instant>> waits = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    waits.computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
                            .put(rows.getString(2), Instant.ofEpochMilli(rows.getLong(3)));
                }
            }
            return waits;
        }
    }

    @Override
    public @Nullable Instant nextDue(Lane lane) {
        return database.read(connection -> Optional.ofNullable(nextDue(connection, lane)))
                .orElse(null);
    }

    private static @Nullable Instant nextDue(Connection connection, Lane lane) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT min(due_at) AS due_at FROM run WHERE lane = ? AND due_at IS NOT NULL")) {
            select.setInt(1, lane.code());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Rows.instant(row, "due_at") : null;
            }
        }
    }

    @Override
    public boolean complete(Transition transition, Instant now) {
        return database.write(connection -> {
            Run run = transition.run();
            if (!update(connection, run, now)) {
                return false;
            }
            Outcome outcome = transition.outcome();
            if (outcome != null) {
                insert(connection, run, outcome);
            }
            for (SessionChange change : transition.changes()) {
                JdbcSessions.apply(connection, run.sessionId(), change);
            }
            return true;
        });
    }

    /** Somebody who asked to cancel meanwhile makes the run due at once, unless a step is in doubt: that is not hurried. */
    private static boolean update(Connection connection, Run run, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE run SET
                    status = ?, plan = ?, plan_source = ?, fallback_reason = ?, input_tokens = ?, cached_tokens = ?,
                    output_tokens = ?, lane = ?, step = ?, succeeded = ?, phase = ?, tries = ?, held_since = ?,
                    turn = ?, progress = ?,
                    due_at = CASE WHEN CAST(? AS BIGINT) IS NOT NULL AND cancel_requested = 1
                                  THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END,
                    finished_at = ?, error_code = ?, error_message = ?
                WHERE id = ? AND token = ? AND finished_at IS NULL""")) {
            Visit visit = run.visit();
            Problem problem = run.problem();
            update.setString(1, run.status().wireName());
            update.setString(2, visit == null ? null : PlanText.write(visit.plan()));
            update.setString(3, visit == null ? null : visit.source().wireName());
            update.setString(4, visit == null ? null : visit.fallbackReason());
            update.setLong(5, visit == null ? 0 : visit.usage().inputTokens());
            update.setLong(6, visit == null ? 0 : visit.usage().cachedTokens());
            update.setLong(7, visit == null ? 0 : visit.usage().outputTokens());
            update.setInt(8, run.lane().code());
            update.setInt(9, run.position().index());
            update.setInt(10, run.position().succeeded());
            update.setString(11, Rows.lower(run.position().phase()));
            update.setInt(12, run.position().tries());
            Rows.bind(update, 13, run.position().heldSince());
            update.setInt(14, run.position().progress().turn());
            update.setString(15, ProgressText.write(run.position().progress()));
            Rows.bind(update, 16, run.dueAt());
            Rows.bind(update, 17, run.position().phase() == Phase.READY ? now : run.dueAt());
            Rows.bind(update, 18, run.dueAt());
            Rows.bind(update, 19, run.times().finishedAt());
            update.setString(20, problem == null ? null : problem.code());
            update.setString(21, problem == null ? null : problem.message());
            update.setString(22, run.id().value());
            update.setLong(23, run.position().token());
            return update.executeUpdate() == 1;
        }
    }

    private static void insert(Connection connection, Run run, Outcome outcome) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO outcome (run_id, step, status, code, message, started_at, finished_at, pause, result)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            Problem problem = outcome.problem();
            insert.setString(1, run.id().value());
            insert.setInt(2, outcome.step());
            insert.setString(3, outcome.status().wireName());
            insert.setString(4, problem == null ? null : problem.code());
            insert.setString(5, problem == null ? null : problem.message());
            insert.setLong(6, outcome.startedAt().toEpochMilli());
            insert.setLong(7, outcome.finishedAt().toEpochMilli());
            Rows.bind(
                    insert, 8, outcome.pause() == null ? null : outcome.pause().toMillis());
            insert.setString(9, ProgressText.write(outcome.result()));
            insert.executeUpdate();
        }
    }

    @Override
    public void latch(Latch latch) {
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO gateway_latch (target, session_id, why, since) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""")) {
                insert.setString(1, target);
                insert.setString(2, latch.sessionId());
                insert.setString(3, latch.why());
                insert.setLong(4, latch.since().toEpochMilli());
                insert.executeUpdate();
            }
            try (PreparedStatement wake =
                    connection.prepareStatement("UPDATE run SET due_at = ? WHERE due_at > ? AND phase = ?")) {
                wake.setLong(1, latch.since().toEpochMilli());
                wake.setLong(2, latch.since().toEpochMilli());
                wake.setString(3, Rows.lower(Phase.READY));
                return wake.executeUpdate();
            }
        });
    }

    @Override
    public @Nullable Latch latched() {
        return database.read(connection -> Optional.ofNullable(latch(connection)))
                .orElse(null);
    }

    private @Nullable Latch latch(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT session_id, why, since FROM gateway_latch WHERE target = ?")) {
            select.setString(1, target);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Latch(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)))
                        : null;
            }
        }
    }

    @Override
    public void open() {
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM gateway_latch WHERE target = ?")) {
                delete.setString(1, target);
                return delete.executeUpdate();
            }
        });
    }
}
