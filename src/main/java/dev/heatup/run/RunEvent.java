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
    record Planned(String planSource, @Nullable String fallbackReason, List<RunReport.Step> actions)
            implements RunEvent {}

    /** A step's outcome is known; it is over at {@code finishedAt}, which lies ahead while the person still reads. */
    record Recorded(RunReport.Step step) implements RunEvent {}

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
            RunReport.Tokens usage,
            @Nullable StepProblem error)
            implements RunEvent {

        private static Ended of(RunReport runReport, Instant finishedAt) {
            return new Ended(
                    runReport.status(),
                    runReport.totalActions(),
                    runReport.successfulActions(),
                    runReport.failedActions(),
                    runReport.joinedChannels(),
                    runReport.startedAt(),
                    finishedAt,
                    runReport.durationSeconds(),
                    runReport.usage(),
                    runReport.error());
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
        PlannedVisit plannedVisit = run.visit();
        // What was read while the run went on may hold outcomes that are newer than the run beside them, or lack some.
        int known = Math.min(run.position().index(), story.outcomes().size());
        if (plannedVisit != null) {
            List<Action> actions = plannedVisit.plan().actions();
            events.add(planned(plannedVisit, actions));
            story.outcomes().stream()
                    .limit(known)
                    .map(stepOutcome ->
                            new Recorded(RunReport.Step.recorded(actions.get(stepOutcome.step()), stepOutcome)))
                    .forEach(events::add);
        }
        Instant finishedAt = run.times().finishedAt();
        if (finishedAt != null && known == run.position().index()) {
            events.add(Ended.of(RunReport.of(run, story.outcomes(), finishedAt), finishedAt));
        }
        return List.copyOf(events);
    }

    private static Planned planned(PlannedVisit plannedVisit, List<Action> actions) {
        return new Planned(
                plannedVisit.source().wireName(),
                plannedVisit.fallbackReason(),
                IntStream.range(0, actions.size())
                        .mapToObj(index -> RunReport.Step.pending(index, actions.get(index)))
                        .toList());
    }
}
