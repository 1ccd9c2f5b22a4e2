package dev.heatup.run;

import dev.heatup.telegram.Gateway;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What a node does with a claimed run, from the claim to its completion. Thread-safe. */
public final class RunWorker {

    private final StepQueue queue;
    private final RunDriver runDriver;
    private final RunLog log;
    private final InstantSource clock;
    private final RunCounters runCounters = new RunCounters();

    RunWorker(StepQueue queue, RunDriver runDriver, RunLog log, InstantSource clock) {
        this.queue = queue;
        this.runDriver = runDriver;
        this.log = log;
        this.clock = clock;
    }

    /** What became of what it carried out. */
    RunCounters tally() {
        return runCounters;
    }

    /**
     * One of a simulated node.
     *
     * @param clock the database's time as the node knows it
     * @param nanoTime the node's monotonic nanoseconds
     * @param speed world seconds per real second
     */
    public static RunWorker simulated(
            StepQueue queue,
            TargetState state,
            Target target,
            Visits visits,
            Gateway gateway,
            InstantSource clock,
            LongSupplier nanoTime,
            Function<Run, String> personas,
            double speed) {
        RunLog silent = RunLog.ofSimulation();
        return new RunWorker(
                queue,
                new RunDriver(visits, gateway, target, state, silent, clock, nanoTime, personas, speed),
                silent,
                clock);
    }

    /**
     * Brings a run one step on and records what became of it.
     *
     * @param standing of the target at the moment of the claim
     * @param claimEndsNanos when others may take the run, on the node's monotonic clock
     * @param cancelled whether somebody asked this node to cancel the run since it was claimed
     * @return the run as it is now; empty when another node owns it, and nothing was recorded
     */
    public Optional<Run> carryOut(
            StepQueue.Claimed claimed, TargetState.Standing standing, long claimEndsNanos, Predicate<RunId> cancelled) {
        Transition transition = runDriver.carryOut(claimed, standing, claimEndsNanos, cancelled);
        if (queue.complete(claimed, transition, clock.instant())) {
            runCounters.recorded(transition);
            return Optional.of(transition.run());
        }
        runCounters.overtaken();
        log.overtaken(claimed.run());
        return Optional.empty();
    }
}
