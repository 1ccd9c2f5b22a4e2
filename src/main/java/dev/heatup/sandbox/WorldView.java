package dev.heatup.sandbox;

import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;

/**
 * What can be seen of a world from outside. It lives on, so what is made of it must hold nothing of it.
 *
 * @param worldTime now
 */
public record WorldView(WorldState state, MessageLabels labels, Instant worldTime) {}
