package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Personas;
import dev.heatup.plan.Action;
import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.run.Engine;
import dev.heatup.run.RunStatus;
import dev.heatup.run.Runs.Filter;
import dev.heatup.run.Runs.Story;
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
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.session.SessionId;
import dev.heatup.store.Database;
import dev.heatup.strategy.Strategy;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand sessions at once, a thousand times as fast, through a gateway that loses answers. */
class ManyRunsTest {

    private static final int SESSIONS = 1000;
    private static final double SPEED = 1000;

    /** Every so many effects, the first answer is lost after the effect happened. */
    private static final int LOST = 10;

    @TempDir
    Path folder;

    private final Pools pools = ResourcePools.builtIn();
    private Sandbox sandbox;
    private Database database;
    private Warmups warmups;

    /** Performs every call and forgets some of the answers, by the call's name. */
    private record ForgetfulGateway(Gateway gateway, Set<String> forgotten) implements Gateway {

        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            Reply reply = gateway.call(caller, call, patience);
            boolean lost = call.clientId()
                    .filter(id -> Math.floorMod(id.hashCode(), LOST) == 0)
                    .filter(forgotten::add)
                    .isPresent();
            return lost ? new Reply.Unknown("lost") : reply;
        }

        @Override
        public Reach reach() {
            return gateway.reach();
        }
    }

    @BeforeEach
    void open() {
        Pool pool = pools.find(Pools.DEFAULT).orElseThrow();
        sandbox = Sandbox.open(SqliteEventLog.open(folder, 7L, () -> 7), List.of(pool), InstantSource.system(), SPEED);
        database = Database.sqlite(folder);
        JdbcSessions sessions = new JdbcSessions(database);
        OfflinePlanner planner = new OfflinePlanner();
        Strategy strategy = new Strategy(
                Strategy.DEFAULT,
                new PlanProvider(planner, planner, System::nanoTime),
                new MoveProvider(new OfflineWriter(), new OfflineWriter()),
                Pacing.DEFAULT);
        StrategyVisits visits =
                new StrategyVisits(Map.of(strategy.name(), strategy), pools, sessions, PlanRules.DEFAULT, Personas::of);
        warmups = new Warmups(
                new Warmups.Dependencies(
                        new JdbcRuns(database),
                        new JdbcStepQueue(database, Target.SANDBOX),
                        sessions,
                        pools,
                        visits,
                        new ForgetfulGateway(new InProcessGateway(sandbox), ConcurrentHashMap.newKeySet()),
                        Target.SANDBOX,
                        new JdbcTargetState(database, Target.SANDBOX, InstantSource.system()),
                        InstantSource.system(),
                        System::nanoTime,
                        new SecureRandom(),
                        run -> visits.persona(run.order()).name()),
                new Warmups.Options(PlanRules.DEFAULT, visits.strategies(), SPEED, new Engine.Slots(64, 256)));
    }

    @AfterEach
    void close() {
        warmups.close();
        database.close();
        sandbox.close();
    }

    @Test
    void allEndAndNoEffectIsLostOrDoubled() throws Exception {
        warmups.start();
        requestAll();
        await().atMost(Duration.ofMinutes(5)).until(() -> warmups.live() == 0);

        List<Story> stories = new JdbcRuns(database).list(new Filter(null, null, null, SESSIONS + 1));
        assertThat(stories).hasSize(SESSIONS);
        assertThat(stories).allSatisfy(ManyRunsTest::everyStepSucceededOnce);
        assertThat(joinsInTheSandbox()).containsExactlyInAnyOrderElementsOf(joinsOf(stories));
    }

    private void requestAll() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Warmups.Answer>> answers = IntStream.range(0, SESSIONS)
                    .mapToObj(i -> callers.submit(() -> warmups.request(
                            new Warmups.Request(new SessionId("s" + i), null, null, (long) i, null, null), null)))
                    .toList();
            for (Future<Warmups.Answer> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Warmups.Answer.Accepted.class);
            }
        }
    }

    private static void everyStepSucceededOnce(Story story) {
        assertThat(story.run().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(story.outcomes().stream().map(stepOutcome -> stepOutcome.step()))
                .containsExactlyElementsOf(
                        IntStream.range(0, story.run().position().index())
                                .boxed()
                                .toList());
        assertThat(story.outcomes()).allMatch(stepOutcome -> stepOutcome.status() == StepStatus.SUCCEEDED);
    }

    /** Who joined what, and in which step of which run. */
    private record Join(String session, String channel, String clientId) {}

    private static List<Join> joinsOf(List<Story> stories) {
        return stories.stream()
                .flatMap(story -> {
                    Plan plan = Objects.requireNonNull(story.run().visit()).plan();
                    return IntStream.range(0, plan.size())
                            .filter(i -> plan.actions().get(i) instanceof Action.JoinChannel)
                            .mapToObj(i -> new Join(
                                    story.run().sessionId().value(),
                                    ((Action.JoinChannel) plan.actions().get(i))
                                            .channel()
                                            .value(),
                                    story.run().id() + "/" + i + "/0"));
                })
                .collect(Collectors.toList());
    }

    private List<Join> joinsInTheSandbox() {
        List<Join> joins = new ArrayList<>();
        long after = 0;
        List<Event> page;
        do {
            page = sandbox.events(after, 1000).join();
            for (Event event : page) {
                after = event.seq();
                if (event.effect() instanceof Effect.Joined joined) {
                    joins.add(new Join(
                            event.actor().toString(),
                            joined.chat().toString(),
                            String.valueOf(event.cause().clientId())));
                }
            }
        } while (!page.isEmpty());
        return joins;
    }
}
