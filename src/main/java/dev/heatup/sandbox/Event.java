package dev.heatup.sandbox;

import java.time.Instant;

/**
 * One line of the log. Everything in it is synthetic.
 *
 * @param seq 1 or more, without gaps
 * @param worldTime never before that of the line above
 * @param account the {@code session_id} that acted
 */
public record Event(long seq, Instant worldTime, String account, Cause cause, Effect effect) {}
