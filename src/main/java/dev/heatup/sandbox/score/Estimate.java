package dev.heatup.sandbox.score;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;

/**
 * A figure that was seen in a sample, and where it lies with 95 % confidence.
 *
 * @param value a share from 0 to 1, or a correlation from −1 to 1; as are the bounds
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

    /**
     * The correlation of two yes-or-no questions, phi, from the cells of their table: both yes, the first alone, the
     * second alone, neither. It is 0 when one of them has the same answer in every case; empty without a case.
     *
     * <p>The interval is Fisher's, with the variance that the delta method gives for phi (Bishop, Fienberg and Holland
     * 1975, "Discrete Multivariate Analysis", 11.2) and half a case added to each cell (Haldane 1956, Anscombe 1956), so
     * that it exists for empty cells too.
     */
    static Optional<Estimate> correlation(long both, long first, long second, long neither) {
        double[] cells =
                LongStream.of(both, first, second, neither).asDoubleStream().toArray();
        long sample = both + first + second + neither;
        if (sample == 0) {
            return Optional.empty();
        }
        double value = phi(cells);
        Arrays.setAll(cells, i -> cells[i] + 0.5);
        double phi = phi(cells);
        double centre = atanh(phi);
        double half = Z * StrictMath.sqrt(phiVariance(phi, cells)) / (1 - phi * phi);
        return Optional.of(new Estimate(
                value,
                Math.min(value, StrictMath.tanh(centre - half)),
                Math.max(value, StrictMath.tanh(centre + half)),
                sample));
    }

    private static double phi(double[] cells) {
        double margins = (cells[0] + cells[1]) * (cells[2] + cells[3]) * (cells[0] + cells[2]) * (cells[1] + cells[3]);
        return margins == 0 ? 0 : (cells[0] * cells[3] - cells[1] * cells[2]) / StrictMath.sqrt(margins);
    }

    private static double phiVariance(double phi, double[] cells) {
        double all = cells[0] + cells[1] + cells[2] + cells[3];
        double rowYes = (cells[0] + cells[1]) / all;
        double columnYes = (cells[0] + cells[2]) / all;
        double row = 2 * rowYes - 1;
        double column = 2 * columnYes - 1;
        double rowProduct = rowYes * (1 - rowYes);
        double columnProduct = columnYes * (1 - columnYes);
        double square = phi * phi;
        return (1
                        - square
                        + phi * (1 + square / 2) * row * column / StrictMath.sqrt(rowProduct * columnProduct)
                        - 0.75 * square * (row * row / rowProduct + column * column / columnProduct))
                / all;
    }

    private static double atanh(double value) {
        return (StrictMath.log1p(value) - StrictMath.log1p(-value)) / 2;
    }

    /** @param rising keeps the order of shares, so that the bounds stay bounds */
    Estimate through(DoubleUnaryOperator rising) {
        return new Estimate(rising.applyAsDouble(value), rising.applyAsDouble(low), rising.applyAsDouble(high), sample);
    }
}
