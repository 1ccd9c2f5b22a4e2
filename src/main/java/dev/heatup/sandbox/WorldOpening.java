package dev.heatup.sandbox;

import dev.heatup.sandbox.Snapshots.Moment;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rebuilds a world from its log, or from a stored state and the events after it; a new one is founded, all of it or
 * nothing. Stateless.
 */
final class WorldOpening {

    private WorldOpening() {}

    /**
     * Opens the world of {@code opened}, ready to go on.
     *
     * @param news told, once it is committed, of bots that have a new update or another webhook
     */
    static WorldLoop open(WorldLog opened, SandboxTime sandboxTime, Checkpoint.Pace pace, Consumer<BotId> news) {
        World world = opened.world();
        EventLog log = opened.log();
        Instant reached = log.reached().orElse(world.starts().orElse(Instant.EPOCH));
        WorldClock clock = sandboxTime.worldClock(reached);
        if (world.starts().isPresent()) {
            // Its time is its own, and stands still while it is closed.
            clock.restart(reached);
        }
        Optional<Instant> before = log.began();
        Checkpoint checkpoint = new Checkpoint(log, world, pace, WorldOpening.class);
        BotDeliveryState deliveries = new BotDeliveryState(log);
        WorldHistory history = history(opened, before.orElseGet(clock::now), checkpoint, deliveries);
        WorldLoop worldLoop = new WorldLoop(opened, clock, history, deliveries, checkpoint, sandboxTime, news);
        worldLoop.begin(reached, before.isEmpty());
        return worldLoop;
    }

    private static WorldHistory history(
            WorldLog opened, Instant began, Checkpoint checkpoint, BotDeliveryState deliveries) {
        World world = opened.world();
        Optional<WorldLog.Start> start = Optional.ofNullable(opened.start());
        Optional<Checkpoint.Content> content = start.isPresent() ? Optional.empty() : checkpoint.read();
        Moment beginning = start.map(WorldLog.Start::moment)
                .or(() -> content.map(found -> found.moment().in(world, began)))
                .orElseGet(() -> new Moment(
                        new WorldState(world, began), new MessageLabels(), world.faults(), Timeline.STRAIGHT));
        WorldHistory history = new WorldHistory(beginning, deliveries);
        start.ifPresent(handedOver -> {
            history.resume(handedOver);
            checkpoint.resume(handedOver.seq());
        });
        content.ifPresent(found -> history.resume(found, began));
        history.replay(opened.log());
        return history;
    }
}
