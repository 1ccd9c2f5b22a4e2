package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.app.EventReader.Told;
import dev.heatup.app.RunningService.Answer;
import dev.heatup.pace.Pacing;
import dev.heatup.store.SharedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL: one carries runs out, and the other is asked about them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterEventsTest {

    private static final String TWO_JOINS =
            "[" + GivenPlans.join("hu_city_news") + "," + GivenPlans.join("hu_world_brief") + "]";

    @TempDir
    static Path folder;

    private static final FakeTestNetwork NETWORK = new FakeTestNetwork();
    private static RunningService worker;
    private static RunningService other;

    @BeforeAll
    static void start() throws SQLException {
        String database = SharedPostgres.freshDatabase()
                .replaceFirst("jdbc:postgresql://", "postgres://" + SharedPostgres.USER + "@");
        String[] settings = {"TELEGRAM_API_BASE_URL", NETWORK.url(), "DATABASE_URL", database};
        worker = RunningService.start(folder, settings);
        other = RunningService.idle(folder, settings);
    }

    @AfterAll
    static void stop() {
        other.close();
        worker.close();
        NETWORK.close();
    }

    @Test
    void aStreamThatBreaksOffAtEveryEventIsResumedAtTheOtherNodeWithoutGapOrRepeat() {
        // Before a gateway pauses are what they are; this one is short.
        long seed = LongStream.range(0, 200)
                .boxed()
                .min(Comparator.comparing(candidate -> Pacing.DEFAULT.pauseAfter(candidate, 0)))
                .orElseThrow();
        String run = other.post("/warmup/wanderer", "{\"seed\": " + seed + ", \"plan\": " + TWO_JOINS + "}")
                .field("run_id");
        List<Told> told = new ArrayList<>();
        while (told.isEmpty() || !told.getLast().event().equals("ended")) {
            RunningService next = told.size() % 2 == 0 ? other : worker;
            try (EventReader events = next.follow(run, "", "Last-Event-ID", Integer.toString(told.size()))) {
                told.addAll(events.next(1));
            }
        }

        assertThat(told).extracting(Told::event).containsExactly("created", "planned", "step", "step", "ended");
        assertThat(told).isEqualTo(all(worker, run)).isEqualTo(all(other, run));
    }

    @Test
    void aRunIsFollowedAndCancelledThroughTheNodeThatDoesNotCarryItOut() {
        CountDownLatch joins = NETWORK.holds("join_chat");
        String run = worker.begin("distant", TWO_JOINS);
        Awaitility.await().atMost(RunningService.PATIENCE).until(() -> joinsOf("distant") > 0);
        try (EventReader events = other.follow(run, "")) {
            List<Told> told = new ArrayList<>(events.next(2));
            CompletableFuture<Answer> cancelled =
                    CompletableFuture.supplyAsync(() -> other.post("/runs/" + run + "/cancel"));
            joins.countDown();
            told.addAll(events.rest());

            assertThat(cancelled.join().status()).isEqualTo(200);
            assertThat(cancelled.join().field("status")).isEqualTo("cancelled");
            assertThat(told).extracting(Told::event).containsExactly("created", "planned", "step", "ended");
            assertThat(told.get(2).data().path("status").asString()).isEqualTo("succeeded");
            assertThat(told.getLast().data().path("status").asString()).isEqualTo("cancelled");
            assertThat(told).isEqualTo(all(worker, run));
            assertThat(joinsOf("distant")).isEqualTo(1);
        }
    }

    private static long joinsOf(String session) {
        return NETWORK.calls("join_chat").stream()
                .filter(call -> call.session().equals(session))
                .count();
    }

    private static List<Told> all(RunningService node, String run) {
        try (EventReader events = node.follow(run, "")) {
            return events.rest();
        }
    }
}
