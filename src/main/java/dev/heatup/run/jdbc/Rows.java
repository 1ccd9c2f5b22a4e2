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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How runs and outcomes stand in their tables. */
final class Rows {

    static final String RUN_COLUMNS = """
            id, session_id, pool, strategy, seed, max_actions, status, plan, plan_source, fallback_reason, \
            input_tokens, cached_tokens, output_tokens, lane, step, succeeded, phase, tries, held_since, token, \
            cancel_requested, progress, due_at, created_at, started_at, finished_at, error_code, error_message""";

    private Rows() {}

    static Run run(ResultSet row) throws SQLException {
        String planText = row.getString("plan");
        Visit visit = planText == null ? null : visit(row, planText);
        boolean given = visit != null && visit.source() == PlanSource.GIVEN;
        Order order = new Order(
                new SessionId(row.getString("session_id")),
                row.getString("pool"),
                row.getString("strategy"),
                row.getLong("seed"),
                integer(row, "max_actions"),
                given && visit != null ? visit.plan() : null);
        Run.Position position = new Run.Position(
                row.getInt("step"),
                row.getInt("succeeded"),
                Phase.valueOf(upper(row.getString("phase"))),
                row.getInt("tries"),
                instant(row, "held_since"),
                row.getLong("token"),
                row.getInt("cancel_requested") != 0,
                ProgressText.read(row.getString("progress")));
        Run.Times times = new Run.Times(
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "started_at"),
                instant(row, "finished_at"));
        return new Run(
                new RunId(row.getString("id")),
                order,
                RunStatus.valueOf(upper(row.getString("status"))),
                visit,
                position,
                instant(row, "due_at"),
                times,
                problem(row, "error_code", "error_message"));
    }

    private static Visit visit(ResultSet row, String planText) throws SQLException {
        return new Visit(
                PlanText.read(planText),
                PlanSource.valueOf(upper(row.getString("plan_source"))),
                new Usage(row.getLong("input_tokens"), row.getLong("cached_tokens"), row.getLong("output_tokens")),
                row.getString("fallback_reason"));
    }

    static Outcome outcome(ResultSet row) throws SQLException {
        Long pause = number(row, "pause");
        return new Outcome(
                row.getInt("step"),
                StepStatus.valueOf(upper(row.getString("status"))),
                problem(row, "code", "message"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Instant.ofEpochMilli(row.getLong("finished_at")),
                pause == null ? null : Duration.ofMillis(pause),
                ProgressText.result(row.getString("result")));
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

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Problem problem(ResultSet row, String code, String message) throws SQLException {
        String name = row.getString(code);
        return name == null ? null : new Problem(name, row.getString(message));
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
