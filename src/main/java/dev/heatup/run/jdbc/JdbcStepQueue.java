package dev.heatup.run.jdbc;

import dev.heatup.run.Lane;
import dev.heatup.run.Run;
import dev.heatup.run.StepQueue;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState;
import dev.heatup.run.Transition;
import dev.heatup.store.BatchWork;
import dev.heatup.store.Database;
import dev.heatup.store.Dialect;
import dev.heatup.store.StatementCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
            SELECT run_number, token, tries, phase, started_at FROM place
            WHERE %s AND lane = ? AND due_at <= ?
                AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.run_number = place.run_number)
            ORDER BY due_at LIMIT ? %s)
        INSERT INTO claim (run_number, lane, ends_at, token, tries, phase, started_at)
        SELECT run_number, ?, ?, token + 1, tries + 1, CASE phase WHEN 'ready' THEN 'acting' ELSE 'doubtful' END,
               COALESCE(started_at, ?)
        FROM due WHERE TRUE
        ON CONFLICT (run_number) DO NOTHING
        RETURNING run_number, token\
        """;

    /** Claims that ran out. */
    private static final String TAKE_OVER = """
        WITH over AS MATERIALIZED (
            SELECT claim.run_number FROM claim JOIN place ON place.run_number = claim.run_number
            WHERE %s AND claim.lane = ? AND ends_at <= ? ORDER BY ends_at LIMIT ? %s)
        UPDATE claim SET token = token + 1, tries = tries + 1, phase = 'doubtful', ends_at = ?
        WHERE run_number IN (SELECT run_number FROM over)
        RETURNING run_number, token\
        """;

    private static final String FIRST_DUE = """
        SELECT due_at FROM place
        WHERE target = ? AND lane = ? AND due_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.run_number = place.run_number)
        ORDER BY due_at LIMIT 1\
        """;

    private static final String FIRST_END = """
        SELECT min(ends_at) FROM claim JOIN place ON place.run_number = claim.run_number
        WHERE target = ? AND claim.lane = ?\
        """;

    /** Which runs: those of the target, or those of all others. */
    private static final String OWN = "target = ?";

    /** Each half is a range of the index that leaves the target's own runs out, however many there are. */
    private static final String STRAY = """
            place.run_number IN (SELECT run_number FROM place WHERE target < ? AND due_at IS NOT NULL
                UNION ALL SELECT run_number FROM place WHERE target > ? AND due_at IS NOT NULL)""";

    /**
     * How long runs of another target may be due before they are ended from here. Nodes that work on it, if there are any,
     * have claimed them long before.
     */
    static final Duration STRAY_AFTER = Duration.ofMinutes(10);

    /** How often runs of other targets are looked for. */
    static final Duration STRAY_GLANCE = Duration.ofSeconds(15);

    private final Database database;
    private final Target target;
    private final Taking own;
    private final Taking strays;
    private final BatchWork<Wanted, Taken> claims = this::claim;
    private final RunCompletion runCompletion;

    /** A lane's claims are looked through when the first of them may have run out, and not each time. */
    private final Map<Lane, Look> looks = new ConcurrentHashMap<>();

    /** When a lane looks for runs of other targets again. */
    private final Map<Lane, Instant> strayLooks = new ConcurrentHashMap<>();

    /** Statements that claim, with their condition on the target. */
    private record Taking(String take, String takeOver, List<String> targets) {

        static Taking of(String condition, Dialect dialect, List<String> targets) {
            return switch (dialect) {
                case SQLITE -> new Taking(TAKE.formatted(condition, ""), TAKE_OVER.formatted(condition, ""), targets);
                case POSTGRESQL ->
                    new Taking(
                            TAKE.formatted(condition, "FOR UPDATE SKIP LOCKED"),
                            TAKE_OVER.formatted(condition, "FOR UPDATE OF claim SKIP LOCKED"),
                            targets);
            };
        }

        /** @return how many parameters are bound */
        int bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < targets.size(); i++) {
                statement.setString(i + 1, targets.get(i));
            }
            return targets.size();
        }
    }

    /** @param firstEnd of the claims there were, or of one made just after */
    private record Look(Instant at, Instant firstEnd) {
        boolean holds(Instant now) {
            return now.isBefore(firstEnd) && !now.isBefore(at);
        }
    }

    public JdbcStepQueue(Database database, Target target) {
        this.database = database;
        this.target = target;
        this.own = Taking.of(OWN, database.dialect(), List.of(target.name()));
        this.strays = Taking.of(STRAY, database.dialect(), List.of(target.name(), target.name()));
        this.runCompletion = new RunCompletion(database.dialect());
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        Look earlier = looks.get(lane);
        Look valid = earlier != null && earlier.holds(now) ? earlier : null;
        boolean forStrays = !now.isBefore(strayLooks.getOrDefault(lane, Instant.MIN));
        Taken taken = database.write(claims, new Wanted(lane, now, most, valid, forStrays));
        looks.put(lane, taken.look);
        if (forStrays && taken.tokens.size() < most) {
            strayLooks.put(lane, now.plus(STRAY_GLANCE));
        }
        // What else they need changes only with a run's own steps, so it is read beside the writer.
        return taken.tokens.isEmpty()
                ? new Batch(List.of(), TargetState.Standing.INITIAL, taken.nextDue)
                : database.read(connection -> new Batch(
                        claimed(connection, taken.tokens, now),
                        JdbcTargetState.standing(connection, target),
                        taken.nextDue));
    }

    /** @param forStrays whether runs of other targets are looked for, too */
    private record Wanted(
            Lane lane, Instant now, int most, @Nullable Look valid, boolean forStrays) {}

    private record Taken(Map<Long, Long> tokens, @Nullable Instant nextDue, Look look) {}

    private List<Taken> claim(StatementCache statementCache, List<Wanted> all) throws SQLException {
        List<Taken> taken = new ArrayList<>(all.size());
        for (Wanted wanted : all) {
            taken.add(claim(statementCache, wanted));
        }
        return taken;
    }

    private Taken claim(StatementCache statementCache, Wanted wanted) throws SQLException {
        Lane lane = wanted.lane;
        long now = wanted.now.toEpochMilli();
        Map<Long, Long> tokens = new LinkedHashMap<>();
        Look look = wanted.valid;
        if (look == null) {
            takeOver(statementCache, own, now, wanted, tokens);
            Instant firstEnd = instant(statementCache.prepare(FIRST_END), lane);
            look = new Look(wanted.now, earlier(firstEnd, wanted.now.plus(lane.claim())));
        }
        take(statementCache, own, now, wanted, tokens);
        boolean isAll = tokens.size() < wanted.most;
        if (wanted.forStrays) {
            takeStrays(statementCache, wanted, tokens);
        }
        return new Taken(tokens, isAll ? instant(statementCache.prepare(FIRST_DUE), lane) : wanted.now, look);
    }

    /** A file has one process, so nobody else comes for them, and they need not be due. */
    private void takeStrays(StatementCache statementCache, Wanted wanted, Map<Long, Long> tokens) throws SQLException {
        long now = wanted.now.toEpochMilli();
        long left = wanted.now.minus(STRAY_AFTER).toEpochMilli();
        switch (database.dialect()) {
            case SQLITE -> {
                takeOver(statementCache, strays, now, wanted, tokens);
                take(statementCache, strays, Long.MAX_VALUE, wanted, tokens);
            }
            case POSTGRESQL -> {
                takeOver(statementCache, strays, left, wanted, tokens);
                take(statementCache, strays, left, wanted, tokens);
            }
        }
    }

    private static void takeOver(
            StatementCache statementCache, Taking which, long until, Wanted wanted, Map<Long, Long> tokens)
            throws SQLException {
        if (tokens.size() >= wanted.most) {
            return;
        }
        PreparedStatement update = statementCache.prepare(which.takeOver);
        int bound = which.bind(update);
        update.setInt(bound + 1, wanted.lane.code());
        update.setLong(bound + 2, until);
        update.setInt(bound + 3, wanted.most - tokens.size());
        update.setLong(bound + 4, wanted.now.plus(wanted.lane.claim()).toEpochMilli());
        readTokens(update, tokens);
    }

    private static void take(
            StatementCache statementCache, Taking which, long until, Wanted wanted, Map<Long, Long> tokens)
            throws SQLException {
        if (tokens.size() >= wanted.most) {
            return;
        }
        PreparedStatement insert = statementCache.prepare(which.take);
        int bound = which.bind(insert);
        insert.setInt(bound + 1, wanted.lane.code());
        insert.setLong(bound + 2, until);
        insert.setInt(bound + 3, wanted.most - tokens.size());
        insert.setInt(bound + 4, wanted.lane.code());
        insert.setLong(bound + 5, wanted.now.plus(wanted.lane.claim()).toEpochMilli());
        insert.setLong(bound + 6, wanted.now.toEpochMilli());
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
                RunRows.WHOLE_RUN + "WHERE run.number IN " + RunRows.listed(database.dialect()))) {
            select.setString(1, RunRows.list(database.dialect(), tokens.keySet()));
            Map<Long, Run> runs = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Run run = RunRows.run(rows);
                    long number = RunRows.number(rows);
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
                        + " (SELECT session_id FROM run WHERE number IN " + RunRows.listed(database.dialect()) + ")")) {
            select.setLong(1, now.toEpochMilli());
            select.setString(2, RunRows.list(database.dialect(), runs));
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

    private @Nullable Instant instant(Connection connection, String sql, Lane lane) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return instant(select, lane);
        }
    }

    private @Nullable Instant instant(PreparedStatement select, Lane lane) throws SQLException {
        select.setString(1, target.name());
        select.setInt(2, lane.code());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? RunRows.instant(row, 1) : null;
        }
    }

    private static Instant earlier(@Nullable Instant maybe, Instant other) {
        return maybe != null && maybe.isBefore(other) ? maybe : other;
    }

    @Override
    public boolean complete(Claimed claimed, Transition transition, Instant now) {
        return database.write(runCompletion, new RunCompletion.Completion(claimed, transition, now));
    }
}
