package dev.heatup.torture;

import dev.heatup.run.Runs;
import dev.heatup.run.StepQueue;
import dev.heatup.run.TargetState;
import dev.heatup.session.Sessions;

/** A database with all of its faces. */
public record TrialStore(Runs runs, StepQueue queue, TargetState target, Sessions sessions) {

    TrialStore with(Runs others) {
        return new TrialStore(others, queue, target, sessions);
    }

    TrialStore with(TargetState another) {
        return new TrialStore(runs, queue, another, sessions);
    }

    TrialStore with(StepQueue another) {
        return new TrialStore(runs, another, target, sessions);
    }
}
