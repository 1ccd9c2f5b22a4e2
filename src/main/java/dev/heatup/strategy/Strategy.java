package dev.heatup.strategy;

import dev.heatup.pace.Pacing;
import dev.heatup.planner.Planning;

/** A named way to plan a visit and to pace it. */
public record Strategy(String name, Planning planning, Pacing pacing) {

    public static final String DEFAULT = "default";
}
