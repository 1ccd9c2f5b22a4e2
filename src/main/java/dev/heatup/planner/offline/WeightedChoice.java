package dev.heatup.planner.offline;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Weighted chance. Stateless. */
final class WeightedChoice {

    private WeightedChoice() {}

    /**
     * One of {@code from} by its weight; one number is taken from {@code random}.
     *
     * @param from at least one
     * @param weight more than zero
     */
    static <T> T weighted(List<T> from, ToDoubleFunction<T> weight, RandomGenerator random) {
        double[] weights = from.stream().mapToDouble(weight).toArray();
        double sum = 0;
        for (double one : weights) {
            sum += one;
        }
        double point = random.nextDouble() * sum;
        int i = 0;
        while (i < weights.length - 1 && point >= weights[i]) {
            point -= weights[i++];
        }
        return from.get(i);
    }
}
