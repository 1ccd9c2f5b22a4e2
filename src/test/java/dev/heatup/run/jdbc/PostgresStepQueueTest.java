package dev.heatup.run.jdbc;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.PAUSE;
import static dev.heatup.run.RunFixtures.PLAN;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static dev.heatup.run.RunFixtures.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.run.Lane;
import dev.heatup.run.Run;
import dev.heatup.run.RunFixtures;
import dev.heatup.run.RunId;
import dev.heatup.run.RunStatus;
import dev.heatup.run.Runs;
import dev.heatup.run.Runs.Cancellation;
import dev.heatup.run.Runs.Creation;
import dev.heatup.run.Runs.Filter;
import dev.heatup.run.Runs.Story;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.StepQueue.Claimed;
import dev.heatup.run.Target;
import dev.heatup.run.TargetState;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import dev.heatup.store.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStepQueueTest extends JdbcStepQueueTest {

    private static final Run.Pause AT_ONCE = new Run.Pause(Duration.ZERO, Duration.ZERO);

    private static String url;
    private static Database here;
    private static Database there;

    @BeforeAll
    static void open() throws SQLException {
        url = SharedPostgres.freshDatabase();
        here = Database.postgresql(url, SharedPostgres.USER, null);
        there = Database.postgresql(url, SharedPostgres.USER, null);
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
    }

    @BeforeEach
    void empty() {
        here.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("TRUNCATE run, place, claim, outcome, session_channel, flood_wait, quarantine,"
                        + " quarantine_release, gateway_latch, gateway_opening, gateway_session, idempotency");
            }
        });
    }

    @Override
    Database database() {
        return here;
    }

    @Test
    void noRunIsClaimedByTwoNodesAtOnce() throws Exception {
        int count = 500;
        JdbcRuns runs = new JdbcRuns(here);
        for (int i = 1; i <= count; i++) {
            runs.create(given(i), null, SessionLimit.NONE);
        }

        List<RunId> claimed = new ArrayList<>();
        for (List<RunId> share : together(
                () -> claimAll(new JdbcStepQueue(here, Target.SANDBOX)),
                () -> claimAll(new JdbcStepQueue(there, Target.SANDBOX)))) {
            claimed.addAll(share);
        }

        assertThat(claimed)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, count)
                        .mapToObj(RunFixtures::id)
                        .toList());
    }

    @Test
    void twoNodesWorkThroughTheSameRuns() throws Exception {
        int count = 200;
        JdbcRuns runs = new JdbcRuns(here);
        for (int i = 1; i <= count; i++) {
            runs.create(given(i), null, SessionLimit.NONE);
        }

        List<Integer> steps = together(() -> workThrough(here), () -> workThrough(there));

        assertThat(steps.getFirst() + steps.getLast())
                .isEqualTo(count * PLAN.actions().size());
        for (Story story : runs.list(new Filter(null, null, null, count))) {
            assertThat(story.run().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(story.outcomes()).extracting(StepOutcome::step).containsExactly(0, 1, 2);
        }
    }

    /** Until none is left that is due; how many steps were ours. */
    private static int workThrough(Database database) {
        JdbcStepQueue queue = new JdbcStepQueue(database, Target.SANDBOX);
        JdbcRuns runs = new JdbcRuns(database);
        int mine = 0;
        while (runs.live() > 0) {
            for (Claimed claimed : queue.claim(Lane.STEPS, NOW, 7).claimed()) {
                assertThat(queue.complete(claimed, claimed.run().succeeded(NOW, NOW, NOW, AT_ONCE, List.of()), NOW))
                        .isTrue();
                mine++;
            }
        }
        return mine;
    }

    private static List<RunId> claimAll(JdbcStepQueue queue) {
        List<RunId> mine = new ArrayList<>();
        List<Claimed> batch;
        do {
            batch = queue.claim(Lane.STEPS, NOW, 7).claimed();
            batch.forEach(claimed -> mine.add(claimed.run().id()));
        } while (!batch.isEmpty());
        return mine;
    }

    @Test
    void aRunIsCompletedByOneOfTwoNodes() throws Exception {
        JdbcRuns runs = new JdbcRuns(here);
        for (int i = 1; i <= 20; i++) {
            Run run = given(i);
            runs.create(run, null, SessionLimit.NONE);
            Claimed claimed = new JdbcStepQueue(here, Target.SANDBOX)
                    .claim(Lane.STEPS, NOW, 1)
                    .claimed()
                    .getFirst();

            assertThat(together(() -> finish(here, claimed), () -> finish(there, claimed)))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    private static boolean finish(Database database, Claimed claimed) {
        return new JdbcStepQueue(database, Target.SANDBOX)
                .complete(claimed, claimed.run().finished(RunStatus.FAILED, NOW), NOW);
    }

    @Test
    void whatAnotherNodeLeftIsTakenOverWhenItsClaimEnds() {
        JdbcRuns runs = new JdbcRuns(here);
        JdbcStepQueue queue = new JdbcStepQueue(here, Target.SANDBOX);
        queue.claim(Lane.STEPS, NOW, 1);
        runs.create(given(1), null, SessionLimit.NONE);
        Instant claimed = NOW.plusSeconds(1);
        new JdbcStepQueue(there, Target.SANDBOX).claim(Lane.STEPS, claimed, 1);

        Instant end = claimed.plus(Lane.STEPS.claim());
        for (Instant before : List.of(claimed, NOW.plus(Lane.STEPS.claim()), end.minusMillis(1))) {
            assertThat(queue.claim(Lane.STEPS, before, 1).claimed()).isEmpty();
        }
        assertThat(queue.claim(Lane.STEPS, end, 1).claimed())
                .extracting(Claimed::run)
                .containsExactly(given(1).claimed(claimed).claimed(end));
    }

    /** As a claim does it; the other way round, the two would wait for each other now and then. */
    @Test
    void aCompletionLocksThePlaceBeforeTheClaim() throws Exception {
        new JdbcRuns(here).create(given(1), null, SessionLimit.NONE);
        JdbcStepQueue queue = new JdbcStepQueue(here, Target.SANDBOX);
        Claimed claimed = queue.claim(Lane.STEPS, NOW, 1).claimed().getFirst();
        try (Connection node = DriverManager.getConnection(url, SharedPostgres.USER, null);
                Connection other = DriverManager.getConnection(url, SharedPostgres.USER, null);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            node.setAutoCommit(false);
            count(node, "SELECT count(*) FROM (SELECT 1 FROM place FOR UPDATE) AS locked");
            Future<Boolean> completion = threads.submit(() -> finish(here, claimed));
            await().until(() -> count(
                            other,
                            "SELECT count(*) FROM pg_stat_activity"
                                    + " WHERE wait_event_type = 'Lock' AND datname = current_database()")
                    == 1);

            assertThat(count(other, "SELECT count(*) FROM (SELECT 1 FROM claim FOR UPDATE NOWAIT) AS free"))
                    .isEqualTo(1);

            node.rollback();
            assertThat(completion.get()).isTrue();
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void twoNodesDoNotBothGiveTheLastPlace() throws Exception {
        SessionLimit limit = new SessionLimit(20, Duration.ofDays(7));
        for (int round = 0; round < 20; round++) {
            empty();
            for (int i = 1; i < limit.most(); i++) {
                target.admit(new SessionId("early" + i), limit, NOW);
            }
            Run created = given(1);

            List<Boolean> given = together(
                    () -> new JdbcRuns(here).create(created, null, limit) instanceof Creation.Created,
                    () -> new JdbcTargetState(there, Target.SANDBOX, () -> NOW)
                                    .admit(new SessionId("other"), limit, NOW)
                            instanceof TargetState.Admission.Admitted);

            assertThat(given).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void aRunOfAnotherTargetIsLeftToItsNodesUntilItIsLongOverdue() {
        runs.create(given(1), null, SessionLimit.NONE);
        Instant overdue = NOW.plus(JdbcStepQueue.STRAY_AFTER);

        assertThat(new JdbcStepQueue(there, OTHER)
                        .claim(Lane.STEPS, overdue.minusMillis(1), 9)
                        .claimed())
                .isEmpty();
        assertThat(new JdbcStepQueue(there, OTHER).claim(Lane.STEPS, overdue, 9).claimed())
                .extracting(Claimed::run)
                .containsExactly(given(1).claimed(overdue));
    }

    @Test
    void twoTargetsShareADatabase() {
        runs.create(given(1), null, SessionLimit.NONE);
        runs.create(ofOther(2), null, SessionLimit.NONE);

        assertThat(new JdbcStepQueue(here, Target.SANDBOX)
                        .claim(Lane.STEPS, NOW, 9)
                        .claimed())
                .extracting(claimed -> claimed.run().id())
                .containsExactly(id(1));
        assertThat(new JdbcStepQueue(there, OTHER).claim(Lane.STEPS, NOW, 9).claimed())
                .extracting(claimed -> claimed.run().id())
                .containsExactly(id(2));
    }

    @Test
    void aSessionHasOneLiveRunOnTwoNodes() throws Exception {
        for (int i = 1; i <= 40; i += 2) {
            Run one = Run.create(id(i), order(new SessionId("s" + i), null), NOW);
            Run other = Run.create(id(i + 1), order(new SessionId("s" + i), null), NOW);

            assertThat(together(
                            () -> new JdbcRuns(here).create(one, null, SessionLimit.NONE),
                            () -> new JdbcRuns(there).create(other, null, SessionLimit.NONE)))
                    .haveExactly(1, new Condition<>(Creation.Created.class::isInstance, "created"))
                    .haveExactly(1, new Condition<>(Creation.Busy.class::isInstance, "busy"));
        }
        assertThat(new JdbcRuns(here).list(new Filter(null, null, null, 100))).hasSize(20);
    }

    @Test
    void aCancelNeverEndsWhatAnotherNodeJustClaimed() throws Exception {
        JdbcRuns runs = new JdbcRuns(here);
        JdbcStepQueue queue = new JdbcStepQueue(there, Target.SANDBOX);
        for (int i = 1; i <= 100; i++) {
            runs.create(given(i), null, SessionLimit.NONE);
            RunId id = id(i);

            List<Object> answers = together(
                    () -> runs.cancel(id, NOW),
                    () -> queue.claim(Lane.STEPS, NOW, 1).claimed().stream()
                            .map(claimed -> queue.complete(
                                    claimed,
                                    claimed.run().succeeded(NOW, NOW, NOW.plusSeconds(60), PAUSE, List.of()),
                                    NOW))
                            .toList());

            // Either the claim came too late, or its outcome was recorded; and what is cancelled stays so.
            assertThat(answers.get(1)).isIn(List.of(), List.of(true));
            Runs.Story story = runs.find(id).orElseThrow();
            assertThat(story.outcomes()).hasSameSizeAs((List<?>) answers.get(1));
            if (answers.getFirst() instanceof Cancellation.Cancelled) {
                assertThat(story.run().status()).isEqualTo(RunStatus.CANCELLED);
                assertThat(story.run().dueAt()).isNull();
            } else {
                assertThat(answers.get(1)).isEqualTo(List.of(true));
            }
            queue.claim(Lane.STEPS, NOW.plusSeconds(600), 1)
                    .claimed()
                    .forEach(left -> queue.complete(left, left.run().finished(RunStatus.CANCELLED, NOW), NOW));
        }
    }

    @Test
    void severalNodesForgetEachRunOnce() throws Exception {
        JdbcRuns runs = new JdbcRuns(here);
        int count = 200;
        for (int i = 1; i <= count; i++) {
            runs.create(given(i), null, SessionLimit.NONE);
            runs.cancel(id(i), NOW);
        }

        int forgotten = together(() -> forgetAll(new JdbcRuns(here)), () -> forgetAll(new JdbcRuns(there))).stream()
                .mapToInt(Integer::intValue)
                .sum();

        assertThat(forgotten).isEqualTo(count);
        assertThat(runs.list(new Filter(null, null, null, 9))).isEmpty();
    }

    /** Until nothing is left, since another node may hold a few at a time. */
    private static int forgetAll(JdbcRuns runs) {
        int mine = 0;
        while (!runs.list(new Filter(null, null, null, 1)).isEmpty()) {
            mine += runs.forget(NOW.plusSeconds(1), 7);
        }
        return mine;
    }

    private static <T> List<T> together(Callable<? extends T> one, Callable<? extends T> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<T>> answers = new ArrayList<>();
            for (Callable<? extends T> work : List.of(one, other)) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get());
            }
            return results;
        }
    }
}
