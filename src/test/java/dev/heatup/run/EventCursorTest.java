package dev.heatup.run;

import static dev.heatup.run.RunFixtures.NOW;
import static dev.heatup.run.RunFixtures.given;
import static dev.heatup.run.RunFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.session.MemorySessions;
import dev.heatup.session.Session;
import dev.heatup.sqlite.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers of a run whose plan was given: created and planned are there, and its end comes with its cancel. */
class EventCursorTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final RunWaiters runWaiters = new RunWaiters(System::nanoTime);
    private final MemoryRuns runs = new MemoryRuns(new MemorySessions(Session::unknown));

    @BeforeEach
    void create() {
        runs.create(given(1), null, SessionLimit.NONE);
    }

    private EventCursor follow(int after) {
        return new EventCursor(() -> runs.find(id(1)), runWaiters.watch(id(1)), after);
    }

    private List<RunEvent> events() {
        return RunEvent.of(runs.find(id(1)).orElseThrow());
    }

    private static List<RunEvent> soon(Callable<List<RunEvent>> next, Runnable meanwhile) throws Exception {
        FutureTask<List<RunEvent>> answer = new FutureTask<>(next);
        Thread.ofVirtual().start(answer);
        meanwhile.run();
        return answer.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whatIsKnownComesAtOnceAndOnlyOnce() throws Exception {
        try (EventCursor eventCursor = follow(0)) {
            assertThat(eventCursor.next(LONG)).isEqualTo(events());
            assertThat(eventCursor.next(Duration.ZERO)).isEmpty();
            assertThat(eventCursor.isOver()).isFalse();
        }
    }

    @Test
    void whatThisNodeRecordsComesWhenItIsRecorded() throws Exception {
        try (EventCursor eventCursor = follow(2)) {
            List<RunEvent> fresh = soon(() -> eventCursor.next(LONG), () -> {
                runs.cancel(id(1), NOW);
                runWaiters.changed(id(1));
            });

            assertThat(fresh).hasExactlyElementsOfTypes(RunEvent.Ended.class);
            assertThat(eventCursor.hasEnded()).isTrue();
            assertThat(eventCursor.next(LONG)).isEmpty();
        }
    }

    @Test
    void whatAnotherNodeRecordsComesWithoutAWord() throws Exception {
        try (EventCursor eventCursor = follow(2)) {
            assertThat(soon(() -> eventCursor.next(LONG), () -> runs.cancel(id(1), NOW)))
                    .hasExactlyElementsOfTypes(RunEvent.Ended.class);
        }
    }

    @Test
    void aNumberBeyondWhatThereIsWaitsForItsTurn() throws Exception {
        try (EventCursor eventCursor = follow(3)) {
            assertThat(eventCursor.next(Duration.ZERO)).isEmpty();
            StepQueue.Claimed claimed = runs.claim(Lane.STEPS, NOW, 1).claimed().getFirst();
            runs.complete(claimed, claimed.run().succeeded(NOW, NOW, NOW, RunFixtures.PAUSE, List.of()), NOW);
            assertThat(eventCursor.next(Duration.ZERO)).isEmpty();
            assertThat(eventCursor.isOver()).isFalse();
            runs.cancel(id(1), NOW);

            assertThat(eventCursor.next(Duration.ZERO)).isEqualTo(events().subList(3, 4));
        }
    }

    @Test
    void aDeletedRunHasNoFurtherEvents() throws Exception {
        try (EventCursor eventCursor = follow(2)) {
            runs.cancel(id(1), NOW);
            runs.forget(NOW.plusSeconds(1), 1);

            assertThat(eventCursor.next(LONG)).isEmpty();
            assertThat(eventCursor.hasEnded()).isTrue();
        }
    }

    @Test
    void aDatabaseThatIsAwayEndsNothing() throws Exception {
        boolean[] away = {true};
        try (EventCursor eventCursor = new EventCursor(
                () -> {
                    if (away[0]) {
                        throw new StoreException("away", new IllegalStateException());
                    }
                    return runs.find(id(1));
                },
                runWaiters.watch(id(1)),
                0)) {
            assertThat(eventCursor.next(Duration.ZERO)).isEmpty();
            assertThat(eventCursor.isOver()).isFalse();
            away[0] = false;

            assertThat(eventCursor.next(LONG)).isEqualTo(events());
        }
    }

    @Test
    void aNodeThatStopsLetsGoOfEverybodyThoughRunsLive() throws Exception {
        try (EventCursor eventCursor = follow(2)) {
            assertThat(soon(() -> eventCursor.next(LONG), runWaiters::close)).isEmpty();
            assertThat(eventCursor.isOver()).isTrue();
            assertThat(eventCursor.hasEnded()).isFalse();
        }
    }

    @Test
    void whoGoesAwayLeavesNothingBehind() throws Exception {
        try (EventCursor staying = follow(2)) {
            try (EventCursor leaving = follow(2)) {
                assertThat(leaving.next(Duration.ZERO)).isEmpty();
                assertThat(runWaiters.size()).isEqualTo(2);
            }
            assertThat(runWaiters.size()).isEqualTo(1);
            assertThat(soon(() -> staying.next(LONG), () -> runs.cancel(id(1), NOW)))
                    .hasSize(1);
        }
        assertThat(runWaiters.size()).isZero();
    }
}
