package dev.heatup.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.run.ForwardingRuns;
import dev.heatup.run.IdleWarmups;
import dev.heatup.run.MemoryRuns;
import dev.heatup.run.Runs;
import dev.heatup.run.TargetState;
import dev.heatup.run.web.HealthController.Check;
import dev.heatup.run.web.HealthController.Health;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class HealthControllerTest {

    private final MemorySessions sessions = new MemorySessions(Session::unknown);
    private final MemoryRuns runs = new MemoryRuns(sessions);
    private final CountDownLatch isBack = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();

    /** Nobody knows whether it will answer. */
    private final Runs away = new ForwardingRuns(runs) {
        @Override
        public long live() {
            looks.incrementAndGet();
            try {
                isBack.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 7;
        }
    };

    private HealthController health(Duration patience) {
        return new HealthController(
                IdleWarmups.of(away, runs, sessions, () -> Instant.EPOCH), "1", "offline", patience);
    }

    @Test
    void whileTheDatabaseDoesNotAnswerThatIsSaidAllTheSame() {
        HealthController health = health(Duration.ofMillis(20));

        for (int i = 0; i < 3; i++) {
            ResponseEntity<Health> answer = health.health();

            assertThat(answer.getStatusCode().value()).isEqualTo(503);
            assertThat(Objects.requireNonNull(answer.getBody()).checks().values())
                    .extracting(Check::status)
                    .containsExactly("DOWN", "UP", "DOWN", "UP");
        }
        assertThat(looks).hasValue(1);
        isBack.countDown();
    }

    @Test
    void worldsThatAreClosedAreNamedAtOnceAndOnlyTheMainOneIsADefect() {
        isBack.countDown();
        runs.latch(new TargetState.Latch("ann", "no test network", Instant.EPOCH));

        assertThat(gateway(Map.of("", "event 7 failed")))
                .isEqualTo(Check.down("the sandbox is closed: event 7 failed"));
        Check without = gateway(Map.of());
        Check named = gateway(Map.of("ci-7", "event 9 failed"));
        assertThat(named.status()).isEqualTo(without.status());
        assertThat(named.detail()).isEqualTo(without.detail() + "; the world ci-7 is closed: event 9 failed");
    }

    private Check gateway(Map<String, String> closed) {
        HealthController health = new HealthController(
                IdleWarmups.of(away, runs, sessions, runs, () -> Instant.EPOCH),
                "1",
                "offline",
                Duration.ofSeconds(60),
                () -> closed);
        return Objects.requireNonNull(
                Objects.requireNonNull(health.health().getBody()).checks().get("gateway"));
    }

    @Test
    void whoLooksLaterIsToldOfALaterLook() {
        isBack.countDown();
        HealthController health = health(Duration.ofSeconds(60));

        for (int i = 1; i <= 2; i++) {
            assertThat(Objects.requireNonNull(health.ready().getBody()).checks().get("database"))
                    .isEqualTo(Check.up("7 live runs"));
            assertThat(looks).hasValue(i);
        }
    }
}
