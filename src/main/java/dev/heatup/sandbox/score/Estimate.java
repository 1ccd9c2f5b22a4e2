package dev.heatup.sandbox.score;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A share that was seen in a sample, and where it lies with 95 % confidence.
 *
 * @param value from 0 to 1, as are the bounds
 * @param sample how many cases it is from, at least one
 */
public record Estimate(double value, double low, double high, long sample) {

    /** The normal distribution's 97.5 % quantile. */
    private static final double Z = 1.959963984540054;

    /**
     * With Wilson's score interval (Wilson 1927), which holds for small samples and near 0 and 1 too; empty without a
     * sample, from which nothing follows.
     */
    static Optional<Estimate> of(long successes, long sample) {
        if (sample == 0) {
            return Optional.empty();
        }
        double share = (double) successes / sample;
        double z2 = Z * Z / sample;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * StrictMath.sqrt(share * (1 - share) / sample + z2 / (4 * sample));
        return Optional.of(new Estimate(
                share,
                successes == 0 ? 0 : Math.max(0, centre - half),
                successes == sample ? 1 : Math.min(1, centre + half),
                sample));
    }

    /** @param rising keeps the order of shares, so that the bounds stay bounds */
    Estimate through(DoubleUnaryOperator rising) {
        return new Estimate(rising.applyAsDouble(value), rising.applyAsDouble(low), rising.applyAsDouble(high), sample);
    }
}
