package dev.heatup.app;

import static dev.heatup.run.RunFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.app.DatabaseEvidence.Effect;
import dev.heatup.app.DatabaseEvidence.Outcome;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Personas;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.Engine;
import dev.heatup.run.RunFixtures;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepStatus;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.Target;
import dev.heatup.run.Warmups;
import dev.heatup.run.jdbc.JdbcRuns;
import dev.heatup.run.jdbc.JdbcSessions;
import dev.heatup.run.jdbc.JdbcStepQueue;
import dev.heatup.run.jdbc.JdbcTargetState;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.store.Database;
import dev.heatup.strategy.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The databases are copied while a service works, as docs/operating.md says, and another one goes on from the copies. */
@Timeout(300)
class BackupTest {

    private static final int BEFORE = 100;
    private static final int MEANWHILE = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Shorter than any claim. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final SettableTime clock = new SettableTime(NOW);
    private final Pools pools = ResourcePools.builtIn();

    private final class Service implements AutoCloseable {
        private final Sandbox sandbox;
        private final Database database;
        private final Warmups warmups;

        Service(Path data) {
            Pool pool = pools.find(Pools.DEFAULT).orElseThrow();
            sandbox = Sandbox.open(SqliteEventLog.open(data, 7L, () -> 7), List.of(pool), clock, 1);
            database = Database.sqlite(data);
            JdbcSessions sessions = new JdbcSessions(database);
            OfflinePlanner planner = new OfflinePlanner();
            Strategy strategy = new Strategy(
                    Strategy.DEFAULT,
                    new PlanProvider(planner, planner, System::nanoTime),
                    new MoveProvider(new OfflineWriter(), new OfflineWriter()),
                    Pacing.DEFAULT);
            StrategyVisits visits = new StrategyVisits(
                    Map.of(strategy.name(), strategy), pools, sessions, PlanRules.DEFAULT, Personas::of);
            warmups = new Warmups(
                    new Warmups.Dependencies(
                            new JdbcRuns(database),
                            new JdbcStepQueue(database, Target.SANDBOX),
                            sessions,
                            pools,
                            visits,
                            new InProcessGateway(sandbox),
                            Target.SANDBOX,
                            new JdbcTargetState(database, Target.SANDBOX, clock),
                            clock,
                            () -> 0,
                            new SecureRandom(),
                            run -> visits.persona(run.order()).name()),
                    new Warmups.Options(PlanRules.DEFAULT, visits.strategies(), 1, new Engine.Slots(4, 16)));
            warmups.start();
        }

        void create(int first, int last) {
            JdbcRuns runs = new JdbcRuns(database);
            IntStream.rangeClosed(first, last).forEach(i -> runs.create(RunFixtures.given(i), null, SessionLimit.NONE));
        }

        /** Each run's first step; time stands, so the others wait. */
        void awaitJoins(int count) {
            await().atMost(PATIENCE).until(() -> warmups.tally().steps(StepStatus.SUCCEEDED) >= count);
        }

        /** Time goes on whenever nothing is in flight. */
        void awaitAllEnded() {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                if (count(database, "claim") == 0) {
                    clock.advance(A_WHILE);
                }
                return warmups.live() == 0;
            });
        }

        @Override
        public void close() {
            warmups.close();
            database.close();
            sandbox.close();
        }
    }

    @Test
    void aServiceGoesOnFromABackupThatWasTakenWhileItWorked() throws Exception {
        Path data = folder.resolve("data");
        Path backup = Files.createDirectories(folder.resolve("backup"));
        int inBackup;
        try (Service service = new Service(data)) {
            service.create(1, BEFORE);
            service.awaitJoins(BEFORE);
            CountDownLatch isWorking = new CountDownLatch(1);
            Thread load = Thread.ofPlatform().start(() -> {
                service.create(BEFORE + 1, BEFORE + 10);
                isWorking.countDown();
                service.create(BEFORE + 11, MEANWHILE);
            });
            isWorking.await();
            backUp(data, backup, "heatup.db");
            backUp(data, backup, "sandbox.db");
            load.join();
            service.awaitJoins(MEANWHILE);
        }

        try (Service restored = new Service(backup)) {
            inBackup = count(restored.database, "run");
            assertThat(restored.warmups.live()).isEqualTo(inBackup).isGreaterThanOrEqualTo(BEFORE + 10);
            restored.awaitAllEnded();
        }

        try (Connection database = open(backup.resolve("heatup.db"))) {
            DatabaseEvidence databaseEvidence = DatabaseEvidence.of(database, backup);
            assertThat(databaseEvidence.runs().values())
                    .hasSize(inBackup)
                    .allMatch(run -> run.status().equals("completed"));
            assertThat(databaseEvidence.outcomes())
                    .hasSize(3 * inBackup)
                    .extracting(Outcome::step)
                    .containsExactlyInAnyOrderElementsOf(
                            databaseEvidence.planned().keySet());
            assertThat(databaseEvidence.once()).doesNotHaveDuplicates();
            assertThat(databaseEvidence.joins()).extracting(Effect::step).containsAll(databaseEvidence.recordedJoins());
        }
    }

    private static void backUp(Path data, Path backup, String file) throws SQLException {
        try (Connection connection = open(data.resolve(file));
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + backup.resolve(file) + "'");
        }
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static int count(Database database, String table) {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
