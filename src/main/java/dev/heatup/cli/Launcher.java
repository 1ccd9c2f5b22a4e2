package dev.heatup.cli;

import dev.heatup.gateway.Verdict;
import dev.heatup.settings.Settings;
import java.net.URI;

/** What the commands need of the service itself; the only door through which they reach a framework. */
public interface Launcher {

    /** Starts the service, and returns when it answers. A failure is an exception whose message is for people. */
    Running start(Settings settings);

    /** Starts a sandbox alone, for other nodes to use as their gateway. */
    Running sandbox(Settings settings, int port);

    /** Asks the guard what a gateway stands before. */
    Verdict verdict(URI gateway);

    /** A service that answers, until it is closed or the process ends. */
    interface Running extends AutoCloseable {

        /** Where it answers, with the port that it got. */
        URI url();

        /** The port on which bots are answered; 0 when it has no sandbox. */
        int botApiPort();

        @Override
        void close();
    }
}
