package dev.heatup.sandbox;

import java.time.InstantSource;

/**
 * A world that was founded, and whose log is closed and may be moved. It opens its log once: what it holds is handed
 * over, so that nothing has to be read from there again. Not thread-safe.
 */
public final class FoundedWorld {

    private final WorldLog origin;
    private final WorldLog.Start start;

    private FoundedWorld(WorldLog origin, WorldLog.Start start) {
        this.origin = origin;
        this.start = start;
    }

    /**
     * Founds the world of a new log, and closes that.
     *
     * @throws EventLogException when the log can't be written
     */
    public static FoundedWorld of(WorldLog opened, InstantSource source, double speed) {
        try (EventLog log = opened.log()) {
            WorldLoop worldLoop = WorldOpening.open(
                    new WorldLog(log, opened.world(), opened.sources()),
                    SandboxTime.paced(source, speed),
                    Checkpoint.Pace.USUAL,
                    bot -> {});
            worldLoop.close();
            return new FoundedWorld(opened, worldLoop.founded());
        }
    }

    /** @param log the same one, wherever it is now */
    public WorldLog opens(EventLog log) {
        return new WorldLog(log, origin.world(), origin.sources(), start);
    }
}
