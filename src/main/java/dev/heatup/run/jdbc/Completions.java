package dev.heatup.run.jdbc;

import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.Outcome;
import dev.heatup.run.Phase;
import dev.heatup.run.Problem;
import dev.heatup.run.Run;
import dev.heatup.run.Transition;
import dev.heatup.run.Visit;
import dev.heatup.session.SessionChange;
import dev.heatup.store.Bulk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Records what became of claimed runs, many at once. A run that somebody else owns by now is left as it is, and answered
 * {@code false}.
 */
final class Completions implements Bulk<Completions.Completion, Boolean> {

    /** Somebody who asked to cancel meanwhile makes the run due at once, unless a step is in doubt: that is not hurried. */
    private static final String MOVE = """
            UPDATE place SET
                status = ?, planned = ?, lane = ?, step = ?, succeeded = ?, phase = ?, tries = ?, held_since = ?,
                turn = ?, progress = ?, input_tokens = ?, cached_tokens = ?, output_tokens = ?,
                due_at = CASE WHEN CAST(? AS BIGINT) IS NOT NULL AND cancel_requested = 1
                              THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END
            WHERE run_id = ? AND token = ? AND due_at IS NOT NULL""";

    private static final String RECORD = """
            INSERT INTO outcome (run_id, step, status, code, message, started_at, finished_at, pause, result)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String PLAN =
            "UPDATE run SET plan = ?, plan_source = ?, fallback_reason = ? WHERE id = ? AND plan IS NULL";

    private static final String END = "UPDATE run SET finished_at = ?, error_code = ?, error_message = ? WHERE id = ?";

    record Completion(Transition transition, Instant now) {
        Run run() {
            return transition.run();
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement, Completion completion) throws SQLException;
    }

    @Override
    public List<Boolean> on(Connection connection, List<Completion> pieces) throws SQLException {
        int[] moved = batch(connection, MOVE, pieces, Completions::move);
        List<Boolean> answers = new ArrayList<>(pieces.size());
        List<Completion> ours = new ArrayList<>(pieces.size());
        for (int i = 0; i < moved.length; i++) {
            answers.add(moved[i] == 1);
            if (moved[i] == 1) {
                ours.add(pieces.get(i));
            }
        }
        batch(connection, RECORD, only(ours, piece -> piece.transition.outcome() != null), Completions::record);
        batch(connection, PLAN, only(ours, Completions::mayBeNewlyPlanned), Completions::plan);
        batch(connection, END, only(ours, piece -> !piece.run().status().isLive()), Completions::end);
        for (Completion completion : ours) {
            for (SessionChange change : completion.transition.changes()) {
                JdbcSessions.apply(connection, completion.run().sessionId(), change);
            }
        }
        return answers;
    }

    private static List<Completion> only(List<Completion> all, Predicate<Completion> which) {
        return all.stream().filter(which).toList();
    }

    private static int[] batch(Connection connection, String sql, List<Completion> pieces, Binding binding)
            throws SQLException {
        if (pieces.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Completion completion : pieces) {
                binding.bind(statement, completion);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static void move(PreparedStatement update, Completion completion) throws SQLException {
        Run run = completion.run();
        Run.Position position = run.position();
        Visit visit = run.visit();
        Usage usage = visit == null ? Usage.NONE : visit.usage();
        update.setString(1, run.status().wireName());
        update.setInt(2, visit == null ? 0 : 1);
        update.setInt(3, run.lane().code());
        update.setInt(4, position.index());
        update.setInt(5, position.succeeded());
        update.setString(6, Rows.lower(position.phase()));
        update.setInt(7, position.tries());
        Rows.bind(update, 8, position.heldSince());
        update.setInt(9, position.progress().turn());
        update.setString(10, ProgressText.write(position.progress()));
        update.setLong(11, usage.inputTokens());
        update.setLong(12, usage.cachedTokens());
        update.setLong(13, usage.outputTokens());
        Rows.bind(update, 14, run.dueAt());
        Rows.bind(update, 15, position.phase() == Phase.READY ? completion.now : run.dueAt());
        Rows.bind(update, 16, run.dueAt());
        update.setString(17, run.id().value());
        update.setLong(18, position.token());
    }

    private static void record(PreparedStatement insert, Completion completion) throws SQLException {
        Outcome outcome = completion.transition.outcome();
        if (outcome == null) {
            throw new IllegalArgumentException(
                    "nothing to record of " + completion.run().id());
        }
        Problem problem = outcome.problem();
        insert.setString(1, completion.run().id().value());
        insert.setInt(2, outcome.step());
        insert.setString(3, outcome.status().wireName());
        insert.setString(4, problem == null ? null : problem.code());
        insert.setString(5, problem == null ? null : problem.message());
        insert.setLong(6, outcome.startedAt().toEpochMilli());
        insert.setLong(7, outcome.finishedAt().toEpochMilli());
        Rows.bind(insert, 8, outcome.pause() == null ? null : outcome.pause().toMillis());
        insert.setString(9, ProgressText.write(outcome.result()));
    }

    /** A plan is never changed, so it is written once, and not by the steps that come after. */
    private static boolean mayBeNewlyPlanned(Completion completion) {
        Visit visit = completion.run().visit();
        return visit != null
                && visit.source() != PlanSource.GIVEN
                && completion.run().position().index() == 0;
    }

    private static void plan(PreparedStatement update, Completion completion) throws SQLException {
        Visit visit = completion.run().visit();
        if (visit == null) {
            throw new IllegalArgumentException(completion.run().id() + " has no plan");
        }
        update.setString(1, PlanText.write(visit.plan()));
        update.setString(2, visit.source().wireName());
        update.setString(3, visit.fallbackReason());
        update.setString(4, completion.run().id().value());
    }

    private static void end(PreparedStatement update, Completion completion) throws SQLException {
        Problem problem = completion.run().problem();
        Rows.bind(update, 1, completion.run().times().finishedAt());
        update.setString(2, problem == null ? null : problem.code());
        update.setString(3, problem == null ? null : problem.message());
        update.setString(4, completion.run().id().value());
    }
}
