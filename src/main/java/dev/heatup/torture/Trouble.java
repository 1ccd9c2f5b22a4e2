package dev.heatup.torture;

import dev.heatup.torture.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The faults of a trial at work. For one thread at a time. */
final class Trouble {

    private final Supplier<Duration> elapsed;
    private final List<Fault> lasting = new ArrayList<>();
    private final List<Fault> waiting = new ArrayList<>();

    /** @param elapsed since the beginning */
    Trouble(List<Fault> faults, Supplier<Duration> elapsed) {
        this.elapsed = elapsed;
        faults.stream()
                .sorted(Comparator.comparing(Fault::at))
                .forEach(fault -> (fault.kind().lasts() ? lasting : waiting).add(fault));
    }

    /**
     * One that strikes this node now, and then no more.
     *
     * @param matters whether others see what the node does
     */
    Optional<Fault> strike(Kind kind, int node, boolean matters) {
        Duration now = elapsed.get();
        Optional<Fault> found = waiting.stream()
                .filter(fault -> fault.kind() == kind && fault.node() == node)
                .filter(fault -> fault.at().compareTo(now) <= 0 && (matters || !fault.picky()))
                .findFirst();
        found.ifPresent(waiting::remove);
        return found;
    }

    /** Whether it lasts now, for everybody. */
    boolean lasts(Kind kind) {
        Duration now = elapsed.get();
        return lasting.stream()
                .anyMatch(fault -> fault.kind() == kind
                        && fault.at().compareTo(now) <= 0
                        && fault.end().compareTo(now) > 0);
    }

    /** From here on nothing goes wrong any more. */
    void stop() {
        waiting.clear();
        lasting.clear();
    }
}
