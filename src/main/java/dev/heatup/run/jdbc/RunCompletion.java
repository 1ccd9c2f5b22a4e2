package dev.heatup.run.jdbc;

import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.PlannedVisit;
import dev.heatup.run.Position;
import dev.heatup.run.Run;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.StepPhase;
import dev.heatup.run.StepProblem;
import dev.heatup.run.StepQueue.Claimed;
import dev.heatup.run.Transition;
import dev.heatup.run.jdbc.BatchStatement.Column;
import dev.heatup.session.SessionChange;
import dev.heatup.store.BatchWork;
import dev.heatup.store.Dialect;
import dev.heatup.store.StatementCache;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records what became of claimed runs, many at once, and gives their claims back. A run that somebody else owns by now is
 * left as it is, and answered {@code false}.
 */
final class RunCompletion implements BatchWork<RunCompletion.Completion, Boolean> {

    /**
     * Before a claim is taken away: another node's claim locks the place first and then waits for what becomes of the claim
     * that it finds there. In the same order nobody waits for one who waits.
     */
    private static final String LOCK = "SELECT 1 FROM place WHERE run_number IN " + RunRows.listed(Dialect.POSTGRESQL)
            + " ORDER BY run_number FOR NO KEY UPDATE";

    private static final String GIVE_BACK = "DELETE FROM claim [USING pieces]"
            + " WHERE claim.run_number = :number AND claim.token = :token AND claim.ends_at = :ends_at";

    private static final List<Column<Completion>> CLAIM = List.of(
            new Column<>("number", "bigint", piece -> piece.number()),
            new Column<>("token", "bigint", piece -> piece.run().position().token()),
            new Column<>(
                    "ends_at", "bigint", piece -> millis(piece.claimed.run().dueAt())));

    /** Before its place names it as the last. */
    private static final String RECORD = """
        INSERT INTO outcome (id, previous, run_number, step, status, code, message, started_at, finished_at, pause, result)
        SELECT :id, place.last_outcome, place.run_number, :step, :status, :code, :message, :started_at, :finished_at, :pause,
               :result
        FROM place [, pieces] WHERE place.run_number = :number\
        """;

    private static final List<Column<Ours>> OUTCOME = List.of(
            new Column<>("id", "bigint", piece -> piece.id),
            new Column<>("step", "integer", piece -> piece.recorded().step()),
            new Column<>("status", "text", piece -> piece.recorded().status().wireName()),
            new Column<>("code", "text", piece -> code(piece.recorded().problem())),
            new Column<>("message", "text", piece -> message(piece.recorded().problem())),
            new Column<>(
                    "started_at", "bigint", piece -> millis(piece.recorded().startedAt())),
            new Column<>(
                    "finished_at", "bigint", piece -> millis(piece.recorded().finishedAt())),
            new Column<>("pause", "bigint", piece -> pause(piece.recorded())),
            new Column<>(
                    "result",
                    "text",
                    piece -> ProgressText.write(piece.recorded().result())),
            new Column<>("number", "bigint", piece -> piece.number()));

    /** Somebody who asked to cancel meanwhile makes the run due at once, unless a step is in doubt: that is not hurried. */
    private static final String MOVE = """
        UPDATE place SET
            status = :status, planned = :planned, lane = :lane, step = :step, succeeded = :succeeded, phase = :phase,
            tries = :tries, held_since = :held_since, token = :token, turn = :turn, progress = :progress,
            started_at = :started_at, input_tokens = :input_tokens, cached_tokens = :cached_tokens,
            output_tokens = :output_tokens, last_outcome = COALESCE(:last_outcome, place.last_outcome),
            due_at = CASE place.cancel_requested WHEN 1 THEN :due_if_cancelled ELSE :due_at END
        [FROM pieces] WHERE place.run_number = :number\
        """;

    private static final List<Column<Ours>> PLACE = List.of(
            new Column<>("status", "text", piece -> piece.run().status().wireName()),
            new Column<>("planned", "integer", piece -> piece.run().visit() == null ? 0 : 1),
            new Column<>("lane", "integer", piece -> piece.run().lane().code()),
            new Column<>("step", "integer", piece -> piece.position().index()),
            new Column<>("succeeded", "integer", piece -> piece.position().succeeded()),
            new Column<>(
                    "phase", "text", piece -> RunRows.lower(piece.position().phase())),
            new Column<>("tries", "integer", piece -> piece.position().tries()),
            new Column<>(
                    "held_since", "bigint", piece -> millis(piece.position().heldSince())),
            new Column<>("token", "bigint", piece -> piece.position().token()),
            new Column<>("turn", "integer", piece -> piece.position().progress().turn()),
            new Column<>(
                    "progress",
                    "text",
                    piece -> ProgressText.write(piece.position().progress())),
            new Column<>(
                    "started_at", "bigint", piece -> millis(piece.run().times().startedAt())),
            new Column<>("input_tokens", "bigint", piece -> piece.usage().inputTokens()),
            new Column<>("cached_tokens", "bigint", piece -> piece.usage().cachedTokens()),
            new Column<>("output_tokens", "bigint", piece -> piece.usage().outputTokens()),
            new Column<>("last_outcome", "bigint", piece -> piece.id),
            new Column<>("due_if_cancelled", "bigint", piece -> millis(piece.dueIfCancelled())),
            new Column<>("due_at", "bigint", piece -> millis(piece.run().dueAt())),
            new Column<>("number", "bigint", piece -> piece.number()));

    private static final String PLAN = """
        UPDATE run SET plan = :text, plan_source = :source, fallback_reason = :reason
        [FROM pieces] WHERE run.number = :number AND run.plan IS NULL\
        """;

    private static final List<Column<Ours>> VISIT = List.of(
            new Column<>("text", "text", piece -> PlanText.write(piece.visit().plan())),
            new Column<>("source", "text", piece -> piece.visit().source().wireName()),
            new Column<>("reason", "text", piece -> piece.visit().fallbackReason()),
            new Column<>("number", "bigint", piece -> piece.number()));

    private static final String END = """
        UPDATE run SET finished_at = :at, error_code = :code, error_message = :message
        [FROM pieces] WHERE run.number = :number\
        """;

    private static final List<Column<Ours>> ENDING = List.of(
            new Column<>("at", "bigint", piece -> millis(piece.run().times().finishedAt())),
            new Column<>("code", "text", piece -> code(piece.run().problem())),
            new Column<>("message", "text", piece -> message(piece.run().problem())),
            new Column<>("number", "bigint", piece -> piece.number()));

    private final Dialect dialect;
    private final BatchStatement<Completion> giveBack;
    private final BatchStatement<Ours> record;
    private final BatchStatement<Ours> move;
    private final BatchStatement<Ours> plan;
    private final BatchStatement<Ours> end;

    RunCompletion(Dialect dialect) {
        this.dialect = dialect;
        this.giveBack = new BatchStatement<>(dialect, GIVE_BACK, CLAIM);
        this.record = new BatchStatement<>(dialect, RECORD, OUTCOME);
        this.move = new BatchStatement<>(dialect, MOVE, PLACE);
        this.plan = new BatchStatement<>(dialect, PLAN, VISIT);
        this.end = new BatchStatement<>(dialect, END, ENDING);
    }

    record Completion(Claimed claimed, Transition transition, Instant now) {
        long number() {
            return claimed.number();
        }

        Run run() {
            return transition.run();
        }
    }

    /**
     * What its claim still held.
     *
     * @param id of the outcome, null when none is recorded
     */
    private record Ours(Completion completion, @Nullable Long id) {
        Run run() {
            return completion.run();
        }

        long number() {
            return completion.number();
        }

        Position position() {
            return run().position();
        }

        PlannedVisit visit() {
            return Objects.requireNonNull(run().visit());
        }

        Usage usage() {
            return run().visit() == null ? Usage.NONE : visit().usage();
        }

        StepOutcome recorded() {
            return Objects.requireNonNull(completion.transition.outcome());
        }

        @Nullable
        Instant dueIfCancelled() {
            Instant dueAt = run().dueAt();
            return dueAt == null || position().phase() != StepPhase.READY ? dueAt : completion.now;
        }

        /** A plan is never changed, so it is written once, and not by the steps that come after. */
        boolean mayBeNewlyPlanned() {
            return run().visit() != null
                    && visit().source() != PlanSource.GIVEN
                    && position().index() == 0;
        }
    }

    @Override
    public List<Boolean> on(StatementCache statementCache, List<Completion> pieces) throws SQLException {
        lockPlaces(statementCache, pieces);
        List<Boolean> given = giveBack.changed(statementCache, pieces);
        OutcomeIds ids = new OutcomeIds(statementCache, dialect);
        List<Ours> ours = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            if (given.get(i)) {
                Completion piece = pieces.get(i);
                ours.add(new Ours(piece, piece.transition.outcome() == null ? null : ids.next()));
            }
        }
        record.run(statementCache, only(ours, piece -> piece.id != null));
        move.run(statementCache, ours);
        plan.run(statementCache, only(ours, Ours::mayBeNewlyPlanned));
        end.run(statementCache, only(ours, piece -> !piece.run().status().isLive()));
        for (Ours piece : ours) {
            for (SessionChange change : piece.completion.transition.changes()) {
                JdbcSessions.apply(statementCache, piece.run().sessionId(), change);
            }
        }
        return given;
    }

    private void lockPlaces(StatementCache statementCache, List<Completion> pieces) throws SQLException {
        switch (dialect) {
            case SQLITE -> {
                // One thread writes.
            }
            case POSTGRESQL -> {
                PreparedStatement lock = statementCache.prepare(LOCK);
                lock.setString(
                        1,
                        RunRows.list(
                                dialect, pieces.stream().map(Completion::number).toList()));
                lock.execute();
            }
        }
    }

    private static List<Ours> only(List<Ours> all, Predicate<Ours> which) {
        return all.stream().filter(which).toList();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Long pause(StepOutcome stepOutcome) {
        return stepOutcome.pause() == null ? null : stepOutcome.pause().toMillis();
    }

    private static @Nullable String code(@Nullable StepProblem stepProblem) {
        return stepProblem == null ? null : stepProblem.code();
    }

    private static @Nullable String message(@Nullable StepProblem stepProblem) {
        return stepProblem == null ? null : stepProblem.message();
    }
}
