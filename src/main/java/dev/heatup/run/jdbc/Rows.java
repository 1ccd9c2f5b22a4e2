package dev.heatup.run.jdbc;

import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.Order;
import dev.heatup.run.Outcome;
import dev.heatup.run.Phase;
import dev.heatup.run.Problem;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.RunStatus;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Visit;
import dev.heatup.session.SessionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How runs and outcomes stand in their tables. Columns are read by number: drivers look names up one by one. */
final class Rows {

    /** What stays as it is between planning and the end. */
    static final String RUN_COLUMNS = """
            id, session_id, pool, strategy, seed, max_actions, plan, plan_source, fallback_reason, created_at, \
            finished_at, error_code, error_message""";

    /** What every claim and every step changes. */
    static final String PLACE_COLUMNS = """
            run_id, status, step, succeeded, phase, tries, held_since, token, cancel_requested, progress, due_at, \
            started_at, input_tokens, cached_tokens, output_tokens""";

    static final String WHOLE_RUN =
            "SELECT " + RUN_COLUMNS + ", " + PLACE_COLUMNS + " FROM run JOIN place ON run_id = id";

    private static final int RUN_WIDTH = 13;

    private Rows() {}

    /** Where a run stands: a row of {@link #PLACE_COLUMNS}. */
    record Place(
            String runId,
            RunStatus status,
            Run.Position position,
            @Nullable Instant dueAt,
            @Nullable Instant startedAt,
            Usage usage) {

        static Place read(ResultSet row) throws SQLException {
            return read(row, 0);
        }

        private static Place read(ResultSet row, int before) throws SQLException {
            return new Place(
                    row.getString(before + 1),
                    RunStatus.valueOf(upper(row.getString(before + 2))),
                    new Run.Position(
                            row.getInt(before + 3),
                            row.getInt(before + 4),
                            Phase.valueOf(upper(row.getString(before + 5))),
                            row.getInt(before + 6),
                            instant(row, before + 7),
                            row.getLong(before + 8),
                            row.getInt(before + 9) != 0,
                            ProgressText.read(row.getString(before + 10))),
                    instant(row, before + 11),
                    instant(row, before + 12),
                    new Usage(row.getLong(before + 13), row.getLong(before + 14), row.getLong(before + 15)));
        }
    }

    /** @param row of {@link #WHOLE_RUN} */
    static Run run(ResultSet row) throws SQLException {
        return run(row, Place.read(row, RUN_WIDTH));
    }

    /** @param row of {@link #RUN_COLUMNS} */
    static Run run(ResultSet row, Place place) throws SQLException {
        String planText = row.getString(7);
        Visit visit = planText == null
                ? null
                : new Visit(
                        PlanText.read(planText),
                        PlanSource.valueOf(upper(row.getString(8))),
                        place.usage(),
                        row.getString(9));
        boolean given = visit != null && visit.source() == PlanSource.GIVEN;
        Order order = new Order(
                new SessionId(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                integer(row, 6),
                given && visit != null ? visit.plan() : null);
        return new Run(
                new RunId(row.getString(1)),
                order,
                place.status(),
                visit,
                place.position(),
                place.dueAt(),
                new Run.Times(Instant.ofEpochMilli(row.getLong(10)), place.startedAt(), instant(row, 11)),
                problem(row, 12));
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

    /** As many as a list has, for SQL's {@code IN}. */
    static String places(int count) {
        return "(" + String.join(",", Collections.nCopies(count, "?")) + ")";
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
