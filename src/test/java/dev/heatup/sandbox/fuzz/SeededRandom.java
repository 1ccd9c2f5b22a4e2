package dev.heatup.sandbox.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Repeatable chance. */
final class SeededRandom {

    private final SplittableRandom random;

    SeededRandom(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Both included. */
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    long number() {
        return random.nextLong();
    }

    <T> T of(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    @SafeVarargs
    final <T> T of(T... items) {
        return items[random.nextInt(items.length)];
    }
}
