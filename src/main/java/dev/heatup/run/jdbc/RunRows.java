package dev.heatup.run.jdbc;

import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.PlannedVisit;
import dev.heatup.run.Position;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.RunRequest;
import dev.heatup.run.RunStatus;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.StepPhase;
import dev.heatup.run.StepProblem;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Target;
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

/** How runs and outcomes stand in their tables. */
final class RunRows {

    /** A claim that is not settled yet says where its run stands. */
    static final String STATUS =
            "CASE WHEN claim.token IS NULL THEN status WHEN planned = 0 THEN 'planning' ELSE 'running' END";

    static final String WHOLE_RUN = """
        SELECT %s
        FROM run JOIN place ON place.run_number = run.number LEFT JOIN claim ON claim.run_number = run.number
        """.formatted(RunColumn.list());

    private RunRows() {}

    /** @param rows of {@link #WHOLE_RUN} */
    static Run run(ResultSet rows) throws SQLException {
        ColumnReader<RunColumn> row = new ColumnReader<>(rows);
        PlannedVisit plannedVisit = visit(row);
        boolean given = plannedVisit != null && plannedVisit.source() == PlanSource.GIVEN;
        RunRequest runRequest = new RunRequest(
                new SessionId(row.text(RunColumn.SESSION_ID)),
                new Target(row.text(RunColumn.TARGET)),
                row.text(RunColumn.POOL),
                row.text(RunColumn.STRATEGY),
                row.whole(RunColumn.SEED),
                row.maybeInteger(RunColumn.MAX_ACTIONS),
                given && plannedVisit != null ? plannedVisit.plan() : null);
        return new Run(
                new RunId(row.text(RunColumn.ID)),
                runRequest,
                RunStatus.valueOf(upper(row.text(RunColumn.STATUS))),
                plannedVisit,
                position(row),
                row.maybeInstant(RunColumn.DUE_AT),
                new Run.Times(
                        row.instant(RunColumn.CREATED_AT),
                        row.maybeInstant(RunColumn.STARTED_AT),
                        row.maybeInstant(RunColumn.FINISHED_AT)),
                problem(row, RunColumn.ERROR_CODE, RunColumn.ERROR_MESSAGE));
    }

    /** @param rows of {@link #WHOLE_RUN} */
    static long number(ResultSet rows) throws SQLException {
        return new ColumnReader<RunColumn>(rows).whole(RunColumn.NUMBER);
    }

    private static @Nullable PlannedVisit visit(ColumnReader<RunColumn> row) throws SQLException {
        String plan = row.maybeText(RunColumn.PLAN);
        return plan == null
                ? null
                : new PlannedVisit(
                        PlanText.read(plan),
                        PlanSource.valueOf(upper(row.text(RunColumn.PLAN_SOURCE))),
                        new Usage(
                                row.whole(RunColumn.INPUT_TOKENS),
                                row.whole(RunColumn.CACHED_TOKENS),
                                row.whole(RunColumn.OUTPUT_TOKENS)),
                        row.maybeText(RunColumn.FALLBACK_REASON));
    }

    private static Position position(ColumnReader<RunColumn> row) throws SQLException {
        return new Position(
                row.integer(RunColumn.STEP),
                row.integer(RunColumn.SUCCEEDED),
                StepPhase.valueOf(upper(row.text(RunColumn.PHASE))),
                row.integer(RunColumn.TRIES),
                row.maybeInstant(RunColumn.HELD_SINCE),
                row.whole(RunColumn.TOKEN),
                row.integer(RunColumn.CANCEL_REQUESTED) != 0,
                ProgressText.read(row.maybeText(RunColumn.PROGRESS)));
    }

    /** @param rows of {@link OutcomeColumn#list} */
    static StepOutcome outcome(ResultSet rows) throws SQLException {
        ColumnReader<OutcomeColumn> row = new ColumnReader<>(rows);
        Long pause = row.maybeWhole(OutcomeColumn.PAUSE);
        return new StepOutcome(
                row.integer(OutcomeColumn.STEP),
                StepStatus.valueOf(upper(row.text(OutcomeColumn.STATUS))),
                problem(row, OutcomeColumn.CODE, OutcomeColumn.MESSAGE),
                row.instant(OutcomeColumn.STARTED_AT),
                row.instant(OutcomeColumn.FINISHED_AT),
                pause == null ? null : Duration.ofMillis(pause),
                ProgressText.result(row.maybeText(OutcomeColumn.RESULT)));
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
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static <C extends Enum<C>> @Nullable StepProblem problem(ColumnReader<C> row, C code, C message)
            throws SQLException {
        String name = row.maybeText(code);
        return name == null ? null : new StepProblem(name, row.text(message));
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
