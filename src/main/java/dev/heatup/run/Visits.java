package dev.heatup.run;

import dev.heatup.pace.Pacing;

/** How the visits that runs carry out come to be, by the strategy that a run names. Thread-safe. */
public interface Visits {

    /** Blocks for as long as a planner may take. */
    Visit plan(Order order);

    Pacing pacing(Order order);
}
