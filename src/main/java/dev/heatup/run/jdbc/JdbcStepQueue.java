package dev.heatup.run.jdbc;

import dev.heatup.run.Lane;
import dev.heatup.run.Phase;
import dev.heatup.run.Run;
import dev.heatup.run.StepQueue;
import dev.heatup.run.Transition;
import dev.heatup.run.jdbc.Rows.Place;
import dev.heatup.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The step queue on the {@code place} table. The claim is one statement for many rows; it does to each what
 * {@link Run#claimed} says, which the contract test compares.
 */
public final class JdbcStepQueue implements StepQueue {

    private static final String CLAIM = """
            WITH due AS %1$s (
                SELECT %2$s AS row FROM place WHERE lane = ? AND due_at <= ? ORDER BY due_at LIMIT ? %3$s)
            UPDATE place SET
                token = token + 1,
                tries = tries + 1,
                phase = CASE phase WHEN 'ready' THEN 'acting' ELSE 'doubtful' END,
                status = CASE planned WHEN 0 THEN 'planning' ELSE 'running' END,
                started_at = COALESCE(started_at, ?),
                due_at = ?
            WHERE %2$s IN (SELECT row FROM due)
            RETURNING\
            """ + " " + Rows.PLACE_COLUMNS;

    private final Database database;
    private final String target;
    private final String claim;
    private final Completions completions = new Completions();

    /** @param target names the network under test, so that a latch belongs to it alone */
    public JdbcStepQueue(Database database, String target) {
        this.database = database;
        this.target = target;
        this.claim = switch (database.dialect()) {
            case SQLITE -> CLAIM.formatted("", "rowid", "");
            case POSTGRESQL -> CLAIM.formatted("MATERIALIZED", "run_id", "FOR UPDATE SKIP LOCKED");
        };
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        Places places = database.write(connection -> {
            List<Place> claimed = claimDue(connection, lane, now, most);
            return new Places(claimed, claimed.size() < most ? nextDue(connection, lane) : now);
        });
        // What else they need changes only with a run's own steps, so it is read beside the writer.
        return places.claimed.isEmpty()
                ? new Batch(List.of(), null, places.nextDue)
                : database.read(connection ->
                        new Batch(claimed(connection, places.claimed, now), latch(connection), places.nextDue));
    }

    private record Places(List<Place> claimed, @Nullable Instant nextDue) {}

    private List<Place> claimDue(Connection connection, Lane lane, Instant now, int most) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(claim)) {
            update.setInt(1, lane.code());
            update.setLong(2, now.toEpochMilli());
            update.setInt(3, most);
            update.setLong(4, now.toEpochMilli());
            update.setLong(5, now.plus(lane.claim()).toEpochMilli());
            List<Place> places = new ArrayList<>();
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    places.add(Place.read(rows));
                }
            }
            return places;
        }
    }

    private static List<Claimed> claimed(Connection connection, List<Place> places, Instant now) throws SQLException {
        List<Run> runs = runs(connection, places);
        Map<String, Map<String, Instant>> waits = floodWaits(connection, now, runs);
        return runs.stream()
                .map(run -> new Claimed(run, waits.getOrDefault(run.sessionId().value(), Map.of())))
                .toList();
    }

    private static List<Run> runs(Connection connection, List<Place> places) throws SQLException {
        Map<String, Place> byRun = places.stream().collect(Collectors.toMap(Place::runId, place -> place));
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + Rows.RUN_COLUMNS + " FROM run WHERE id IN " + Rows.places(places.size()))) {
            for (int i = 0; i < places.size(); i++) {
                select.setString(i + 1, places.get(i).runId());
            }
            List<Run> runs = new ArrayList<>(places.size());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(Rows.run(rows, Objects.requireNonNull(byRun.get(rows.getString(1)))));
                }
            }
            return runs;
        }
    }

    private static Map<String, Map<String, Instant>> floodWaits(Connection connection, Instant now, List<Run> runs)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT session_id, method, not_before FROM flood_wait WHERE not_before > ? AND session_id IN "
                        + Rows.places(runs.size()))) {
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
        try (PreparedStatement select =
                connection.prepareStatement("SELECT min(due_at) FROM place WHERE lane = ? AND due_at IS NOT NULL")) {
            select.setInt(1, lane.code());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Rows.instant(row, 1) : null;
            }
        }
    }

    @Override
    public boolean complete(Transition transition, Instant now) {
        return database.write(completions, new Completions.Completion(transition, now));
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
