package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;

/** World time, which never goes back except by {@link #restart}. In whole milliseconds. Confined to the thread that owns the sandbox. */
interface WorldClock {

    Instant now();

    /** Real time from now until the world reaches {@code worldTime}, if nothing else holds it. */
    Duration realTimeUntil(Instant worldTime);

    /** World time that passes while {@code real} passes. */
    Duration worldTimeOf(Duration real);

    /** Goes on from this moment, wherever it was: the one time when world time may go back. */
    void restart(Instant worldTime);

    /** Jumps ahead by so much, whatever holds the world. */
    void advance(Duration worldTime);

    /** The world stands still until this moment of real time; one in the past lets it go on. */
    void holdUntil(Instant real);
}
