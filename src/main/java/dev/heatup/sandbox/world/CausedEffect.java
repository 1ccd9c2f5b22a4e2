package dev.heatup.sandbox.world;

/** What somebody does, and why. */
public record CausedEffect(Actor actor, Cause cause, Effect effect) {}
