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
record Time(
        InstantSource real, Attention.Patience patience, Function<Instant, WorldClock> worldClocks, boolean isReal) {

    Time(InstantSource real, Attention.Patience patience, Function<Instant, WorldClock> worldClocks) {
        this(real, patience, worldClocks, true);
    }

    /** @param speed world seconds per real second */
    static Time paced(InstantSource real, double speed) {
        return new Time(real, Attention.Patience.USUAL, reached -> PacedClock.startingAt(reached, real, speed));
    }

    /** @param grace how long after a bot's last call it may be about to make another */
    static Time stepped(InstantSource real, Duration grace, SteppedClock clock) {
        return new Time(real, new Attention.Patience(grace, Attention.Patience.USUAL.limit()), reached -> clock, false);
    }

    WorldClock worldClock(Instant reached) {
        return worldClocks.apply(reached);
    }
}
