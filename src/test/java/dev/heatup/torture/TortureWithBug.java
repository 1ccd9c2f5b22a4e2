package dev.heatup.torture;

import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;

/** Trials of a service with a mistake in it, for those who tell what was found. */
public final class TortureWithBug {

    private TortureWithBug() {}

    /** A node breaks when a call is not answered. */
    public static Torture thatBreaks() {
        return new Torture(
                ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow(),
                TrialDatabase::memory,
                InjectedBug.SILENCE_BREAKS_THE_WORKER);
    }
}
