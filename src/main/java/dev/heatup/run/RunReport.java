package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.plan.ActionValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as its users see it, live or ended. Times are real, {@code durationSeconds} of an action and {@code pauseSeconds}
 * are in world time.
 *
 * @param durationSeconds real seconds from its start until its end, or until now
 * @param fallbackReason why the fallback planned, null when it did not
 * @param error why the whole run was cut short, null when it was not
 */
public record RunReport(
        String runId,
        String sessionId,
        String status,
        @Nullable String planSource,
        @Nullable String fallbackReason,
        int totalActions,
        int successfulActions,
        int failedActions,
        List<String> joinedChannels,
        List<Step> actions,
        String pool,
        String strategy,
        long seed,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        double durationSeconds,
        Tokens usage,
        @Nullable StepProblem error) {

    /**
     * One action and what became of it.
     *
     * @param index 0-based
     * @param durationSeconds as planned
     * @param result what came back, null when nothing did
     * @param pauseSeconds think time after it; null for the last and for those that did not end
     */
    public record Step(
            int index,
            String action,
            @Nullable String channelUsername,
            @Nullable String botUsername,
            @Nullable Integer durationSeconds,
            @Nullable String intent,
            @Nullable String emoji,
            String reason,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable StepResult result,
            @Nullable StepProblem error,
            @Nullable Double pauseSeconds) {

        /** As it is planned. */
        static Step pending(int index, Action action) {
            return of(index, action, StepStatus.PENDING, null, null, null);
        }

        /** As it was recorded. */
        static Step recorded(Action action, StepOutcome stepOutcome) {
            return of(
                    stepOutcome.step(),
                    action,
                    stepOutcome.status(),
                    stepOutcome,
                    stepOutcome.finishedAt(),
                    stepOutcome.result());
        }

        private static Step of(
                int index,
                Action action,
                StepStatus status,
                @Nullable StepOutcome stepOutcome,
                @Nullable Instant finishedAt,
                @Nullable StepResult result) {
            Duration pause = stepOutcome == null ? null : stepOutcome.pause();
            ActionValues values = action.values();
            return new Step(
                    index,
                    action.type().wireName(),
                    name(values.channel()),
                    name(values.bot()),
                    action.duration().isZero() ? null : (int) action.duration().toSeconds(),
                    values.intent(),
                    values.emoji(),
                    action.reason(),
                    status.wireName(),
                    stepOutcome == null ? null : stepOutcome.startedAt(),
                    finishedAt,
                    result,
                    stepOutcome == null ? null : stepOutcome.problem(),
                    pause == null ? null : seconds(pause));
        }
    }

    /** Tokens of a language model. */
    public record Tokens(long inputTokens, long cachedTokens, long outputTokens) {}

    /** @param now for a live run: what it does at this moment */
    public static RunReport of(Run run, List<StepOutcome> outcomes, Instant now) {
        PlannedVisit plannedVisit = run.visit();
        List<Action> actions =
                plannedVisit == null ? List.of() : plannedVisit.plan().actions();
        Instant end = run.times().finishedAt() == null ? now : run.times().finishedAt();
        List<Step> steps = new ArrayList<>();
        List<String> joined = new ArrayList<>();
        for (int index = 0; index < actions.size(); index++) {
            Action action = actions.get(index);
            StepOutcome stepOutcome = index < outcomes.size() ? outcomes.get(index) : null;
            steps.add(step(run, index, action, stepOutcome, end));
            if (action instanceof Action.JoinChannel(Username channel, String _)
                    && stepOutcome != null
                    && stepOutcome.status() == StepStatus.SUCCEEDED) {
                joined.add(channel.value());
            }
        }
        Instant started = run.times().startedAt();
        return new RunReport(
                run.id().value(),
                run.sessionId().value(),
                run.status().wireName(),
                plannedVisit == null ? null : plannedVisit.source().wireName(),
                plannedVisit == null ? null : plannedVisit.fallbackReason(),
                actions.size(),
                count(steps, StepStatus.SUCCEEDED),
                count(steps, StepStatus.FAILED) + count(steps, StepStatus.UNKNOWN),
                joined,
                steps,
                run.order().pool(),
                run.order().strategy(),
                run.order().seed(),
                run.times().createdAt(),
                started,
                run.times().finishedAt(),
                started == null ? 0 : seconds(Duration.between(started, end)),
                tokens(plannedVisit),
                run.problem());
    }

    private static Step step(Run run, int index, Action action, @Nullable StepOutcome stepOutcome, Instant end) {
        boolean goesOn = stepOutcome != null && stepOutcome.finishedAt().isAfter(end);
        boolean live = run.status().isLive();
        StepStatus status;
        if (stepOutcome != null) {
            status = goesOn && live ? StepStatus.ACTING : stepOutcome.status();
        } else if (!live) {
            status = StepStatus.SKIPPED;
        } else {
            Position position = run.position();
            boolean current = index == position.index()
                    && (position.phase() != StepPhase.READY
                            || position.progress().hasBegun());
            status = current ? StepStatus.ACTING : StepStatus.PENDING;
        }
        Instant finished = stepOutcome == null || (goesOn && live) ? null : goesOn ? end : stepOutcome.finishedAt();
        return Step.of(index, action, status, stepOutcome, finished, result(run, index, action, stepOutcome));
    }

    /** Of a conversation that goes on, what was said so far. */
    private static @Nullable StepResult result(Run run, int index, Action action, @Nullable StepOutcome stepOutcome) {
        if (stepOutcome != null) {
            return stepOutcome.result();
        }
        StepProgress stepProgress = run.position().progress();
        return index == run.position().index() && stepProgress.hasBegun() ? stepProgress.result(action) : null;
    }

    private static @Nullable String name(@Nullable Username username) {
        return username == null ? null : username.value();
    }

    private static int count(List<Step> steps, StepStatus status) {
        return (int) steps.stream()
                .filter(step -> step.status().equals(status.wireName()))
                .count();
    }

    private static Tokens tokens(@Nullable PlannedVisit plannedVisit) {
        return plannedVisit == null
                ? new Tokens(0, 0, 0)
                : new Tokens(
                        plannedVisit.usage().inputTokens(),
                        plannedVisit.usage().cachedTokens(),
                        plannedVisit.usage().outputTokens());
    }

    /** To the millisecond. */
    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
