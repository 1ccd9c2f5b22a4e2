package dev.heatup.torture;

import dev.heatup.run.Runs;
import dev.heatup.run.StepQueue;

/** A database with both of its faces. */
record Store(Runs runs, StepQueue queue) {}
