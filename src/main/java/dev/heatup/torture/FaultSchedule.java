package dev.heatup.torture;

import dev.heatup.torture.TrialFault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The faults of a trial at work. Used by one thread at a time. */
final class FaultSchedule {

    private final Supplier<Duration> elapsed;
    private final List<TrialFault> lasting = new ArrayList<>();
    private final List<TrialFault> waiting = new ArrayList<>();

    /** @param elapsed since the beginning */
    FaultSchedule(List<TrialFault> faults, Supplier<Duration> elapsed) {
        this.elapsed = elapsed;
        faults.stream()
                .sorted(Comparator.comparing(TrialFault::at))
                .forEach(trialFault -> (trialFault.kind().lasts() ? lasting : waiting).add(trialFault));
    }

    /**
     * One that strikes this node now, and then no more.
     *
     * @param matters whether others see what the node does
     */
    Optional<TrialFault> strike(Kind kind, int node, boolean matters) {
        Duration now = elapsed.get();
        Optional<TrialFault> found = waiting.stream()
                .filter(trialFault -> trialFault.kind() == kind && trialFault.node() == node)
                .filter(trialFault -> trialFault.at().compareTo(now) <= 0 && (matters || !trialFault.picky()))
                .findFirst();
        found.ifPresent(waiting::remove);
        return found;
    }

    /** Whether it lasts now, for everybody. */
    boolean lasts(Kind kind) {
        Duration now = elapsed.get();
        return lasting.stream()
                .anyMatch(trialFault -> trialFault.kind() == kind
                        && trialFault.at().compareTo(now) <= 0
                        && trialFault.end().compareTo(now) > 0);
    }

    /** From here on nothing goes wrong any more. */
    void stop() {
        waiting.clear();
        lasting.clear();
    }
}
