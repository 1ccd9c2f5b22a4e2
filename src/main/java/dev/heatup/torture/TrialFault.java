package dev.heatup.torture;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Something that goes wrong on purpose.
 *
 * @param at since the beginning, the earliest moment; what strikes a step waits for the first that fits
 * @param node whom it strikes, 0-based
 * @param length how long it lasts, or how long it makes somebody wait
 * @param picky whether it waits for something that others see: an effect on the network, an outcome in the database
 */
record TrialFault(Kind kind, Duration at, int node, Duration length, boolean picky) {

    /** What can go wrong, with the longest that it lasts. */
    enum Kind {
        /** The process is gone before what it asked the database for is done. It comes back after the length. */
        CRASH_BEFORE_COMMIT(60),
        /** The same, but the database had done it. */
        CRASH_AFTER_COMMIT(60),
        /** The process is gone while a call is on its way; it arrives all the same. */
        CRASH_DURING_CALL(60),
        /** The process stands still right after a commit, for longer than a claim may last. */
        PAUSE_AFTER_COMMIT(90),
        /** It stands still while a call is on its way. */
        PAUSE_DURING_CALL(90),
        /** The database did it, and the connection is lost before it says so. */
        COMMIT_UNKNOWN(1),
        /** The database can't be reached by anybody. */
        DATABASE_AWAY(120),
        /** The database takes long to say what time it is. */
        SLOW_CLOCK(20),
        /** The database takes no writes. */
        DISK_FULL(120),
        /** The call's effect is there, its answer is not. */
        ANSWER_LOST(1),
        /** The call arrives when its sender has long given it up. */
        CALL_LATE(60),
        CONNECTION_REFUSED(1),
        FLOOD_WAIT(1_500),
        /** Trouble inside the network. */
        NETWORK_TROUBLE(1),
        SESSION_RESTRICTED(1),
        /** The network will not do it, now or later. */
        FORBIDDEN(1),
        /** The planner takes longer than the claim. */
        PLANNER_HANGS(60),
        /** Nobody is let in at the gateway. */
        GATEWAY_AWAY(300),
        /** The gateway does not say what network it is. */
        UNVERIFIED(900),
        /** The gateway says that it is the public network. */
        PRODUCTION(120);

        private final int longestSeconds;

        Kind(int longestSeconds) {
            this.longestSeconds = longestSeconds;
        }

        /** Whether it lasts, instead of striking once. */
        boolean lasts() {
            return this == DATABASE_AWAY
                    || this == DISK_FULL
                    || this == GATEWAY_AWAY
                    || this == UNVERIFIED
                    || this == PRODUCTION;
        }
    }

    /** Any kind, and rather short than long. */
    static TrialFault draw(RandomGenerator random, Duration within, int nodes) {
        Kind[] kinds = Kind.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        double share = Math.pow(random.nextDouble(), 3);
        return new TrialFault(
                kind,
                Duration.ofMillis(random.nextLong(within.toMillis())),
                random.nextInt(nodes),
                Duration.ofMillis(1_000L + Math.round(share * kind.longestSeconds * 1_000)),
                random.nextInt(3) > 0);
    }

    Duration end() {
        return at.plus(length);
    }

    @Override
    public String toString() {
        return "%s of node %d at %.1f s for %.1f s".formatted(kind, node, at.toMillis() / 1e3, length.toMillis() / 1e3);
    }
}
