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
import dev.heatup.store.Dialect;
import dev.heatup.store.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records what became of claimed runs, many at once, and gives their claims back. A run that somebody else owns by now is
 * left as it is, and answered {@code false}.
 */
final class Completions implements Bulk<Completions.Completion, Boolean> {

    private static final String GIVE_BACK = "DELETE FROM claim WHERE run_id = ? AND token = ?";

    /** Before its place names it as the last. */
    private static final String RECORD = """
            INSERT INTO outcome (id, previous, run_id, step, status, code, message, started_at, finished_at, pause, result)
            SELECT ?, last_outcome, run_id, ?, ?, ?, ?, ?, ?, ?, ? FROM place WHERE run_id = ?""";

    /** Somebody who asked to cancel meanwhile makes the run due at once, unless a step is in doubt: that is not hurried. */
    private static final String MOVE = """
            UPDATE place SET
                status = ?, planned = ?, lane = ?, step = ?, succeeded = ?, phase = ?, tries = ?, held_since = ?,
                token = ?, turn = ?, progress = ?, started_at = ?, input_tokens = ?, cached_tokens = ?, output_tokens = ?,
                last_outcome = COALESCE(?, last_outcome),
                due_at = CASE WHEN CAST(? AS BIGINT) IS NOT NULL AND cancel_requested = 1
                              THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END
            WHERE run_id = ?""";

    private static final String PLAN =
            "UPDATE run SET plan = ?, plan_source = ?, fallback_reason = ? WHERE id = ? AND plan IS NULL";

    private static final String END = "UPDATE run SET finished_at = ?, error_code = ?, error_message = ? WHERE id = ?";

    private final Dialect dialect;

    Completions(Dialect dialect) {
        this.dialect = dialect;
    }

    record Completion(Transition transition, Instant now) {
        Run run() {
            return transition.run();
        }
    }

    /** @param outcome the number of what is recorded, null when nothing is */
    private record Ours(Completion completion, @Nullable Long outcome) {
        Run run() {
            return completion.run();
        }
    }

    private interface Binding<T> {
        void bind(PreparedStatement statement, T piece) throws SQLException;
    }

    @Override
    public List<Boolean> on(Statements statements, List<Completion> pieces) throws SQLException {
        int[] given = batch(statements, GIVE_BACK, pieces, Completions::giveBack);
        OutcomeIds ids = new OutcomeIds(statements, dialect);
        List<Boolean> answers = new ArrayList<>(pieces.size());
        List<Ours> ours = new ArrayList<>(pieces.size());
        for (int i = 0; i < given.length; i++) {
            answers.add(given[i] == 1);
            if (given[i] == 1) {
                Completion piece = pieces.get(i);
                ours.add(new Ours(piece, piece.transition.outcome() == null ? null : ids.next()));
            }
        }
        batch(statements, RECORD, only(ours, piece -> piece.outcome != null), Completions::record);
        batch(statements, MOVE, ours, Completions::move);
        batch(statements, PLAN, only(ours, Completions::mayBeNewlyPlanned), Completions::plan);
        batch(statements, END, only(ours, piece -> !piece.run().status().isLive()), Completions::end);
        for (Ours piece : ours) {
            for (SessionChange change : piece.completion.transition.changes()) {
                JdbcSessions.apply(statements, piece.run().sessionId(), change);
            }
        }
        return answers;
    }

    private static List<Ours> only(List<Ours> all, Predicate<Ours> which) {
        return all.stream().filter(which).toList();
    }

    private static <T> int[] batch(Statements statements, String sql, List<T> pieces, Binding<T> binding)
            throws SQLException {
        if (pieces.isEmpty()) {
            return new int[0];
        }
        PreparedStatement statement = statements.prepare(sql);
        for (T piece : pieces) {
            binding.bind(statement, piece);
            statement.addBatch();
        }
        return statement.executeBatch();
    }

    private static void giveBack(PreparedStatement delete, Completion completion) throws SQLException {
        delete.setString(1, completion.run().id().value());
        delete.setLong(2, completion.run().position().token());
    }

    private static void record(PreparedStatement insert, Ours ours) throws SQLException {
        Outcome outcome = ours.completion.transition.outcome();
        if (outcome == null) {
            throw new IllegalArgumentException(
                    "nothing to record of " + ours.run().id());
        }
        Problem problem = outcome.problem();
        Rows.bind(insert, 1, ours.outcome);
        insert.setInt(2, outcome.step());
        insert.setString(3, outcome.status().wireName());
        insert.setString(4, problem == null ? null : problem.code());
        insert.setString(5, problem == null ? null : problem.message());
        insert.setLong(6, outcome.startedAt().toEpochMilli());
        insert.setLong(7, outcome.finishedAt().toEpochMilli());
        Rows.bind(insert, 8, outcome.pause() == null ? null : outcome.pause().toMillis());
        insert.setString(9, ProgressText.write(outcome.result()));
        insert.setString(10, ours.run().id().value());
    }

    private static void move(PreparedStatement update, Ours ours) throws SQLException {
        Run run = ours.run();
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
        update.setLong(9, position.token());
        update.setInt(10, position.progress().turn());
        update.setString(11, ProgressText.write(position.progress()));
        Rows.bind(update, 12, run.times().startedAt());
        update.setLong(13, usage.inputTokens());
        update.setLong(14, usage.cachedTokens());
        update.setLong(15, usage.outputTokens());
        Rows.bind(update, 16, ours.outcome);
        Rows.bind(update, 17, run.dueAt());
        Rows.bind(update, 18, position.phase() == Phase.READY ? ours.completion.now : run.dueAt());
        Rows.bind(update, 19, run.dueAt());
        update.setString(20, run.id().value());
    }

    /** A plan is never changed, so it is written once, and not by the steps that come after. */
    private static boolean mayBeNewlyPlanned(Ours ours) {
        Visit visit = ours.run().visit();
        return visit != null
                && visit.source() != PlanSource.GIVEN
                && ours.run().position().index() == 0;
    }

    private static void plan(PreparedStatement update, Ours ours) throws SQLException {
        Visit visit = ours.run().visit();
        if (visit == null) {
            throw new IllegalArgumentException(ours.run().id() + " has no plan");
        }
        update.setString(1, PlanText.write(visit.plan()));
        update.setString(2, visit.source().wireName());
        update.setString(3, visit.fallbackReason());
        update.setString(4, ours.run().id().value());
    }

    private static void end(PreparedStatement update, Ours ours) throws SQLException {
        Problem problem = ours.run().problem();
        Rows.bind(update, 1, ours.run().times().finishedAt());
        update.setString(2, problem == null ? null : problem.code());
        update.setString(3, problem == null ? null : problem.message());
        update.setString(4, ours.run().id().value());
    }
}
