package dev.heatup.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries runs out in real time: each lane's loops claim what is due, as many as it has free slots, and each claimed run
 * is carried out on a virtual thread. A run that waits is a row in the queue, neither a thread nor an object here.
 * Thread-safe.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Other nodes make runs due, too; this is how soon they are seen. */
    private static final Duration MAX_SLEEP = Duration.ofMillis(250);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);
    private static final int MAX_CLAIMED = 1000;

    /** One claims while the other one is still told what it claimed. */
    private static final int CLAIMERS = 2;

    private final StepQueue queue;
    private final RunWorker runWorker;
    private final RunLog log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final RunWaiters runWaiters;
    private final Map<Lane, LaneLoop> lanes;

    /** Asked to be cancelled, and until when a claim made before may last on the monotonic clock: some are just being told. */
    private final Map<RunId, Long> cancelled = new ConcurrentHashMap<>();

    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private volatile boolean started;
    private volatile boolean stopping;

    /** How many runs a node plans and carries out at once. */
    public record Slots(int planning, int steps) {}

    Engine(
            StepQueue queue,
            RunWorker runWorker,
            RunLog log,
            InstantSource clock,
            LongSupplier nanoTime,
            RunWaiters runWaiters,
            Slots slots) {
        this.queue = queue;
        this.runWorker = runWorker;
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.runWaiters = runWaiters;
        this.lanes = Map.of(
                Lane.PLANNING, new LaneLoop(Lane.PLANNING, slots.planning()),
                Lane.STEPS, new LaneLoop(Lane.STEPS, slots.steps()));
    }

    void start() {
        started = true;
        lanes.values().forEach(LaneLoop::start);
    }

    /** Something is due at once: looks now instead of after the usual sleep. */
    void wake(Lane lane) {
        loop(lane).wakeUps.release();
    }

    /** Stops what is claimed and not yet sent on this node. */
    void cancel(RunId run) {
        long now = nanoTime.getAsLong();
        cancelled.values().removeIf(endNanos -> endNanos - now < 0);
        cancelled.put(run, now + Lane.PLANNING.claim().toNanos());
    }

    /** Why the queue can't be worked on, or null while all is well. */
    public @Nullable String trouble() {
        return trouble.get();
    }

    /** How many runs of the lane this node works on now. */
    int inFlight(Lane lane) {
        return loop(lane).inFlight();
    }

    /** How many runs of the lane this node works on at most. */
    int slots(Lane lane) {
        return loop(lane).size;
    }

    /** What this node has done so far. */
    RunCounters tally() {
        return runWorker.tally();
    }

    /** Claims nothing more and gives the steps in flight their time. What is left is due for the next start. */
    @Override
    public void close() {
        stopping = true;
        if (started) {
            long endNanos = nanoTime.getAsLong() + STOP_PATIENCE.toNanos();
            lanes.values().forEach(LaneLoop::stop);
            lanes.values().forEach(lane -> lane.awaitEnd(endNanos));
        }
    }

    private LaneLoop loop(Lane lane) {
        LaneLoop loop = lanes.get(lane);
        if (loop == null) {
            throw new IllegalStateException("no loop for lane " + lane);
        }
        return loop;
    }

    private void carryOut(StepQueue.Claimed claimed, TargetState.Standing standing, long claimEndsNanos) {
        runWorker
                .carryOut(claimed, standing, claimEndsNanos, cancelled::containsKey)
                .ifPresent(after -> {
                    if (!after.status().isLive()) {
                        log.ended(after);
                    } else if (after.dueAt() != null
                            && after.dueAt().isBefore(clock.instant().plus(MAX_SLEEP))) {
                        wake(after.lane());
                    }
                    runWaiters.changed(after.id());
                });
    }

    /** One lane's claims. */
    private final class LaneLoop {
        private final Lane lane;
        private final int size;
        private final Semaphore slots;
        private final Semaphore wakeUps = new Semaphore(0);
        private final CountDownLatch ended = new CountDownLatch(CLAIMERS);

        LaneLoop(Lane lane, int size) {
            this.lane = lane;
            this.size = size;
            this.slots = new Semaphore(size);
        }

        void start() {
            for (int claimer = 0; claimer < CLAIMERS; claimer++) {
                Thread.ofVirtual()
                        .name("heatup-" + lane.name().toLowerCase(Locale.ROOT) + "-" + claimer)
                        .start(this::claimUntilStopped);
            }
        }

        void stop() {
            wakeUps.release(CLAIMERS);
        }

        void awaitEnd(long endNanos) {
            try {
                if (!ended.await(endNanos - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)
                        || !slots.tryAcquire(size, endNanos - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("Stopped with {} steps in flight; they are reconciled at the next start", inFlight());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        int inFlight() {
            return size - slots.availablePermits();
        }

        private void claimUntilStopped() {
            try {
                while (!stopping) {
                    claimOnce();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        private void claimOnce() throws InterruptedException {
            slots.acquire();
            int free = 1 + slots.drainPermits();
            int most = stopping ? 0 : Math.min(MAX_CLAIMED, free);
            slots.release(free - most);
            if (most == 0) {
                return;
            }
            int unused = most;
            Duration sleep = Duration.ZERO;
            try {
                wakeUps.drainPermits();
                long claimEndsNanos = nanoTime.getAsLong() + lane.claim().toNanos();
                Instant now = clock.instant();
                StepQueue.Batch batch = queue.claim(lane, now, most);
                trouble.set(null);
                runWorker.tally().claimed(lane, batch.claimed().size());
                for (StepQueue.Claimed claimed : batch.claimed()) {
                    unused--;
                    begin(claimed, batch.standing(), claimEndsNanos);
                }
                sleep = unused > 0 ? untilNext(batch.nextDue(), now) : Duration.ZERO;
            } catch (RuntimeException | Error e) {
                // The loop's boundary: the database may be away for a while, and the runs in it can wait. Errors, too:
                // without a claimer nothing would be done any more, and nobody would see why.
                String why = new StepProblem("", String.valueOf(e.getMessage())).message();
                trouble.set(why);
                LOG.error("Can't claim what is due, trying again: {}", why);
                sleep = AFTER_TROUBLE;
            } finally {
                slots.release(unused);
            }
            if (sleep.isPositive()) {
                wakeUps.tryAcquire(sleep.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private Duration untilNext(@Nullable Instant nextDue, Instant now) {
            if (nextDue == null || nextDue.isAfter(now.plus(MAX_SLEEP))) {
                return MAX_SLEEP;
            }
            return nextDue.isAfter(now) ? Duration.between(now, nextDue) : Duration.ofMillis(1);
        }

        private void begin(StepQueue.Claimed claimed, TargetState.Standing standing, long claimEndsNanos) {
            RunId id = claimed.run().id();
            Thread.ofVirtual().name(id.value()).start(() -> {
                try {
                    carryOut(claimed, standing, claimEndsNanos);
                } catch (RuntimeException e) {
                    // The loop's boundary: the claim runs out, and the step is reconciled.
                    LOG.error("Step of {} failed unexpectedly; it comes back when its claim ends", id, e);
                } finally {
                    cancelled.remove(id);
                    slots.release();
                }
            });
        }
    }
}
