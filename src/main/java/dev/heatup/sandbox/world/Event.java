package dev.heatup.sandbox.world;

import java.time.Instant;

/**
 * One line of the log. Everything in it is synthetic.
 *
 * @param seq 1 or more, without gaps
 * @param worldTime never before that of the line above, except after a restore
 */
public record Event(long seq, Instant worldTime, Actor actor, Cause cause, Effect effect) {}
