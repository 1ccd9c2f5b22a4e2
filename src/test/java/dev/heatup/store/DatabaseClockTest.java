package dev.heatup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sqlite.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private Duration before = Duration.ZERO;
    private Duration after = Duration.ZERO;

    private final DatabaseClock clock = new DatabaseClock(this::sample, nanos::get);

    private Instant sample() {
        samples.incrementAndGet();
        if (away) {
            throw new StoreException("the database is away");
        }
        nanos.addAndGet(before.toNanos());
        databaseTime = databaseTime.plus(before);
        Instant time = databaseTime;
        nanos.addAndGet(after.toNanos());
        databaseTime = databaseTime.plus(after);
        return time;
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

    @Test
    void aSampleIsWrongByHalfOfWhatItTook() {
        before = DatabaseClock.QUICK;
        pass(MINUTE.plusNanos(1));

        assertThat(clock.instant()).isEqualTo(databaseTime.plus(DatabaseClock.QUICK.dividedBy(2)));
    }

    @Test
    void aSampleThatTookLongIsLeftForABetterOne() {
        before = Duration.ofSeconds(20);
        pass(MINUTE.plusNanos(1));

        assertThat(clock.instant()).isEqualTo(databaseTime);
        before = Duration.ZERO;
        pass(MINUTE);
        assertThat(clock.instant()).isEqualTo(databaseTime);
        assertThat(samples).hasValue(2);
        pass(Duration.ofNanos(1));
        assertThat(clock.instant()).isEqualTo(databaseTime);
        assertThat(samples).hasValue(3);
    }

    @Test
    void aFirstSampleThatTookLongIsTakenAgain() {
        before = Duration.ofSeconds(20);
        DatabaseClock started = new DatabaseClock(
                () -> {
                    Instant time = sample();
                    before = Duration.ZERO;
                    return time;
                },
                nanos::get);

        assertThat(started.instant()).isEqualTo(databaseTime);
    }

    @Test
    void whereEverySampleTakesLongTheNextIsTaken() {
        before = Duration.ofSeconds(3);
        after = Duration.ofSeconds(1);
        DatabaseClock slow = new DatabaseClock(this::sample, nanos::get);
        assertThat(slow.instant()).isEqualTo(databaseTime.plusSeconds(1));

        pass(MINUTE.plusNanos(1));
        databaseTime = databaseTime.plusSeconds(100);
        assertThat(slow.instant()).isEqualTo(databaseTime.plusSeconds(1));
    }

    @Test
    void whileOneAsksTheOthersGoOn() {
        List<Instant> seen = new ArrayList<>();
        DatabaseClock[] asked = new DatabaseClock[1];
        asked[0] = new DatabaseClock(
                () -> {
                    if (asked[0] != null) {
                        CompletableFuture.runAsync(() -> seen.add(asked[0].instant()))
                                .join();
                    }
                    return START;
                },
                nanos::get);
        pass(MINUTE.plusNanos(1));

        asked[0].instant();

        assertThat(seen).containsExactly(START.plus(MINUTE).plusNanos(1));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        databaseTime = databaseTime.plus(time);
    }
}
