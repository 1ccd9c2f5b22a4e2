package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a world stands.
 *
 * @param events how many there are
 * @param nextDue world time at which something happens by itself; empty when nothing ever does
 * @param busyFor real time until the bots that listen have done what they will do; zero when they have
 */
public record Pulse(long events, Optional<Instant> nextDue, Duration busyFor) {}
