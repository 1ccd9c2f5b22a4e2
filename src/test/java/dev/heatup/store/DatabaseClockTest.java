package dev.heatup.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger samples = new AtomicInteger();
    private Instant databaseTime = START;
    private boolean away;

    private final DatabaseClock clock = new DatabaseClock(this::sample, nanos::get);

    private Instant sample() {
        samples.incrementAndGet();
        if (away) {
            throw new StoreException("the database is away");
        }
        return databaseTime;
    }

    @Test
    void aSampleIsCarriedForwardForAMinute() {
        nanos.addAndGet(MINUTE.toNanos());

        assertThat(clock.instant()).isEqualTo(START.plus(MINUTE));
        assertThat(samples).hasValue(1);
    }

    @Test
    void afterAMinuteTheDatabaseIsAskedAgain() {
        nanos.addAndGet(MINUTE.toNanos() + 1);
        databaseTime = START.plusSeconds(90);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
        nanos.addAndGet(1_000_000);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(90).plusMillis(1));
        assertThat(samples).hasValue(2);
    }

    @Test
    void whileTheDatabaseIsAwayTheOldSampleGoesOn() {
        away = true;
        nanos.addAndGet(MINUTE.toNanos() * 2);

        assertThat(clock.instant()).isEqualTo(START.plus(MINUTE).plus(MINUTE));
        nanos.addAndGet(MINUTE.toNanos());
        assertThat(clock.instant()).isEqualTo(START.plus(MINUTE.multipliedBy(3)));
        assertThat(samples).hasValue(2);
    }
}
