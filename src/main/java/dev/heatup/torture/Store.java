package dev.heatup.torture;

import dev.heatup.run.Runs;
import dev.heatup.run.StepQueue;
import dev.heatup.run.TargetState;
import dev.heatup.session.Sessions;

/** A database with all of its faces. */
public record Store(Runs runs, StepQueue queue, TargetState target, Sessions sessions) {

    Store with(Runs others) {
        return new Store(others, queue, target, sessions);
    }

    Store with(TargetState another) {
        return new Store(runs, queue, another, sessions);
    }

    Store with(StepQueue another) {
        return new Store(runs, another, target, sessions);
    }
}
