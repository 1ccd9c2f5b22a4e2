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
    private final Waiting waiting;
    private final Semaphore places = new Semaphore(Warmups.MOST_WAITING);

    RunQueries(Runs runs, InstantSource clock, Waiting waiting) {
        this.runs = runs;
        this.clock = clock;
        this.waiting = waiting;
    }

    Optional<Report> report(RunId id) {
        return runs.find(id).map(story -> Report.of(story.run(), story.outcomes(), clock.instant()));
    }

    List<Report> reports(Runs.Filter filter) {
        Instant now = clock.instant();
        return runs.list(filter).stream()
                .map(story -> Report.of(story.run(), story.outcomes(), now))
                .toList();
    }

    /** Whether the run has ended within {@code patience}; without waiting when there is no place left. */
    boolean awaitEnd(RunId id, Duration patience) throws InterruptedException {
        boolean hasPlace = places.tryAcquire();
        try (Waiting.Watch watch = waiting.watch(id)) {
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

    Optional<Following> follow(RunId id, int after) {
        return runs.find(id).map(_ -> new Following(() -> runs.find(id), waiting.watch(id), after));
    }
}
