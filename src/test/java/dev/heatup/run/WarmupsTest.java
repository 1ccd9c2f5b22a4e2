package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WarmupsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whoComesWhenTooManyWaitIsToldHowItIsNow() throws Exception {
        MemorySessions sessions = new MemorySessions(Session::unknown);
        MemoryRuns runs = new MemoryRuns(sessions);
        runs.create(given(1), null, SessionLimit.NONE);
        List<Future<Boolean>> waiting = new ArrayList<>();
        try (Warmups warmups = IdleWarmups.of(runs, runs, sessions, () -> NOW);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Warmups.MAX_WAITING; i++) {
                waiting.add(threads.submit(() -> warmups.awaitEnd(id(1), PATIENCE)));
            }
            await().atMost(PATIENCE).until(() -> warmups.waiting() == Warmups.MAX_WAITING);

            assertThat(warmups.awaitEnd(id(1), PATIENCE)).isFalse();

            runs.cancel(id(1), NOW);
            for (Future<Boolean> one : waiting) {
                assertThat(one.get()).isTrue();
            }
            assertThat(warmups.awaitEnd(id(1), PATIENCE)).isTrue();
        }
    }
}
