package dev.heatup.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Looks at runs, and waits for what becomes of them. Thread-safe. */
final class RunQueries {

    private final Runs runs;
    private final InstantSource clock;
    private final RunWaiters runWaiters;
    private final Semaphore places = new Semaphore(Warmups.MAX_WAITING);

    RunQueries(Runs runs, InstantSource clock, RunWaiters runWaiters) {
        this.runs = runs;
        this.clock = clock;
        this.runWaiters = runWaiters;
    }

    Optional<RunReport> report(RunId id) {
        return runs.find(id).map(story -> RunReport.of(story.run(), story.outcomes(), clock.instant()));
    }

    List<RunReport> reports(Runs.Filter filter) {
        Instant now = clock.instant();
        return runs.list(filter).stream()
                .map(story -> RunReport.of(story.run(), story.outcomes(), now))
                .toList();
    }

    /** Whether the run has ended within {@code patience}; without waiting when there is no place left. */
    boolean awaitEnd(RunId id, Duration patience) throws InterruptedException {
        boolean hasPlace = places.tryAcquire();
        try (RunWaiters.Watch watch = runWaiters.watch(id)) {
            return watch.await(hasPlace ? patience : Duration.ZERO, () -> hasEnded(id));
        } finally {
            if (hasPlace) {
                places.release();
            }
        }
    }

    private boolean hasEnded(RunId id) {
        return runs.find(id).map(story -> !story.run().status().isLive()).orElse(true);
    }

    Optional<EventCursor> follow(RunId id, int after) {
        return runs.find(id).map(_ -> new EventCursor(() -> runs.find(id), runWaiters.watch(id), after));
    }
}
