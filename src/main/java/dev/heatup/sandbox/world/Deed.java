package dev.heatup.sandbox.world;

/** What somebody does, and why. */
public record Deed(Actor actor, Cause cause, Effect effect) {}
