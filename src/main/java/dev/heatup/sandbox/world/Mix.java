package dev.heatup.sandbox.world;

/** Draws that depend on their inputs alone, so that any post can be computed without those before it. */
public final class Mix {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Mix() {}

    /** SplitMix64's output function (Steele, Lea, Flood 2014) over a seed and an index. */
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
}
