package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * The two times of a sandbox.
 *
 * @param real in which bots are waited for
 * @param patience how long
 * @param worldClocks from the world time that was reached before to the world's clock
 * @param isReal whether those who wait in the world do so in real time too, so that nobody is waited for in vain otherwise
 */
record SandboxTime(
        InstantSource real, BotPresence.Patience patience, Function<Instant, WorldClock> worldClocks, boolean isReal) {

    SandboxTime(InstantSource real, BotPresence.Patience patience, Function<Instant, WorldClock> worldClocks) {
        this(real, patience, worldClocks, true);
    }

    /** @param speed world seconds per real second */
    static SandboxTime paced(InstantSource real, double speed) {
        return new SandboxTime(
                real, BotPresence.Patience.USUAL, reached -> PacedClock.startingAt(reached, real, speed));
    }

    /** @param grace how long after a bot's last call it may be about to make another */
    static SandboxTime stepped(InstantSource real, Duration grace, SteppedClock clock) {
        return new SandboxTime(
                real, new BotPresence.Patience(grace, BotPresence.Patience.USUAL.limit()), reached -> clock, false);
    }

    WorldClock worldClock(Instant reached) {
        return worldClocks.apply(reached);
    }
}
