package dev.heatup.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatup.run.IdleWarmups;
import dev.heatup.run.MemoryRuns;
import dev.heatup.run.Warmups;
import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.sqlite.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SettableTime time = new SettableTime(MORNING);
    private final MemorySessions sessions = new MemorySessions(Session::unknown);
    private final MemoryRuns runs = new MemoryRuns(sessions);
    private final Residents residents =
            new Residents(CrowdWorlds.of(7, CrowdWorlds.people(50), CrowdWorlds.group("village", 1)));

    @Test
    void peopleGoOnComingAfterTheDatabaseWasAway() {
        AtomicInteger refused = new AtomicInteger();
        // Each visit that begins is told the time, which is the database's.
        Warmups warmups = IdleWarmups.of(runs, runs, sessions, () -> {
            if (refused.getAndIncrement() < 3) {
                throw new StoreException("the database can't be reached");
            }
            return time.instant();
        });

        try (Crowd _ = new Crowd(() -> Optional.of(residents), warmups, time::instant, 60, this::pass)) {
            await().atMost(PATIENCE).until(() -> runs.live() > 5);
            assertThat(refused.get()).isGreaterThan(5);
        }
    }

    /** A minute of the world in a second, and both in no time. */
    private void pass(Duration real) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        time.advance(real.multipliedBy(60));
    }
}
