package dev.heatup.sandbox;

import dev.heatup.sandbox.Snapshots.Moment;
import dev.heatup.sandbox.bots.Mailboxes;
import java.time.InstantSource;

/**
 * A world that was founded, and whose log is closed and may be moved. It opens its log once: what it holds is handed
 * over, so that nothing has to be read from there again. Not thread-safe.
 */
public final class FoundedWorld {

    private final Sandbox.Opened origin;
    private final State state;

    /** @param seq of its last event */
    record State(long seq, Moment moment, Mailboxes.Saved mailboxes) {}

    private FoundedWorld(Sandbox.Opened origin, State state) {
        this.origin = origin;
        this.state = state;
    }

    /**
     * Founds the world of a new log, and closes that.
     *
     * @throws EventLogException when the log can't be written
     */
    public static FoundedWorld of(Sandbox.Opened opened, InstantSource source, double speed) {
        try (EventLog log = opened.log()) {
            WorldLoop worldLoop = WorldLoop.open(
                    new Sandbox.Opened(log, opened.world(), opened.sources()),
                    SandboxTime.paced(source, speed),
                    Checkpoint.Pace.USUAL,
                    bot -> {});
            worldLoop.close();
            return new FoundedWorld(opened, worldLoop.founded());
        }
    }

    /** @param log the same one, wherever it is now */
    public Sandbox.Opened opens(EventLog log) {
        return new Sandbox.Opened(log, origin.world(), origin.sources(), state);
    }
}
