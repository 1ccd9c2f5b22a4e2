package dev.heatup.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * The two times of a sandbox.
 *
 * @param real in which bots are waited for
 * @param patience how long
 * @param worldClocks from the world time that was reached before to the world's clock
 */
record Time(InstantSource real, Attention.Patience patience, Function<Instant, WorldClock> worldClocks) {

    /** @param speed world seconds per real second */
    static Time paced(InstantSource real, double speed) {
        return new Time(real, Attention.Patience.USUAL, reached -> PacedClock.startingAt(reached, real, speed));
    }

    WorldClock worldClock(Instant reached) {
        return worldClocks.apply(reached);
    }
}
