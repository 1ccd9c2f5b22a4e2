package dev.heatup.run.jdbc;

import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.Order;
import dev.heatup.run.Outcome;
import dev.heatup.run.Phase;
import dev.heatup.run.Position;
import dev.heatup.run.Problem;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.RunStatus;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Target;
import dev.heatup.run.Visit;
import dev.heatup.session.SessionId;
import dev.heatup.store.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How runs and outcomes stand in their tables. Columns are read by number: drivers look names up one by one. */
final class Rows {

    /** A claim that is not settled yet says where its run stands. */
    static final String STATUS =
            "CASE WHEN claim.token IS NULL THEN status WHEN planned = 0 THEN 'planning' ELSE 'running' END";

    static final String WHOLE_RUN = """
        SELECT run.id, session_id, pool, strategy, seed, max_actions, plan, plan_source, fallback_reason,
               created_at, finished_at, error_code, error_message,
               %s, step, succeeded, COALESCE(claim.phase, place.phase), COALESCE(claim.tries, place.tries),
               held_since, COALESCE(claim.token, place.token), cancel_requested, progress,
               COALESCE(claim.ends_at, due_at), COALESCE(place.started_at, claim.started_at),
               input_tokens, cached_tokens, output_tokens, run.number, target
        FROM run JOIN place ON place.run_number = run.number LEFT JOIN claim ON claim.run_number = run.number
        """.formatted(STATUS);

    private Rows() {}

    /** @param row of {@link #WHOLE_RUN} */
    static Run run(ResultSet row) throws SQLException {
        Visit visit = visit(row);
        boolean given = visit != null && visit.source() == PlanSource.GIVEN;
        Order order = new Order(
                new SessionId(row.getString(2)),
                new Target(row.getString(29)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                integer(row, 6),
                given && visit != null ? visit.plan() : null);
        return new Run(
                new RunId(row.getString(1)),
                order,
                RunStatus.valueOf(upper(row.getString(14))),
                visit,
                position(row),
                instant(row, 23),
                new Run.Times(Instant.ofEpochMilli(row.getLong(10)), instant(row, 24), instant(row, 11)),
                problem(row, 12));
    }

    /** @param row of {@link #WHOLE_RUN} */
    static long number(ResultSet row) throws SQLException {
        return row.getLong(28);
    }

    private static @Nullable Visit visit(ResultSet row) throws SQLException {
        String plan = row.getString(7);
        return plan == null
                ? null
                : new Visit(
                        PlanText.read(plan),
                        PlanSource.valueOf(upper(row.getString(8))),
                        new Usage(row.getLong(25), row.getLong(26), row.getLong(27)),
                        row.getString(9));
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getInt(15),
                row.getInt(16),
                Phase.valueOf(upper(row.getString(17))),
                row.getInt(18),
                instant(row, 19),
                row.getLong(20),
                row.getInt(21) != 0,
                ProgressText.read(row.getString(22)));
    }

    /** @param row of step, status, code, message, started_at, finished_at, pause and result */
    static Outcome outcome(ResultSet row) throws SQLException {
        Long pause = number(row, 7);
        return new Outcome(
                row.getInt(1),
                StepStatus.valueOf(upper(row.getString(2))),
                problem(row, 3),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                pause == null ? null : Duration.ofMillis(pause),
                ProgressText.result(row.getString(8)));
    }

    static void bind(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        bind(statement, index, value == null ? null : value.toEpochMilli());
    }

    static void bind(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /** @param column of the code; the message comes after it */
    private static @Nullable Problem problem(ResultSet row, int column) throws SQLException {
        String name = row.getString(column);
        return name == null ? null : new Problem(name, row.getString(column + 1));
    }

    /** Any number of whole numbers, for SQL's {@code IN}: one parameter, {@link #list}. */
    static String listed(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> "(SELECT value FROM json_each(?))";
            case POSTGRESQL -> "(SELECT unnest(CAST(? AS bigint[])))";
        };
    }

    static String list(Dialect dialect, Collection<Long> numbers) {
        String all = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        return switch (dialect) {
            case SQLITE -> "[" + all + "]";
            case POSTGRESQL -> "{" + all + "}";
        };
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
