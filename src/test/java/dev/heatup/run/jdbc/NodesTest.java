package dev.heatup.run.jdbc;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.id;
import static dev.heatup.run.RunFixtures.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.channel.Username;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.gateway.SampleConfigs;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanRules;
import dev.heatup.run.Engine;
import dev.heatup.run.ForwardingQueue;
import dev.heatup.run.GivenVisits;
import dev.heatup.run.Lane;
import dev.heatup.run.Run;
import dev.heatup.run.RunFixtures;
import dev.heatup.run.RunId;
import dev.heatup.run.RunStatus;
import dev.heatup.run.Runs.Filter;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.StepPhase;
import dev.heatup.run.StepQueue;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Target;
import dev.heatup.run.Visits;
import dev.heatup.run.Warmups;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import dev.heatup.store.SharedPostgres;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several nodes on one PostgreSQL. Their time stands still, so no claim ever runs out: what a node left claimed would stay so,
 * and its run would never end.
 */
@Timeout(300)
class NodesTest {

    private static final int SLOTS = 4;
    private static final int RUNS = 200;
    private static final int ALL = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Plan JOINS = Plan.recorded(Stream.of("hu_city_news", "hu_world_brief", "hu_gadget_shelf")
            .<Action>map(name -> new Action.JoinChannel(new Username(name), "Have a look"))
            .toList());
    private static final int STEPS = RUNS * JOINS.size();

    private final SettableTime clock = new SettableTime(NOW);
    private final Semaphore answers = new Semaphore(0, true);
    private final List<Node> nodes = new ArrayList<>();
    private String url;
    private Database database;

    /** Each join takes one of {@link #answers}. */
    private final Gateway gateway = new Gateway() {
        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            if (call.method().equals("help.getConfig")) {
                return new Reply.Done(SampleConfigs.test());
            }
            answers.acquireUninterruptibly();
            return new Reply.Done(Tl.object().build());
        }

        @Override
        public Reach reach() {
            return Reach.SANDBOX;
        }
    };

    private static final Visits VISITS =
            new GivenVisits(RunFixtures.VISIT, new Pacing(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0));

    /** What it claims is noted. */
    private final class Node implements AutoCloseable {
        private final Database database = Database.postgresql(url, SharedPostgres.USER, null);
        private final Noted queue =
                new Noted(new JdbcStepQueue(database, Target.SANDBOX), new ConcurrentLinkedQueue<>());
        private final Warmups warmups = new Warmups(
                new Warmups.Dependencies(
                        new JdbcRuns(database),
                        queue,
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
                new Warmups.Options(PlanRules.DEFAULT, Set.of(), 1, new Engine.Slots(1, SLOTS)));

        private boolean left;

        Node() {
            warmups.start();
        }

        boolean isFull() {
            return warmups.inFlight(Lane.STEPS) == SLOTS && queue.claimed.size() - recorded() == SLOTS;
        }

        long recorded() {
            return warmups.tally().steps(StepStatus.SUCCEEDED);
        }

        void leave() {
            left = true;
            warmups.close();
        }

        @Override
        public void close() {
            if (!left) {
                leave();
            }
            database.close();
        }
    }

    private static final class Noted extends ForwardingQueue {
        private final ConcurrentLinkedQueue<Claimed> claimed;

        Noted(StepQueue queue, ConcurrentLinkedQueue<Claimed> claimed) {
            super(queue);
            this.claimed = claimed;
        }

        @Override
        public Batch claim(Lane lane, Instant now, int most) {
            Batch batch = super.claim(lane, now, most);
            claimed.addAll(batch.claimed());
            return batch;
        }
    }

    @BeforeEach
    void open() throws SQLException {
        url = SharedPostgres.freshDatabase();
        database = Database.postgresql(url, SharedPostgres.USER, null);
    }

    @AfterEach
    void close() {
        answers.release(ALL);
        nodes.forEach(Node::close);
        database.close();
    }

    @Test
    void whatIsDueIsSpreadOverTheNodesAndNothingElseIsClaimed() {
        int due = 3 * SLOTS;
        create(1, due, NOW);
        create(due + 1, due + 10, NOW.plusSeconds(60));
        start(3);
        awaitHeld(0);

        assertThat(nodes).allSatisfy(node -> assertThat(node.queue.claimed).hasSize(SLOTS));
        assertThat(claimed())
                .extracting(claimed -> claimed.run().id())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, due).mapToObj(RunFixtures::id).toList());
        assertThat(claims()).hasSize(due);
    }

    @Test
    void eachStepIsClaimedByOneNodeOnce() {
        create(1, RUNS, NOW);
        start(3);
        awaitHeld(0);
        assertThat(claimed()).hasSize(3 * SLOTS);

        answers.release(ALL);
        awaitAllEnded();

        assertThat(nodes).allSatisfy(node -> assertThat(node.recorded()).isPositive());
        assertEachStepHappenedOnce();
    }

    @Test
    void nodesJoinAndLeaveAndNothingWaitsForAClaimToRunOut() {
        create(1, RUNS, NOW);
        start(2);
        Node leaving = nodes.getFirst();
        awaitHeld(0);
        answers.release(STEPS / 4);
        awaitHeld(STEPS / 4);
        start(1);
        Node joining = nodes.getLast();
        answers.release(STEPS / 4);
        awaitHeld(STEPS / 2);

        Thread stop = Thread.ofPlatform().start(leaving::leave);
        await().atMost(PATIENCE).until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        answers.release(3 * SLOTS);
        await().atMost(PATIENCE).until(() -> !stop.isAlive());

        assertThat(leaving.queue.claimed).hasSize((int) leaving.recorded());
        assertThat(claims())
                .doesNotContainAnyElementsOf(
                        leaving.queue.claimed.stream().map(NodesTest::mark).toList());
        await().atMost(PATIENCE).until(() -> recorded() == STEPS / 2 + 3 * SLOTS && joining.isFull());
        long untilItLeft = joining.recorded();
        answers.release(ALL);
        awaitAllEnded();

        assertThat(joining.recorded()).isGreaterThan(untilItLeft);
        assertEachStepHappenedOnce();
    }

    private void start(int count) {
        for (int i = 0; i < count; i++) {
            nodes.add(new Node());
        }
    }

    /** Until all work in all their slots and, for want of more answers, stay so. */
    private void awaitHeld(long answered) {
        await().atMost(PATIENCE)
                .until(() -> recorded() == answered && nodes.stream().allMatch(Node::isFull));
    }

    private void awaitAllEnded() {
        await().atMost(PATIENCE).until(() -> new JdbcRuns(database).live() == 0 && recorded() >= STEPS);
    }

    private long recorded() {
        return nodes.stream().mapToLong(Node::recorded).sum();
    }

    private void create(int first, int last, Instant due) {
        JdbcRuns runs = new JdbcRuns(database);
        for (int i = first; i <= last; i++) {
            runs.create(Run.create(id(i), order(new SessionId("s" + i), JOINS), due), null, SessionLimit.NONE);
        }
    }

    private List<StepQueue.Claimed> claimed() {
        return nodes.stream().flatMap(node -> node.queue.claimed.stream()).toList();
    }

    private record Step(RunId run, int index) {}

    private void assertEachStepHappenedOnce() {
        assertThat(claimed())
                .hasSize(STEPS)
                .allMatch(claimed -> claimed.run().position().phase() == StepPhase.ACTING)
                .extracting(claimed ->
                        new Step(claimed.run().id(), claimed.run().position().index()))
                .doesNotHaveDuplicates();
        assertThat(recorded()).isEqualTo(STEPS);
        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.warmups.tally().steps(StepStatus.UNKNOWN)).isZero();
            assertThat(node.warmups.tally().tooLate()).isZero();
        });
        assertThat(new JdbcRuns(database).list(new Filter(null, null, null, RUNS + 1)))
                .hasSize(RUNS)
                .allSatisfy(story -> {
                    assertThat(story.run().status()).isEqualTo(RunStatus.COMPLETED);
                    assertThat(story.run().position().token()).isEqualTo(JOINS.size());
                    assertThat(story.outcomes()).extracting(StepOutcome::step).containsExactly(0, 1, 2);
                    assertThat(story.outcomes()).allMatch(stepOutcome -> stepOutcome.status() == StepStatus.SUCCEEDED);
                });
        assertThat(claims()).isEmpty();
    }

    private static String mark(StepQueue.Claimed claimed) {
        return claimed.number() + " " + claimed.run().position().token();
    }

    /** What is claimed now, as {@link #mark} writes it. */
    private List<String> claims() {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT run_number, token FROM claim")) {
                List<String> claims = new ArrayList<>();
                while (rows.next()) {
                    claims.add(rows.getLong(1) + " " + rows.getLong(2));
                }
                return claims;
            }
        });
    }
}
