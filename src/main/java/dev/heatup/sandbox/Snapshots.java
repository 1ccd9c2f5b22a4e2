package dev.heatup.sandbox;

import dev.heatup.sandbox.spec.FaultSpec;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies of the world that it can be taken back to. For one thread. */
final class Snapshots {

    /** Each is a whole world in memory. */
    static final int MOST = 20;

    private final Map<String, Snapshot> byName = new LinkedHashMap<>();

    /** What a world is besides its log. */
    record Moment(WorldState state, Labels labels, List<FaultSpec> faults, Lineage lineage) {

        Moment with(List<FaultSpec> others) {
            return new Moment(state, labels, others, lineage);
        }

        /** One that goes its own way. */
        Moment copy() {
            return new Moment(new WorldState(state), new Labels(labels), faults, lineage);
        }
    }

    /** @param seq of the event that tells of it */
    record Snapshot(String name, long seq, Instant at, Moment moment) {

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

    void take(String name, long seq, Instant at, Moment present) {
        byName.put(name, new Snapshot(name, seq, at, present.copy()));
    }

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
