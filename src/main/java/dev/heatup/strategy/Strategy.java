package dev.heatup.strategy;

import dev.heatup.dialogue.MoveProvider;
import dev.heatup.pace.Pacing;
import dev.heatup.planner.PlanProvider;

/** A named way to plan a visit, to find its words and to pace it. */
public record Strategy(String name, PlanProvider planning, MoveProvider writing, Pacing pacing) {

    public static final String DEFAULT = "default";
}
