package dev.heatup.torture;

import dev.heatup.run.Lane;
import dev.heatup.run.RetryingStepQueue;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.RunWorker;
import dev.heatup.run.StepQueue;
import dev.heatup.run.TargetState;
import dev.heatup.sqlite.StoreException;
import dev.heatup.store.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of the cluster: claims what is due, carries it out with the service's own {@link RunWorker}, answers users. It may
 * die at any moment and come back without a memory, and may stand still.
 */
final class SimulatedNode {

    private static final int SLOTS = 3;
    private static final Duration MAX_SLEEP = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration MAX_MOMENT = Duration.ofMillis(80);

    /** How wrong the clock of a node may be, in seconds a second: far more than any clock that works. */
    private static final double CLOCK_ERROR = 0.005;

    private static final Duration GLANCE = Duration.ofMillis(20);

    private final int number;
    private final SimulatedCluster simulatedCluster;
    private final RandomGenerator random;
    private final double clockRate;
    private Instant standsStillUntil = Instant.MIN;
    private @Nullable Life life;

    SimulatedNode(int number, SimulatedCluster simulatedCluster) {
        this.number = number;
        this.simulatedCluster = simulatedCluster;
        this.random = simulatedCluster.random(toString());
        this.clockRate = 1 + CLOCK_ERROR * (2 * random.nextDouble() - 1);
    }

    RandomGenerator random() {
        return random;
    }

    /** How long something on the way takes. */
    Duration moment() {
        return Duration.ofMillis(1 + random.nextLong(MAX_MOMENT.toMillis()));
    }

    int number() {
        return number;
    }

    /** Now, or as soon as the database can be reached. */
    void start() {
        simulatedCluster.scheduler().spawn(this + " start", () -> {
            while (life == null) {
                try {
                    Life begun = new Life();
                    life = begun;
                    simulatedCluster.checker().note(this + " starts");
                    begun.begin();
                } catch (StoreException e) {
                    simulatedCluster.scheduler().sleep(AFTER_TROUBLE);
                }
            }
        });
    }

    /** The process is gone; whoever runs it starts it again after {@code down}. */
    void die(Duration down) {
        Life gone = life;
        life = null;
        simulatedCluster.checker().note(this + " is killed for " + down);
        simulatedCluster.scheduler().spawn(this + " down", () -> {
            simulatedCluster.scheduler().sleep(down);
            start();
        });
        if (gone != null) {
            gone.end();
        }
    }

    /** The process stops as by SIGSTOP: the world goes on without it. */
    void standStill(Duration length) {
        simulatedCluster.checker().note(this + " stands still for " + length);
        standsStillUntil = simulatedCluster.scheduler().now().plus(length);
        sleep(Duration.ZERO);
    }

    /** Lets this node's time pass. */
    void sleep(Duration length) {
        simulatedCluster.scheduler().sleep(length);
        while (standsStillUntil.isAfter(simulatedCluster.scheduler().now())) {
            simulatedCluster
                    .scheduler()
                    .sleep(Duration.between(simulatedCluster.scheduler().now(), standsStillUntil));
        }
    }

    /** Monotonic, and a little wrong. */
    long nanoTime() {
        return Math.round(simulatedCluster.elapsed().toNanos() * clockRate);
    }

    /**
     * A user's request to this node, from a fiber that is not its own.
     *
     * @return empty when nobody answers, or the node dies over it; it may have happened
     */
    <T> Optional<T> ask(Function<Life, T> request) {
        Life asked = life;
        if (asked == null) {
            return Optional.empty();
        }
        List<T> answer = new ArrayList<>(1);
        Scheduler.Fiber handler = asked.spawn("request", () -> {
            try {
                answer.add(request.apply(asked));
            } catch (StoreException e) {
                simulatedCluster.checker().note(this + " answers with an error: " + e.getMessage());
            }
        });
        while (!handler.isDone() && !handler.isKilled()) {
            simulatedCluster.scheduler().sleep(GLANCE);
        }
        return answer.stream().findFirst();
    }

    /** What this node has claimed and not yet brought to an end. */
    List<Run> inHand() {
        Life now = life;
        return now == null
                ? List.of()
                : Stream.concat(now.inFlight.values().stream(), now.store.fresh().stream())
                        .toList();
    }

    @Override
    public String toString() {
        return "node " + number;
    }

    /** From a start to the next death. */
    final class Life {

        private final List<Scheduler.Fiber> fibers = new ArrayList<>();
        private final Map<Lane, Integer> free = new EnumMap<>(Lane.class);
        private final Set<RunId> cancelled = new HashSet<>();
        private final Map<RunId, Run> inFlight = new HashMap<>();
        private final FaultyStore store = new FaultyStore(simulatedCluster, SimulatedNode.this);
        private final DatabaseClock clock = new DatabaseClock(store::time, SimulatedNode.this::nanoTime);
        private final RunWorker runWorker = RunWorker.simulated(
                new RetryingStepQueue(store, clock, SimulatedNode.this::sleep),
                store,
                SimulatedCluster.TARGET,
                simulatedCluster.visits(SimulatedNode.this),
                simulatedCluster.gateway(SimulatedNode.this, store),
                clock,
                SimulatedNode.this::nanoTime,
                _ -> "somebody",
                1);

        FaultyStore store() {
            return store;
        }

        Instant now() {
            return clock.instant();
        }

        /** What this node had in hand is stopped before it is sent. */
        void cancel(RunId run) {
            cancelled.add(run);
        }

        private void begin() {
            for (Lane lane : Lane.values()) {
                free.put(lane, SLOTS);
                spawn(lane.name(), () -> claimForEver(lane));
            }
        }

        Scheduler.Fiber spawn(String name, Scheduler.Body body) {
            Scheduler.Fiber fiber = simulatedCluster.scheduler().spawn(SimulatedNode.this + " " + name, body);
            fibers.removeIf(Scheduler.Fiber::isDone);
            fibers.add(fiber);
            return fiber;
        }

        private void end() {
            fibers.forEach(Scheduler.Fiber::kill);
            throwIfGone();
        }

        /** Whoever is at work here when the process goes does nothing more. */
        private void throwIfGone() {
            if (fibers.stream().anyMatch(simulatedCluster.scheduler()::hasTheFloor)) {
                throw new Scheduler.Killed();
            }
        }

        private void claimForEver(Lane lane) {
            while (true) {
                sleep(claimOnce(lane));
            }
        }

        private Duration claimOnce(Lane lane) {
            int most = free.getOrDefault(lane, 0);
            if (most == 0) {
                return AFTER_TROUBLE;
            }
            try {
                long endsNanos = nanoTime() + lane.claim().toNanos();
                Instant now = clock.instant();
                StepQueue.Batch batch = store.claim(lane, now, most);
                batch.claimed().forEach(claimed -> begin(lane, claimed, batch.standing(), endsNanos));
                Instant next = batch.nextDue();
                Duration wait = next == null ? MAX_SLEEP : Duration.between(now, next);
                return wait.compareTo(MAX_SLEEP) > 0 ? MAX_SLEEP : wait.plus(GLANCE);
            } catch (StoreException e) {
                simulatedCluster.checker().note(SimulatedNode.this + " can't claim: " + e.getMessage());
                return AFTER_TROUBLE;
            }
        }

        private void begin(Lane lane, StepQueue.Claimed claimed, TargetState.Standing standing, long endsNanos) {
            RunId id = claimed.run().id();
            free.merge(lane, -1, Integer::sum);
            inFlight.put(id, claimed.run());
            spawn(id.value(), () -> {
                try {
                    ScopedValue.where(ClaimRecord.CLAIMED, claimed.run())
                            .run(() -> runWorker.carryOut(
                                    claimed, standing, simulatedCluster.claimEnds(endsNanos), cancelled::contains));
                } catch (StoreException e) {
                    simulatedCluster.checker().note(SimulatedNode.this + " dropped " + id + ": " + e.getMessage());
                } finally {
                    inFlight.remove(id);
                    cancelled.remove(id);
                    free.merge(lane, 1, Integer::sum);
                }
            });
        }
    }
}
