package dev.heatup.sandbox;

import dev.heatup.sandbox.Snapshots.Moment;
import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import java.time.Instant;
import java.util.Set;

/**
 * All that follows from a world's events, up to the last of them: the world, its labels and faults, its snapshots, and the
 * updates that wait for bots. Not thread-safe; confined to the owner's thread.
 */
final class WorldHistory {

    private final Mailboxes mailboxes;
    private final Snapshots snapshots = new Snapshots();
    private Moment moment;
    private long lastSeq;

    WorldHistory(Moment beginning, BotDeliveryState deliveries) {
        this.moment = beginning;
        this.mailboxes = new Mailboxes(beginning.state(), deliveries::confirmedBy);
    }

    void resume(Checkpoint.Content content, Instant began) {
        lastSeq = content.seq();
        mailboxes.resume(content.mailboxes());
        World world = moment.state().world();
        content.snapshots().forEach(snapshot -> snapshots.resume(snapshot, world, began));
    }

    void resume(WorldLog.Start start) {
        lastSeq = start.seq();
        mailboxes.resume(start.mailboxes());
    }

    /** Goes on to the end of the log. */
    void replay(EventLog log) {
        try {
            log.replay(lastSeq, this::evolve);
        } catch (EventLogException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EventLogException("the sandbox's event log can't be read: " + e.getMessage(), e);
        }
        mailboxes.settle(lastSeq + 1);
    }

    /** @return the bots that have a new update */
    Set<Long> evolve(Event event) {
        lastSeq = event.seq();
        if (event.effect() instanceof Effect.Control control) {
            obey(control, event);
        }
        moment.labels().note(event);
        return mailboxes.evolve(event);
    }

    private void obey(Effect.Control control, Event event) {
        switch (control) {
            case Effect.FaultsSet(var specs) -> moment = moment.with(specs);
            case Effect.SnapshotTaken(String name) -> snapshots.take(name, event, moment, mailboxes.waiting(event));
            case Effect.SnapshotDropped(String name) -> snapshots.drop(name);
            case Effect.Slept _ -> {}
            case Effect.Restored(String name) -> {
                Snapshots.Snapshot snapshot = snapshots
                        .find(name)
                        .orElseThrow(() -> new IllegalStateException("there is no snapshot to restore"));
                moment = snapshot.restored(event.seq());
                mailboxes.restart(moment.state(), snapshot.waiting(), event.seq());
            }
        }
    }

    Moment moment() {
        return moment;
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    long lastSeq() {
        return lastSeq;
    }

    /** For as long as nothing happens. */
    Checkpoint.Content content() {
        return content(moment);
    }

    /** The same for longer, as the world in it is a copy. */
    Checkpoint.Content copy() {
        return content(moment.copy());
    }

    private Checkpoint.Content content(Moment of) {
        return new Checkpoint.Content(lastSeq, of.saved(), snapshots.saved(), mailboxes.saved());
    }
}
