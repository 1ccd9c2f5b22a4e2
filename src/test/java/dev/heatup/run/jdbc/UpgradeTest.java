package dev.heatup.run.jdbc;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.VISIT;
import static dev.heatup.run.RunFixtures.id;
import static dev.heatup.run.RunFixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.run.Lane;
import dev.heatup.run.Outcome;
import dev.heatup.run.Phase;
import dev.heatup.run.Problem;
import dev.heatup.run.Progress;
import dev.heatup.run.Run;
import dev.heatup.run.RunFixtures;
import dev.heatup.run.RunStatus;
import dev.heatup.run.Runs.Story;
import dev.heatup.run.StepQueue.Claimed;
import dev.heatup.run.StepStatus;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import dev.heatup.store.SharedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database from before runs had a place of their own, and claims a row. */
class UpgradeTest {

    private static final String BEFORE = "2";

    private static final Outcome FIRST = outcome(0);
    private static final Outcome SECOND = outcome(1);
    private static final Outcome THIRD = outcome(2);

    /** In the middle of its second step. */
    private static final Run ACTING = new Run(
            id(1),
            order(new SessionId("s1"), null),
            RunStatus.RUNNING,
            VISIT,
            new Run.Position(1, 1, Phase.ACTING, 1, null, 7, false, Progress.NONE),
            NOW.plusSeconds(15),
            new Run.Times(NOW, NOW, null),
            null);

    private static final Run REFUSED = new Run(
            id(2),
            order(new SessionId("s2"), null),
            RunStatus.REFUSED,
            null,
            new Run.Position(0, 0, Phase.READY, 1, null, 3, false, Progress.NONE),
            null,
            new Run.Times(NOW, NOW, NOW.plusSeconds(2)),
            new Problem("environment_unverified", "no answer"));

    private static Outcome outcome(int step) {
        return new Outcome(
                step,
                StepStatus.SUCCEEDED,
                null,
                NOW,
                NOW.plusSeconds(1),
                VISIT.plan().duration(),
                null);
    }

    @Test
    void whatAnSqliteFileHasIsKept(@TempDir Path folder) throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("heatup.db");
        fill(url, null);
        try (Database database = Database.sqlite(folder)) {
            assertKept(database);
        }
    }

    @Test
    void whatAPostgresqlDatabaseHasIsKept() throws SQLException {
        String url = SharedPostgres.freshDatabase();
        fill(url, SharedPostgres.USER);
        try (Database database = Database.postgresql(url, SharedPostgres.USER, null)) {
            assertKept(database);
        }
    }

    private static void assertKept(Database database) {
        JdbcRuns runs = new JdbcRuns(database);
        JdbcStepQueue queue = new JdbcStepQueue(database, "target");

        assertThat(runs.find(id(1))).contains(new Story(ACTING, List.of(FIRST)));
        assertThat(runs.find(id(2))).contains(new Story(REFUSED, List.of(FIRST, SECOND, THIRD)));
        assertThat(runs.live()).isEqualTo(1);
        assertThat(queue.claim(Lane.STEPS, NOW.plusSeconds(14), 10).claimed()).isEmpty();
        assertThat(queue.claim(Lane.STEPS, NOW.plusSeconds(15), 10).claimed())
                .extracting(Claimed::run)
                .containsExactly(ACTING.claimed(NOW.plusSeconds(15)));

        Run claimed = ACTING.claimed(NOW.plusSeconds(15));
        queue.complete(claimed.succeeded(NOW, NOW, NOW, RunFixtures.PAUSE, List.of()), NOW);
        assertThat(runs.find(id(1)).orElseThrow().outcomes())
                .extracting(Outcome::step)
                .containsExactly(0, 1);
        assertThat(runs.forget(NOW.plusSeconds(3), 9)).isEqualTo(1);
        assertThat(outcomes(database)).containsExactly(id(1).value(), id(1).value());
    }

    /** Whose there are. */
    private static List<String> outcomes(Database database) {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT run_id FROM outcome")) {
                List<String> runs = new ArrayList<>();
                while (rows.next()) {
                    runs.add(rows.getString(1));
                }
                return runs;
            }
        });
    }

    private static void fill(String url, @Nullable String user) throws SQLException {
        Flyway.configure()
                .dataSource(url, user, null)
                .locations("classpath:db/heatup")
                .target(BEFORE)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, null)) {
            insert(connection, ACTING);
            insert(connection, REFUSED);
            insert(connection, ACTING, FIRST);
            for (Outcome outcome : List.of(SECOND, FIRST, THIRD)) {
                insert(connection, REFUSED, outcome);
            }
        }
    }

    private static void insert(Connection connection, Run run, Outcome outcome) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO outcome (run_id, step, status, started_at, finished_at, pause)
                VALUES (?, ?, 'succeeded', ?, ?, ?)""")) {
            insert.setString(1, run.id().value());
            insert.setInt(2, outcome.step());
            insert.setLong(3, outcome.startedAt().toEpochMilli());
            insert.setLong(4, outcome.finishedAt().toEpochMilli());
            insert.setLong(5, VISIT.plan().duration().toMillis());
            insert.executeUpdate();
        }
    }

    private static void insert(Connection connection, Run run) throws SQLException {
        boolean planned = run.visit() != null;
        Problem problem = run.problem();
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO run (id, session_id, pool, strategy, seed, status, plan, plan_source, input_tokens,
                                 cached_tokens, output_tokens, lane, step, succeeded, phase, tries, token, due_at,
                                 created_at, started_at, finished_at, error_code, error_message)
                VALUES (?, ?, 'default', 'default', 42, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, run.id().value());
            insert.setString(2, run.sessionId().value());
            insert.setString(3, run.status().wireName());
            insert.setString(4, planned ? PlanText.write(VISIT.plan()) : null);
            insert.setString(5, planned ? VISIT.source().wireName() : null);
            insert.setLong(6, planned ? VISIT.usage().inputTokens() : 0);
            insert.setLong(7, planned ? VISIT.usage().cachedTokens() : 0);
            insert.setLong(8, planned ? VISIT.usage().outputTokens() : 0);
            insert.setInt(9, run.lane().code());
            insert.setInt(10, run.position().index());
            insert.setInt(11, run.position().succeeded());
            insert.setString(12, Rows.lower(run.position().phase()));
            insert.setInt(13, run.position().tries());
            insert.setLong(14, run.position().token());
            Rows.bind(insert, 15, run.dueAt());
            insert.setLong(16, NOW.toEpochMilli());
            insert.setLong(17, NOW.toEpochMilli());
            Rows.bind(insert, 18, run.times().finishedAt());
            insert.setString(19, problem == null ? null : problem.code());
            insert.setString(20, problem == null ? null : problem.message());
            insert.executeUpdate();
        }
    }
}
