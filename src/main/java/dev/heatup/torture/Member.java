package dev.heatup.torture;

import dev.heatup.run.Lane;
import dev.heatup.run.PatientQueue;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.StepQueue;
import dev.heatup.run.TargetState;
import dev.heatup.run.Worker;
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
 * A node of the cluster: claims what is due, carries it out with the service's own {@link Worker}, answers users. It may
 * die at any moment and come back without a memory, and may stand still.
 */
final class Member {

    private static final int SLOTS = 3;
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_MOMENT = Duration.ofMillis(80);

    /** How wrong the clock of a node may be, in seconds a second: far more than any clock that works. */
    private static final double CLOCK_ERROR = 0.005;

    private static final Duration GLANCE = Duration.ofMillis(20);

    private final int number;
    private final Cluster cluster;
    private final RandomGenerator random;
    private final double clockRate;
    private Instant standsStillUntil = Instant.MIN;
    private @Nullable Life life;

    Member(int number, Cluster cluster) {
        this.number = number;
        this.cluster = cluster;
        this.random = cluster.random(toString());
        this.clockRate = 1 + CLOCK_ERROR * (2 * random.nextDouble() - 1);
    }

    RandomGenerator random() {
        return random;
    }

    /** How long something on the way takes. */
    Duration moment() {
        return Duration.ofMillis(1 + random.nextLong(LONGEST_MOMENT.toMillis()));
    }

    int number() {
        return number;
    }

    /** Now, or as soon as the database can be reached. */
    void start() {
        cluster.scheduler().spawn(this + " start", () -> {
            while (life == null) {
                try {
                    Life begun = new Life();
                    life = begun;
                    cluster.witness().note(this + " starts");
                    begun.begin();
                } catch (StoreException e) {
                    cluster.scheduler().sleep(AFTER_TROUBLE);
                }
            }
        });
    }

    /** The process is gone; whoever runs it starts it again after {@code down}. */
    void die(Duration down) {
        Life gone = life;
        life = null;
        cluster.witness().note(this + " is killed for " + down);
        cluster.scheduler().spawn(this + " down", () -> {
            cluster.scheduler().sleep(down);
            start();
        });
        if (gone != null) {
            gone.end();
        }
    }

    /** The process stops as by SIGSTOP: the world goes on without it. */
    void standStill(Duration length) {
        cluster.witness().note(this + " stands still for " + length);
        standsStillUntil = cluster.scheduler().now().plus(length);
        sleep(Duration.ZERO);
    }

    /** Lets this node's time pass. */
    void sleep(Duration length) {
        cluster.scheduler().sleep(length);
        while (standsStillUntil.isAfter(cluster.scheduler().now())) {
            cluster.scheduler().sleep(Duration.between(cluster.scheduler().now(), standsStillUntil));
        }
    }

    /** Monotonic, and a little wrong. */
    long nanoTime() {
        return Math.round(cluster.elapsed().toNanos() * clockRate);
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
                cluster.witness().note(this + " answers with an error: " + e.getMessage());
            }
        });
        while (!handler.isDone() && !handler.isKilled()) {
            cluster.scheduler().sleep(GLANCE);
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
        private final ShakyStore store = new ShakyStore(cluster, Member.this);
        private final DatabaseClock clock = new DatabaseClock(store::time, Member.this::nanoTime);
        private final Worker worker = Worker.simulated(
                new PatientQueue(store, clock, Member.this::sleep),
                store,
                Cluster.TARGET,
                cluster.visits(Member.this),
                cluster.gateway(Member.this, store),
                clock,
                Member.this::nanoTime,
                _ -> "somebody",
                1);

        ShakyStore store() {
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
            Scheduler.Fiber fiber = cluster.scheduler().spawn(Member.this + " " + name, body);
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
            if (fibers.stream().anyMatch(cluster.scheduler()::hasTheFloor)) {
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
                Duration wait = next == null ? LONGEST_SLEEP : Duration.between(now, next);
                return wait.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : wait.plus(GLANCE);
            } catch (StoreException e) {
                cluster.witness().note(Member.this + " can't claim: " + e.getMessage());
                return AFTER_TROUBLE;
            }
        }

        private void begin(Lane lane, StepQueue.Claimed claimed, TargetState.Standing standing, long endsNanos) {
            RunId id = claimed.run().id();
            free.merge(lane, -1, Integer::sum);
            inFlight.put(id, claimed.run());
            spawn(id.value(), () -> {
                try {
                    ScopedValue.where(Tenure.CLAIMED, claimed.run())
                            .run(() -> worker.carryOut(
                                    claimed, standing, cluster.claimEnds(endsNanos), cancelled::contains));
                } catch (StoreException e) {
                    cluster.witness().note(Member.this + " dropped " + id + ": " + e.getMessage());
                } finally {
                    inFlight.remove(id);
                    cancelled.remove(id);
                    free.merge(lane, 1, Integer::sum);
                }
            });
        }
    }
}
