package dev.heatup.crowd;

import dev.heatup.chance.SeededDraw;

/**
 * A permutation of 0 to {@code size}, that excluded, any place of which is computed without the others: a Feistel network
 * over the next even power of two, walked until the value is inside (Black and Rogaway 2002, "Ciphers with Arbitrary
 * Finite Domains").
 */
record FeistelPermutation(long seed, int size) {

    /** Four rounds make a pseudorandom permutation of pseudorandom functions (Luby and Rackoff 1988). */
    private static final int ROUNDS = 4;

    int placeOf(int index) {
        int place = index;
        do {
            place = network(place);
        } while (place >= size);
        return place;
    }

    private int network(int value) {
        int halfBits = Math.max(1, (33 - Integer.numberOfLeadingZeros(Math.max(1, size - 1))) / 2);
        int mask = (1 << halfBits) - 1;
        int left = value >>> halfBits;
        int right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            int mixed = left ^ ((int) SeededDraw.of(SeededDraw.of(seed, round), right) & mask);
            left = right;
            right = mixed;
        }
        return (left << halfBits) | right;
    }
}
