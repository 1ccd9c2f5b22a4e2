package dev.heatup.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What a node has done since it started. Thread-safe. */
public final class RunCounters {

    private final Map<Lane, LongAdder> claimed = new EnumMap<>(Lane.class);
    private final Map<StepStatus, LongAdder> recorded = new EnumMap<>(StepStatus.class);
    private final LongAdder overtaken = new LongAdder();

    RunCounters() {
        Stream.of(Lane.values()).forEach(lane -> claimed.put(lane, new LongAdder()));
        Stream.of(StepStatus.values()).forEach(status -> recorded.put(status, new LongAdder()));
    }

    void claimed(Lane lane, int runs) {
        at(claimed, lane).add(runs);
    }

    void recorded(Transition transition) {
        StepOutcome stepOutcome = transition.outcome();
        if (stepOutcome != null) {
            at(recorded, stepOutcome.status()).increment();
        }
    }

    void overtaken() {
        overtaken.increment();
    }

    /** How often a run of the lane was claimed. */
    public long claims(Lane lane) {
        return at(claimed, lane).sum();
    }

    /** How many steps ended so. */
    public long steps(StepStatus status) {
        return at(recorded, status).sum();
    }

    /** How often something came out after its claim had ended, and was another node's to decide. */
    public long tooLate() {
        return overtaken.sum();
    }

    private static <K extends Enum<K>> LongAdder at(Map<K, LongAdder> counts, K key) {
        LongAdder count = counts.get(key);
        if (count == null) {
            throw new IllegalStateException("nobody counts " + key);
        }
        return count;
    }
}
