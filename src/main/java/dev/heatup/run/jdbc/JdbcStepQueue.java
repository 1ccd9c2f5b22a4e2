package dev.heatup.run.jdbc;

import dev.heatup.run.Lane;
import dev.heatup.run.Phase;
import dev.heatup.run.Run;
import dev.heatup.run.StepQueue;
import dev.heatup.run.Transition;
import dev.heatup.store.Bulk;
import dev.heatup.store.Database;
import dev.heatup.store.Dialect;
import dev.heatup.store.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The step queue on the tables {@code place}, which says when a run is due, and {@code claim}, which has what is claimed
 * now. Each is one statement for many rows; together they do to a run what {@link Run#claimed} says, which the contract
 * test compares.
 */
public final class JdbcStepQueue implements StepQueue {

    /** What nobody has claimed. A place is locked, so that a cancel, which locks it too, comes before or after. */
    private static final String TAKE = """
            WITH due AS MATERIALIZED (
                SELECT run_number, token, claims, phase, started_at FROM place
                WHERE lane = ? AND due_at <= ? AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.run_number = place.run_number)
                ORDER BY due_at LIMIT ? %s)
            INSERT INTO claim (run_number, lane, ends_at, token, tries, phase, started_at)
            SELECT run_number, ?, ?, token + 1, claims + 1, CASE phase WHEN 'ready' THEN 'acting' ELSE 'doubtful' END,
                   COALESCE(started_at, ?)
            FROM due WHERE TRUE
            ON CONFLICT (run_number) DO NOTHING
            RETURNING run_number, token""";

    /** Claims that ran out. */
    private static final String TAKE_OVER = """
            WITH over AS MATERIALIZED (
                SELECT run_number FROM claim WHERE lane = ? AND ends_at <= ? ORDER BY ends_at LIMIT ? %s)
            UPDATE claim SET token = token + 1, tries = tries + 1, phase = 'doubtful', ends_at = ?
            WHERE run_number IN (SELECT run_number FROM over)
            RETURNING run_number, token""";

    private static final String FIRST_DUE = """
            SELECT due_at FROM place
            WHERE lane = ? AND due_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.run_number = place.run_number)
            ORDER BY due_at LIMIT 1""";

    private static final String FIRST_END = "SELECT min(ends_at) FROM claim WHERE lane = ?";

    private final Database database;
    private final String target;
    private final String take;
    private final String takeOver;
    private final Bulk<Wanted, Taken> claims = this::claim;
    private final Completions completions;

    /** A lane's claims are looked through when the first of them may have run out, and not each time. */
    private final Map<Lane, Look> looks = new ConcurrentHashMap<>();

    /** @param firstEnd of the claims there were, or of one made just after */
    private record Look(Instant at, Instant firstEnd) {
        boolean holds(Instant now) {
            return now.isBefore(firstEnd) && !now.isBefore(at);
        }
    }

    /** @param target names the network under test, so that a latch belongs to it alone */
    public JdbcStepQueue(Database database, String target) {
        this.database = database;
        this.target = target;
        this.take = skippingLocked(TAKE, database.dialect());
        this.takeOver = skippingLocked(TAKE_OVER, database.dialect());
        this.completions = new Completions(database.dialect());
    }

    private static String skippingLocked(String sql, Dialect dialect) {
        return sql.formatted(
                switch (dialect) {
                    case SQLITE -> "";
                    case POSTGRESQL -> "FOR UPDATE SKIP LOCKED";
                });
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        Look earlier = looks.get(lane);
        Look valid = earlier != null && earlier.holds(now) ? earlier : null;
        Taken taken = database.write(claims, new Wanted(lane, now, most, valid));
        looks.put(lane, taken.look);
        // What else they need changes only with a run's own steps, so it is read beside the writer.
        return taken.tokens.isEmpty()
                ? new Batch(List.of(), null, taken.nextDue)
                : database.read(connection ->
                        new Batch(claimed(connection, taken.tokens, now), latch(connection), taken.nextDue));
    }

    private record Wanted(
            Lane lane, Instant now, int most, @Nullable Look valid) {}

    private record Taken(Map<Long, Long> tokens, @Nullable Instant nextDue, Look look) {}

    private List<Taken> claim(Statements statements, List<Wanted> all) throws SQLException {
        List<Taken> taken = new ArrayList<>(all.size());
        for (Wanted wanted : all) {
            taken.add(claim(statements, wanted));
        }
        return taken;
    }

    private Taken claim(Statements statements, Wanted wanted) throws SQLException {
        Lane lane = wanted.lane;
        Map<Long, Long> tokens = new LinkedHashMap<>();
        Look look = wanted.valid;
        if (look == null) {
            takeOver(statements.prepare(takeOver), wanted, tokens);
            Instant firstEnd = instant(statements.prepare(FIRST_END), lane);
            look = new Look(wanted.now, earlier(firstEnd, wanted.now.plus(lane.claim())));
        }
        if (tokens.size() < wanted.most) {
            take(statements.prepare(take), wanted, tokens);
        }
        boolean isAll = tokens.size() < wanted.most;
        return new Taken(tokens, isAll ? instant(statements.prepare(FIRST_DUE), lane) : wanted.now, look);
    }

    private static void takeOver(PreparedStatement update, Wanted wanted, Map<Long, Long> tokens) throws SQLException {
        update.setInt(1, wanted.lane.code());
        update.setLong(2, wanted.now.toEpochMilli());
        update.setInt(3, wanted.most);
        update.setLong(4, wanted.now.plus(wanted.lane.claim()).toEpochMilli());
        readTokens(update, tokens);
    }

    private static void take(PreparedStatement insert, Wanted wanted, Map<Long, Long> tokens) throws SQLException {
        insert.setInt(1, wanted.lane.code());
        insert.setLong(2, wanted.now.toEpochMilli());
        insert.setInt(3, wanted.most - tokens.size());
        insert.setInt(4, wanted.lane.code());
        insert.setLong(5, wanted.now.plus(wanted.lane.claim()).toEpochMilli());
        insert.setLong(6, wanted.now.toEpochMilli());
        readTokens(insert, tokens);
    }

    private static void readTokens(PreparedStatement statement, Map<Long, Long> tokens) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                tokens.put(rows.getLong(1), rows.getLong(2));
            }
        }
    }

    private List<Claimed> claimed(Connection connection, Map<Long, Long> tokens, Instant now) throws SQLException {
        Map<Long, Run> runs = runs(connection, tokens);
        if (runs.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, Instant>> waits = floodWaits(connection, now, runs.keySet());
        List<Claimed> claimed = new ArrayList<>(runs.size());
        runs.forEach((number, run) -> claimed.add(
                new Claimed(number, run, waits.getOrDefault(run.sessionId().value(), Map.of()))));
        return claimed;
    }

    /** By number; without those that somebody took over meanwhile. */
    private Map<Long, Run> runs(Connection connection, Map<Long, Long> tokens) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                Rows.WHOLE_RUN + "WHERE run.number IN " + Rows.listed(database.dialect()))) {
            select.setString(1, Rows.list(database.dialect(), tokens.keySet()));
            Map<Long, Run> runs = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Run run = Rows.run(rows);
                    long number = Rows.number(rows);
                    if (Objects.equals(tokens.get(number), run.position().token())) {
                        runs.put(number, run);
                    }
                }
            }
            return runs;
        }
    }

    /** By session and method. */
    private Map<String, Map<String, Instant>> floodWaits(Connection connection, Instant now, Set<Long> runs)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT session_id, method, not_before FROM flood_wait WHERE not_before > ? AND session_id IN"
                        + " (SELECT session_id FROM run WHERE number IN " + Rows.listed(database.dialect()) + ")")) {
            select.setLong(1, now.toEpochMilli());
            select.setString(2, Rows.list(database.dialect(), runs));
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
        return database.read(connection -> {
                    Instant firstDue = instant(connection, FIRST_DUE, lane);
                    Instant firstEnd = instant(connection, FIRST_END, lane);
                    return Optional.ofNullable(firstEnd == null ? firstDue : earlier(firstDue, firstEnd));
                })
                .orElse(null);
    }

    private static @Nullable Instant instant(Connection connection, String sql, Lane lane) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return instant(select, lane);
        }
    }

    private static @Nullable Instant instant(PreparedStatement select, Lane lane) throws SQLException {
        select.setInt(1, lane.code());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Rows.instant(row, 1) : null;
        }
    }

    private static Instant earlier(@Nullable Instant maybe, Instant other) {
        return maybe != null && maybe.isBefore(other) ? maybe : other;
    }

    @Override
    public boolean complete(Claimed claimed, Transition transition, Instant now) {
        return database.write(completions, new Completions.Completion(claimed, transition, now));
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
                    connection.prepareStatement("UPDATE place SET due_at = ? WHERE due_at > ? AND phase = ?")) {
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
