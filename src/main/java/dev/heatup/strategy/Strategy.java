package dev.heatup.strategy;

import dev.heatup.dialogue.Writing;
import dev.heatup.pace.Pacing;
import dev.heatup.planner.Planning;

/** A named way to plan a visit, to find its words and to pace it. */
public record Strategy(String name, Planning planning, Writing writing, Pacing pacing) {

    public static final String DEFAULT = "default";
}
