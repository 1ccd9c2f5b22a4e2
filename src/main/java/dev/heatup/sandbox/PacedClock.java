package dev.heatup.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * World time that starts where it is told and runs at {@code speed} times the pace of real time, except while it is held;
 * whatever the source of real time does, it never goes back. Confined to one thread.
 */
final class PacedClock implements WorldClock {

    private final InstantSource source;
    private final double speed;
    private Instant counted;
    private Instant heldUntil = Instant.MIN;
    private double worldMillis;

    private PacedClock(InstantSource source, double speed, Instant real, Instant world) {
        this.source = source;
        this.speed = speed;
        this.counted = real;
        this.worldMillis = world.toEpochMilli();
    }

    /** @param reached what an earlier life of this world had reached; it goes on from there, or from now if later */
    static PacedClock startingAt(Instant reached, InstantSource source, double speed) {
        if (!(speed > 0 && speed <= 100_000)) {
            throw new IllegalArgumentException("speed must be above 0 and at most 100000, not " + speed);
        }
        Instant now = source.instant();
        Instant start = reached.isAfter(now) ? reached : now;
        return new PacedClock(source, speed, now, start.truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public Instant now() {
        Instant real = source.instant();
        Instant from = heldUntil.isAfter(counted) ? heldUntil : counted;
        if (real.isAfter(from)) {
            worldMillis += Duration.between(from, real).toMillis() * speed;
            // What is less than a millisecond is counted next time.
            counted = from.plusMillis(Duration.between(from, real).toMillis());
        }
        return Instant.ofEpochMilli((long) worldMillis);
    }

    @Override
    public Duration realTimeUntil(Instant worldTime) {
        long worldLeft = Math.max(0, Duration.between(now(), worldTime).toMillis());
        Instant real = source.instant();
        Duration held = heldUntil.isAfter(real) ? Duration.between(real, heldUntil) : Duration.ZERO;
        return held.plusMillis((long) Math.ceil(worldLeft / speed));
    }

    @Override
    public Duration worldTimeOf(Duration real) {
        return Duration.ofMillis((long) (real.toMillis() * speed));
    }

    @Override
    public void restart(Instant worldTime) {
        counted = source.instant();
        heldUntil = Instant.MIN;
        worldMillis = worldTime.toEpochMilli();
    }

    @Override
    public void advance(Duration worldTime) {
        now();
        worldMillis += worldTime.toMillis();
    }

    @Override
    public void holdUntil(Instant real) {
        now();
        heldUntil = real;
    }
}
