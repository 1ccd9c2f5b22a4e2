package dev.heatup.run.jdbc;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.id;
import static dev.heatup.run.RunFixtures.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.channel.json.ResourcePools;
import dev.heatup.gateway.SampleConfigs;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanRules;
import dev.heatup.run.Engine;
import dev.heatup.run.ForwardingQueue;
import dev.heatup.run.GivenVisits;
import dev.heatup.run.Lane;
import dev.heatup.run.Run;
import dev.heatup.run.RunFixtures;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepQueue;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Target;
import dev.heatup.run.Transition;
import dev.heatup.run.Visits;
import dev.heatup.run.Warmups;
import dev.heatup.run.metrics.RunMetrics;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the store is slow or stands, what is due waits there and not in memory, and that is seen. */
@Timeout(300)
abstract class SlowStoreTest {

    private static final int SLOTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Long enough to be seen. */
    private static final Duration A_WHILE = Duration.ofSeconds(7);

    private static final Plan ONE_JOIN = Plan.recorded(List.of(RunFixtures.JOIN));

    private final SettableTime clock = new SettableTime(NOW);
    private final CountDownLatch gatewayAnswers = new CountDownLatch(1);
    private final CountDownLatch storeRecords = new CountDownLatch(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private Database database;
    private Warmups warmups;
    private Slow queue;
    private RunMetrics metrics;

    private final Gateway gateway = new Gateway() {
        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            if (call.method().equals("help.getConfig")) {
                return new Reply.Done(SampleConfigs.test());
            }
            awaited(gatewayAnswers);
            return new Reply.Done(Tl.object().build());
        }

        @Override
        public Reach reach() {
            return Reach.SANDBOX;
        }
    };

    private static final Visits VISITS = new GivenVisits(RunFixtures.VISIT, Pacing.DEFAULT);

    /** Nothing is recorded before {@code mayRecord}. Counts what is in hand, and the most that ever was. */
    private static final class Slow extends ForwardingQueue {
        private final CountDownLatch mayRecord;
        private final AtomicInteger inHand = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Slow(StepQueue queue, CountDownLatch mayRecord) {
            super(queue);
            this.mayRecord = mayRecord;
        }

        @Override
        public Batch claim(Lane lane, Instant now, int most) {
            Batch batch = super.claim(lane, now, most);
            int held = inHand.addAndGet(batch.claimed().size());
            this.most.accumulateAndGet(held, Math::max);
            return batch;
        }

        @Override
        public boolean complete(Claimed claimed, Transition transition, Instant now) {
            awaited(mayRecord);
            boolean recorded = super.complete(claimed, transition, now);
            inHand.decrementAndGet();
            return recorded;
        }
    }

    /** A new one. */
    abstract Database database() throws SQLException;

    @BeforeEach
    void open() throws SQLException {
        database = database();
        queue = new Slow(new JdbcStepQueue(database, Target.SANDBOX), storeRecords);
        warmups = warmups(queue, SLOTS);
        // Each look at them is two seconds after the one before, so that none is kept.
        metrics = new RunMetrics(warmups, database, () -> 0, () -> nanos.addAndGet(2_000_000_000));
        metrics.bindTo(registry);
    }

    private Warmups warmups(StepQueue of, int slots) {
        return new Warmups(
                new Warmups.Dependencies(
                        new JdbcRuns(database),
                        of,
                        new JdbcSessions(database),
                        ResourcePools.builtIn(),
                        VISITS,
                        gateway,
                        Target.SANDBOX,
                        new JdbcTargetState(database, Target.SANDBOX, clock),
                        clock,
                        () -> 0,
                        new Random(1),
                        _ -> "Anna"),
                new Warmups.Options(PlanRules.DEFAULT, Set.of(), 1, new Engine.Slots(1, slots)));
    }

    @AfterEach
    void close() {
        gatewayAnswers.countDown();
        storeRecords.countDown();
        warmups.close();
        database.close();
    }

    @Test
    void whileTheStoreIsSlowToRecordWhatIsDueWaitsAsRows() {
        gatewayAnswers.countDown();
        int due = 20_000;
        createTogether(1, due).forEach(SlowStoreTest::joined);
        warmups.start();
        await().atMost(PATIENCE).until(() -> warmups.tally().claims(Lane.STEPS) == SLOTS);
        clock.advance(A_WHILE);

        assertThat(warmups.lag(Lane.STEPS)).isEqualTo(A_WHILE);
        assertThat(gauge("heatup.due.lag")).isEqualTo(7.0);
        assertThat(gauge("heatup.in.flight.runs")).isEqualTo(SLOTS).isEqualTo(gauge("heatup.slots"));
        assertThat(registry.get("heatup.live.runs").gauge().value()).isEqualTo(due);
        assertThat(claims()).isEqualTo(SLOTS);
        assertThat(warmups.tally().claims(Lane.STEPS)).isEqualTo(SLOTS);
        assertThat(database.waitingWrites()).isLessThanOrEqualTo(1);
        assertThat(warmups.waiting()).isZero();

        storeRecords.countDown();
        awaitAllEnded(due);
    }

    @Test
    void whileTheWriterStandsItsQueueIsBoundedAndNothingMoreIsClaimed() {
        storeRecords.countDown();
        int due = 100;
        int more = Database.MAX_WAITING + 500;
        createTogether(1, due).forEach(SlowStoreTest::joined);
        warmups.start();
        await().atMost(PATIENCE).until(() -> warmups.tally().claims(Lane.STEPS) == SLOTS);
        CountDownLatch writerStands = new CountDownLatch(1);
        CountDownLatch writerGoesOn = new CountDownLatch(1);
        Thread.ofPlatform()
                .start(() -> database.write(_ -> {
                    writerStands.countDown();
                    awaited(writerGoesOn);
                    return true;
                }));
        awaited(writerStands);
        gatewayAnswers.countDown();
        List<Thread> callers = createTogether(due + 1, due + more);
        await().atMost(PATIENCE).until(() -> database.waitingWrites() == Database.MAX_WAITING);
        clock.advance(A_WHILE);

        assertThat(registry.get("heatup.writer.queue").gauge().value())
                .isEqualTo(Database.MAX_WAITING)
                .isEqualTo(registry.get("heatup.writer.queue.limit").gauge().value());
        assertThat(gauge("heatup.due.lag")).isEqualTo(7.0);
        assertThat(warmups.inFlight(Lane.STEPS)).isEqualTo(SLOTS);
        assertThat(warmups.tally().claims(Lane.STEPS)).isEqualTo(SLOTS);
        assertThat(claims()).isEqualTo(SLOTS);
        assertThat(callers).anyMatch(Thread::isAlive);

        writerGoesOn.countDown();
        callers.forEach(SlowStoreTest::joined);
        awaitAllEnded(due + more);
    }

    /** Another node, with more slots, helps. */
    private void awaitAllEnded(int runs) {
        try (Warmups wide = warmups(new JdbcStepQueue(database, Target.SANDBOX), 1000)) {
            wide.start();
            await().atMost(PATIENCE)
                    .until(() -> warmups.live() == 0
                            && warmups.tally().steps(StepStatus.SUCCEEDED)
                                            + wide.tally().steps(StepStatus.SUCCEEDED)
                                    == runs);
        }
        assertThat(queue.most.get()).isEqualTo(SLOTS);
        assertThat(claims()).isZero();
        assertThat(gauge("heatup.due.lag")).isZero();
    }

    /** Each caller creates one run. */
    private List<Thread> createTogether(int first, int last) {
        JdbcRuns runs = new JdbcRuns(database);
        List<Thread> callers = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            Run run = Run.create(id(i), order(new SessionId("s" + i), ONE_JOIN), NOW);
            callers.add(Thread.ofVirtual().start(() -> runs.create(run, null, SessionLimit.NONE)));
        }
        return callers;
    }

    private double gauge(String name) {
        return registry.get(name).tag("lane", "steps").gauge().value();
    }

    private int claims() {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM claim")) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
