package dev.heatup.chance;

/**
 * Draws that depend on their inputs alone, so that any of them can be computed without those before it, on every machine
 * and in every version. Stateless.
 */
public final class SeededDraw {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /** One step of a double in [0, 1). */
    private static final double ULP = 0x1.0p-53;

    private SeededDraw() {}

    /** SplitMix64's output function (Steele, Lea and Flood 2014) over a seed and an index. */
    public static long of(long seed, long index) {
        long z = seed + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A seed of its own for each name: FNV-1a, mixed. */
    public static long of(long seed, String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return of(seed, hash);
    }

    /** From {@code from} to {@code to}, both included. */
    public static long between(long draw, long from, long to) {
        return from + Long.remainderUnsigned(draw, to - from + 1);
    }

    /** From 0 to {@code size}, that excluded. */
    public static int index(long draw, int size) {
        return (int) between(draw, 0, size - 1L);
    }

    /** From 0 to 1, that excluded. */
    public static double unit(long draw) {
        return (draw >>> 11) * ULP;
    }
}
