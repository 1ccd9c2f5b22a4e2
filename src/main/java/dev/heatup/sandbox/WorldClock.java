package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * World time: it starts where it is told, runs at {@code speed} times the source's pace, and never goes back, whatever
 * the source does. In whole milliseconds. For the thread that owns the sandbox.
 */
final class WorldClock {

    private final InstantSource source;
    private final double speed;
    private final Instant sourceStart;
    private final Instant worldStart;
    private Instant latest;

    private WorldClock(InstantSource source, double speed, Instant sourceStart, Instant worldStart) {
        this.source = source;
        this.speed = speed;
        this.sourceStart = sourceStart;
        this.worldStart = worldStart;
        this.latest = worldStart;
    }

    /** @param reached what an earlier life of this world had reached; it goes on from there, or from now if later */
    static WorldClock startingAt(Instant reached, InstantSource source, double speed) {
        if (!(speed > 0 && speed <= 100_000)) {
            throw new IllegalArgumentException("speed must be above 0 and at most 100000, not " + speed);
        }
        Instant now = source.instant();
        Instant start = reached.isAfter(now) ? reached : now;
        return new WorldClock(source, speed, now, start.truncatedTo(ChronoUnit.MILLIS));
    }

    Instant now() {
        long passedMillis = Duration.between(sourceStart, source.instant()).toMillis();
        Instant now = worldStart.plusMillis((long) (passedMillis * speed));
        if (now.isAfter(latest)) {
            latest = now;
        }
        return latest;
    }

    /** World time that passes while the source's clock moves by {@code real}. */
    Duration worldTimeOf(Duration real) {
        return Duration.ofMillis((long) (real.toMillis() * speed));
    }
}
