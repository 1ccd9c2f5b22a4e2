package dev.heatup.sandbox;

import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies of the world that it can be taken back to. Confined to one thread. */
final class Snapshots {

    /** Each is a whole world in memory. */
    static final int MAX_SNAPSHOTS = 20;

    private final Map<String, Snapshot> byName = new LinkedHashMap<>();

    /** What a world is besides its log. */
    record Moment(WorldState state, MessageLabels labels, List<FaultSpec> faults, Timeline lineage) {

        Moment with(List<FaultSpec> others) {
            return new Moment(state, labels, others, lineage);
        }

        /** One that goes its own way. */
        Moment copy() {
            return new Moment(new WorldState(state), new MessageLabels(labels.saved()), faults, lineage);
        }

        SavedMoment saved() {
            return new SavedMoment(state.saved(), labels.saved(), faults, lineage);
        }
    }

    /** All that a moment is, for as long as it stays so. */
    record SavedMoment(WorldState.Saved state, MessageLabels.Saved labels, List<FaultSpec> faults, Timeline lineage) {

        Moment in(World world, Instant began) {
            return new Moment(new WorldState(world, began, state), new MessageLabels(labels), faults, lineage);
        }
    }

    /**
     * @param seq of the event that tells of it
     * @param waiting what waited for bots
     */
    record Snapshot(String name, long seq, Instant at, Moment moment, Mailboxes.Waiting waiting) {

        /** Its world, ready to go on. */
        Moment restored(long restoredAt) {
            Moment again = moment.copy();
            return new Moment(
                    again.state(),
                    again.labels(),
                    again.faults(),
                    again.lineage().restored(seq, restoredAt));
        }
    }

    /** @param event that tells of it */
    void take(String name, Event event, Moment present, Mailboxes.Waiting waiting) {
        byName.put(name, new Snapshot(name, event.seq(), event.worldTime(), present.copy(), waiting));
    }

    /** The existing ones; a snapshot never changes. */
    List<Saved> saved() {
        return byName.values().stream()
                .map(taken -> new Saved(
                        taken.name(), taken.seq(), taken.at(), taken.moment().saved(), taken.waiting()))
                .toList();
    }

    void resume(Saved saved, World world, Instant began) {
        byName.put(
                saved.name(),
                new Snapshot(
                        saved.name(), saved.seq(), saved.at(), saved.moment().in(world, began), saved.waiting()));
    }

    record Saved(String name, long seq, Instant at, SavedMoment moment, Mailboxes.Waiting waiting) {}

    void drop(String name) {
        byName.remove(name);
    }

    Optional<Snapshot> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<Snapshot> all() {
        return byName.values();
    }
}
