package dev.heatup.cli;

import dev.heatup.gateway.GuardVerdict;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.settings.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What the commands need of the service itself; the only door through which they reach a framework. */
public interface Launcher {

    /** Starts the service, and returns when it answers. A failure is an exception whose message is for people. */
    Running start(Settings settings);

    /** Starts a sandbox alone, for other nodes to use as their gateway. */
    Running sandbox(Settings settings, int port);

    /** Asks the guard what a gateway stands before. */
    GuardVerdict verdict(URI gateway);

    /**
     * The people of a world.
     *
     * @param world its name
     * @param now world time
     * @param nextVisit in world time; empty when nobody ever comes
     */
    record People(String world, PopulationSpec population, Instant now, Optional<Instant> nextVisit) {}

    /** A service that answers, until it is closed or the process ends. */
    interface Running extends AutoCloseable {

        /** Where it answers, with the port that it got. */
        URI url();

        /** The port on which bots are answered; 0 when it has no sandbox. */
        int botApiPort();

        /** Who lives in its world, and visits by themselves; empty when nobody does. */
        default Optional<People> people() {
            return Optional.empty();
        }

        @Override
        void close();
    }
}
