package dev.heatup.run.jdbc;

import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.Runs;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.StepPhase;
import dev.heatup.store.BatchWork;
import dev.heatup.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs in SQLite or PostgreSQL. */
public final class JdbcRuns implements Runs {

    private static final List<String> FORGET = List.of(
            """
            WITH RECURSIVE story (id, previous) AS (
                SELECT outcome.id, previous FROM outcome WHERE id IN
                    (SELECT last_outcome FROM place WHERE run_number IN %s)
                UNION ALL
                SELECT outcome.id, outcome.previous FROM story JOIN outcome ON outcome.id = story.previous)
            DELETE FROM outcome WHERE id IN (SELECT id FROM story)\
            """,
            "DELETE FROM idempotency WHERE run_id IN (SELECT id FROM run WHERE number IN %s)",
            "DELETE FROM place WHERE run_number IN %s",
            "DELETE FROM run WHERE number IN %s");

    private static final BatchWork<RunCreation.Question, Optional<Creation>> EARLIER = RunCreation::earlier;

    private final Database database;
    private final RunCreation runCreation;

    public JdbcRuns(Database database) {
        this.database = database;
        this.runCreation = new RunCreation(database.dialect());
    }

    @Override
    public Creation create(Run run, @Nullable RequestKey key, SessionLimit limit) {
        return database.write(runCreation, new RunCreation.Request(run, key, limit));
    }

    @Override
    public Optional<Creation> earlier(RequestKey key, Instant now) {
        return database.write(EARLIER, new RunCreation.Question(key, now));
    }

    @Override
    public int forget(Instant endedBefore, int most) {
        return database.write(connection -> {
            List<Long> ended = ended(connection, endedBefore, most);
            for (String delete : ended.isEmpty() ? List.<String>of() : FORGET) {
                try (PreparedStatement statement =
                        connection.prepareStatement(delete.formatted(RunRows.listed(database.dialect())))) {
                    statement.setString(1, RunRows.list(database.dialect(), ended));
                    statement.executeUpdate();
                }
            }
            return ended.size();
        });
    }

    /** Those that another node is deleting are its own. */
    private List<Long> ended(Connection connection, Instant before, int most) throws SQLException {
        String skip = switch (database.dialect()) {
            case SQLITE -> "";
            case POSTGRESQL -> " FOR UPDATE SKIP LOCKED";
        };
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT number FROM run WHERE finished_at < ? ORDER BY finished_at LIMIT ?" + skip)) {
            select.setLong(1, before.toEpochMilli());
            select.setInt(2, most);
            List<Long> numbers = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
            return numbers;
        }
    }

    @Override
    public long live() {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(RunCreation.LIVE)) {
                return RunCreation.count(select);
            }
        });
    }

    @Override
    public Optional<Story> find(RunId id) {
        return database.read(connection -> {
            Run run = load(connection, id);
            return run == null ? Optional.empty() : Optional.of(new Story(run, outcomes(connection, id)));
        });
    }

    static @Nullable Run load(Connection connection, RunId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RunRows.WHOLE_RUN + "WHERE run.id = ?")) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? RunRows.run(row) : null;
            }
        }
    }

    private static List<StepOutcome> outcomes(Connection connection, RunId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            WITH RECURSIVE story AS (
                SELECT outcome.* FROM outcome WHERE id = (
                    SELECT last_outcome FROM run JOIN place ON run_number = number WHERE run.id = ?)
                UNION ALL
                SELECT outcome.* FROM story JOIN outcome ON outcome.id = story.previous)
            SELECT %s FROM story ORDER BY step\
            """.formatted(OutcomeColumn.list()))) {
            select.setString(1, id.value());
            List<StepOutcome> outcomes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    outcomes.add(RunRows.outcome(rows));
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
            conditions.add(RunRows.STATUS + " = ?");
            values.add(filter.status().wireName());
        }
        if (filter.before() != null) {
            conditions.add("run.id < ?");
            values.add(filter.before().value());
        }
        String sql = RunRows.WHOLE_RUN + "WHERE " + String.join(" AND ", conditions) + " ORDER BY run.id DESC LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            select.setInt(values.size() + 1, filter.limit());
            List<Run> runs = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(RunRows.run(rows));
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
     * The first statement locks the place, so that a claim by another node comes before it, and is seen by those after it,
     * or after the commit. A run in flight is never ended from here, and neither is one in the middle of a conversation,
     * which is due at once so that what was said is recorded.
     */
    private static Cancellation cancelIn(Connection connection, RunId id, Instant now) throws SQLException {
        try (PreparedStatement request = connection.prepareStatement(
                "UPDATE place SET cancel_requested = 1 WHERE run_number = (SELECT number FROM run WHERE id = ?)"
                        + " AND due_at IS NOT NULL")) {
            request.setString(1, id.value());
            if (request.executeUpdate() == 0) {
                return load(connection, id) == null ? new Cancellation.NotFound() : new Cancellation.AlreadyEnded();
            }
        }
        String unclaimed = """
            WHERE run_number = (SELECT number FROM run WHERE id = ?) AND phase = ?
                AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.run_number = place.run_number)\
            """;
        try (PreparedStatement end =
                connection.prepareStatement("UPDATE place SET status = 'cancelled', due_at = NULL, token = token + 1 "
                        + unclaimed + " AND turn = 0")) {
            end.setString(1, id.value());
            end.setString(2, RunRows.lower(StepPhase.READY));
            if (end.executeUpdate() == 1) {
                finish(connection, id, now);
                return new Cancellation.Cancelled();
            }
        }
        try (PreparedStatement hurry = connection.prepareStatement("UPDATE place SET due_at = ? " + unclaimed)) {
            hurry.setLong(1, now.toEpochMilli());
            hurry.setString(2, id.value());
            hurry.setString(3, RunRows.lower(StepPhase.READY));
            hurry.executeUpdate();
            return new Cancellation.Requested();
        }
    }

    private static void finish(Connection connection, RunId id, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE run SET finished_at = ? WHERE id = ?")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, id.value());
            update.executeUpdate();
        }
    }
}
