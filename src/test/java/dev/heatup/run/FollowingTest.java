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
class FollowingTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Waiting waiting = new Waiting(System::nanoTime);
    private final MemoryRuns runs = new MemoryRuns(new MemorySessions(Session::unknown));

    @BeforeEach
    void create() {
        runs.create(given(1), null, SessionLimit.NONE);
    }

    private Following follow(int after) {
        return new Following(() -> runs.find(id(1)), waiting.watch(id(1)), after);
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
        try (Following following = follow(0)) {
            assertThat(following.next(LONG)).isEqualTo(events());
            assertThat(following.next(Duration.ZERO)).isEmpty();
            assertThat(following.isOver()).isFalse();
        }
    }

    @Test
    void whatThisNodeRecordsComesWhenItIsRecorded() throws Exception {
        try (Following following = follow(2)) {
            List<RunEvent> fresh = soon(() -> following.next(LONG), () -> {
                runs.cancel(id(1), NOW);
                waiting.changed(id(1));
            });

            assertThat(fresh).hasExactlyElementsOfTypes(RunEvent.Ended.class);
            assertThat(following.hasEnded()).isTrue();
            assertThat(following.next(LONG)).isEmpty();
        }
    }

    @Test
    void whatAnotherNodeRecordsComesWithoutAWord() throws Exception {
        try (Following following = follow(2)) {
            assertThat(soon(() -> following.next(LONG), () -> runs.cancel(id(1), NOW)))
                    .hasExactlyElementsOfTypes(RunEvent.Ended.class);
        }
    }

    @Test
    void aNumberBeyondWhatThereIsWaitsForItsTurn() throws Exception {
        try (Following following = follow(3)) {
            assertThat(following.next(Duration.ZERO)).isEmpty();
            StepQueue.Claimed claimed = runs.claim(Lane.STEPS, NOW, 1).claimed().getFirst();
            runs.complete(claimed, claimed.run().succeeded(NOW, NOW, NOW, RunFixtures.PAUSE, List.of()), NOW);
            assertThat(following.next(Duration.ZERO)).isEmpty();
            assertThat(following.isOver()).isFalse();
            runs.cancel(id(1), NOW);

            assertThat(following.next(Duration.ZERO)).isEqualTo(events().subList(3, 4));
        }
    }

    @Test
    void aDeletedRunHasNoFurtherEvents() throws Exception {
        try (Following following = follow(2)) {
            runs.cancel(id(1), NOW);
            runs.forget(NOW.plusSeconds(1), 1);

            assertThat(following.next(LONG)).isEmpty();
            assertThat(following.hasEnded()).isTrue();
        }
    }

    @Test
    void aDatabaseThatIsAwayEndsNothing() throws Exception {
        boolean[] away = {true};
        try (Following following = new Following(
                () -> {
                    if (away[0]) {
                        throw new StoreException("away", new IllegalStateException());
                    }
                    return runs.find(id(1));
                },
                waiting.watch(id(1)),
                0)) {
            assertThat(following.next(Duration.ZERO)).isEmpty();
            assertThat(following.isOver()).isFalse();
            away[0] = false;

            assertThat(following.next(LONG)).isEqualTo(events());
        }
    }

    @Test
    void aNodeThatStopsLetsGoOfEverybodyThoughRunsLive() throws Exception {
        try (Following following = follow(2)) {
            assertThat(soon(() -> following.next(LONG), waiting::close)).isEmpty();
            assertThat(following.isOver()).isTrue();
            assertThat(following.hasEnded()).isFalse();
        }
    }

    @Test
    void whoGoesAwayLeavesNothingBehind() throws Exception {
        try (Following staying = follow(2)) {
            try (Following leaving = follow(2)) {
                assertThat(leaving.next(Duration.ZERO)).isEmpty();
                assertThat(waiting.size()).isEqualTo(2);
            }
            assertThat(waiting.size()).isEqualTo(1);
            assertThat(soon(() -> staying.next(LONG), () -> runs.cancel(id(1), NOW)))
                    .hasSize(1);
        }
        assertThat(waiting.size()).isZero();
    }
}
