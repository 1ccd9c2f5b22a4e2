package dev.heatup.session;

import dev.heatup.channel.Username;
import java.time.Instant;

/** Something that a step taught us about its session; recorded together with the step's outcome. */
public sealed interface SessionChange {

    record Joined(Username channel, Instant at) implements SessionChange {}

    record Left(Username channel, Instant at) implements SessionChange {}

    record BotStarted(Username bot, Instant at) implements SessionChange {}

    record Read(Username channel, Instant at) implements SessionChange {}

    /** The network asked to wait: {@code method} must not be called for this session before {@code until}. */
    record FloodWait(String method, Instant until) implements SessionChange {}

    /** The default pause after a step through a gateway: nothing is sent for this session before {@code until}. */
    record Pause(Instant until) implements SessionChange {}

    record Restricted(String code, Instant at) implements SessionChange {}
}
