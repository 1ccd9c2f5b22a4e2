package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.SettableTime;
import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Duration KEEP = Duration.ofDays(30);

    private final SettableTime clock = new SettableTime(NOW);
    private final MemoryRuns runs = new MemoryRuns(new MemorySessions(Session::unknown));
    private final SynchronousQueue<Duration> slept = new SynchronousQueue<>();
    private final Semaphore mayGoOn = new Semaphore(0);
    private final BackgroundTask.Sleep sleeper = duration -> {
        slept.put(duration);
        mayGoOn.acquire();
    };

    @Test
    void whatEndedLongerAgoThanAskedIsDeletedAFewAtATime() throws Exception {
        int count = 2 * Retention.BATCH + 1;
        for (int i = 1; i <= count; i++) {
            runs.create(given(i), null, SessionLimit.NONE);
            runs.cancel(id(i), NOW);
        }
        runs.create(given(count + 1), null, SessionLimit.NONE);
        clock.advance(KEEP.plusMillis(1));

        try (Retention retention = new Retention(runs, KEEP, clock, sleeper)) {
            assertThat(slept.take()).isLessThan(Duration.ofSeconds(1));
            assertThat(retention.deleted()).isEqualTo(Retention.BATCH);
            nextSleep();
            nextSleep();
            assertThat(retention.deleted()).isEqualTo(count);
            assertThat(nextSleep()).isGreaterThan(Duration.ofMinutes(1));
        }
        assertThat(runs.find(id(count))).isEmpty();
        assertThat(runs.find(id(count + 1))).isPresent();
    }

    @Test
    void itGoesOnLookingAsTimeGoesBy() throws Exception {
        runs.create(given(1), null, SessionLimit.NONE);
        runs.cancel(id(1), NOW);

        try (Retention retention = new Retention(runs, KEEP, clock, sleeper)) {
            slept.take();
            assertThat(nextSleep()).isGreaterThan(Duration.ofMinutes(1));
            assertThat(retention.deleted()).isZero();
            clock.advance(KEEP.plusMillis(1));
            nextSleep();
            assertThat(retention.deleted()).isEqualTo(1);
        }
    }

    private Duration nextSleep() throws InterruptedException {
        mayGoOn.release();
        return slept.take();
    }
}
