package dev.heatup.simulate;

import dev.heatup.run.RunStatus;
import dev.heatup.run.StepStatus;
import dev.heatup.run.Transition;

/** How many visits began and how they ended. Not thread-safe. */
final class VisitCounts {

    private int started;
    private int completed;
    private int failed;
    private int failedSteps;

    void start() {
        started++;
    }

    void add(Transition transition) {
        var stepOutcome = transition.outcome();
        if (stepOutcome != null && stepOutcome.status() != StepStatus.SUCCEEDED) {
            failedSteps++;
        }
        RunStatus status = transition.run().status();
        if (!status.isLive()) {
            completed += status == RunStatus.COMPLETED ? 1 : 0;
            failed += status == RunStatus.FAILED || status == RunStatus.REFUSED ? 1 : 0;
        }
    }

    int started() {
        return started;
    }

    int completed() {
        return completed;
    }

    int failed() {
        return failed;
    }

    int failedSteps() {
        return failedSteps;
    }
}
