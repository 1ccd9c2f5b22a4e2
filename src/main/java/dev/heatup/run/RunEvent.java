package dev.heatup.run;

import dev.heatup.plan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something that became known of a run. Events are not stored: they follow from the run's story, and as a story only grows,
 * those of an earlier moment are the beginning of those of a later one. So an event's place, counted from 1, is its sequence
 * number: the same on every node, and after a crash.
 *
 * <pre>
 * created → planned → recorded, once for each step that was begun → ended
 * </pre>
 */
public sealed interface RunEvent {

    record Created(String runId, String sessionId, String pool, String strategy, long seed, Instant createdAt)
            implements RunEvent {}

    /**
     * There is a plan; from the beginning, when the caller gave it.
     *
     * @param fallbackReason why the fallback planned, null when it did not
     * @param actions all of them pending
     */
    record Planned(String planSource, @Nullable String fallbackReason, List<Report.Step> actions) implements RunEvent {}

    /** A step's outcome is known; it is over at {@code finishedAt}, which lies ahead while the person still reads. */
    record Recorded(Report.Step step) implements RunEvent {}

    /**
     * Nothing more will become known.
     *
     * @param error why the whole run was cut short, null when it was not
     */
    record Ended(
            String status,
            int totalActions,
            int successfulActions,
            int failedActions,
            List<String> joinedChannels,
            @Nullable Instant startedAt,
            Instant finishedAt,
            double durationSeconds,
            Report.Tokens usage,
            @Nullable Problem error)
            implements RunEvent {

        private static Ended of(Report report, Instant finishedAt) {
            return new Ended(
                    report.status(),
                    report.totalActions(),
                    report.successfulActions(),
                    report.failedActions(),
                    report.joinedChannels(),
                    report.startedAt(),
                    finishedAt,
                    report.durationSeconds(),
                    report.usage(),
                    report.error());
        }
    }

    /** All that is known of it, in order. */
    static List<RunEvent> of(Runs.Story story) {
        Run run = story.run();
        List<RunEvent> events = new ArrayList<>();
        events.add(new Created(
                run.id().value(),
                run.sessionId().value(),
                run.order().pool(),
                run.order().strategy(),
                run.order().seed(),
                run.times().createdAt()));
        Visit visit = run.visit();
        // What was read while the run went on may hold outcomes that are newer than the run beside them, or lack some.
        int known = Math.min(run.position().index(), story.outcomes().size());
        if (visit != null) {
            List<Action> actions = visit.plan().actions();
            events.add(planned(visit, actions));
            story.outcomes().stream()
                    .limit(known)
                    .map(outcome -> new Recorded(Report.Step.recorded(actions.get(outcome.step()), outcome)))
                    .forEach(events::add);
        }
        Instant finishedAt = run.times().finishedAt();
        if (finishedAt != null && known == run.position().index()) {
            events.add(Ended.of(Report.of(run, story.outcomes(), finishedAt), finishedAt));
        }
        return List.copyOf(events);
    }

    private static Planned planned(Visit visit, List<Action> actions) {
        return new Planned(
                visit.source().wireName(),
                visit.fallbackReason(),
                IntStream.range(0, actions.size())
                        .mapToObj(index -> Report.Step.pending(index, actions.get(index)))
                        .toList());
    }
}
