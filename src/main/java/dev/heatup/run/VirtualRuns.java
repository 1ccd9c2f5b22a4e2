package dev.heatup.run;

import dev.heatup.session.MemorySessions;
import dev.heatup.session.SessionId;
import dev.heatup.telegram.Gateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Runs in virtual time: what the engine does, from the same decisions and steps, without a store and without waiting. The
 * driver moves the clock to {@link #nextDue} and lets the first run go on; the same runs on the same network do the same
 * each time. Confined to one thread.
 */
public final class VirtualRuns {

    private final RunDriver runDriver;
    private final MemorySessions sessions;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final Set<SessionId> live = new HashSet<>();
    private long order;

    private record Due(Instant at, long order, Run run) {}

    /**
     * @param clock virtual time, which stands still during a step
     * @param random for run ids and seeds
     * @param personas a short label of who a run's session is, for the sandbox's log
     */
    public VirtualRuns(
            Visits visits,
            Gateway gateway,
            MemorySessions sessions,
            InstantSource clock,
            RandomGenerator random,
            Function<Run, String> personas) {
        this.runDriver = new RunDriver(
                visits,
                gateway,
                Target.SANDBOX,
                new MemoryTarget(sessions),
                RunLog.ofSimulation(),
                clock,
                () -> 0,
                personas,
                1);
        this.sessions = sessions;
        this.clock = clock;
        this.random = random;
    }

    /** A visit that begins now. */
    public void start(SessionId session, String pool, String strategy) {
        Instant now = clock.instant();
        RunRequest visit =
                new RunRequest(session, Target.SANDBOX, pool, strategy, random.nextLong(1L << 53), null, null);
        add(Run.create(RunId.create(now, random), visit, now));
    }

    /** Whether the session is on a visit. */
    public boolean isLive(SessionId session) {
        return live.contains(session);
    }

    public Optional<Instant> nextDue() {
        return Optional.ofNullable(queue.peek()).map(Due::at);
    }

    /**
     * Lets the run go on that is due first.
     *
     * @return what became of it and what was recorded
     */
    public Transition goOn() {
        Run run = queue.remove().run().claimed(clock.instant());
        Transition transition = runDriver.carryOut(
                new StepQueue.Claimed(0, run, sessions.find(run.sessionId()).notBefore()),
                TargetState.Standing.INITIAL,
                run.lane().claim().toNanos(),
                _ -> false);
        transition.changes().forEach(change -> sessions.learn(run.sessionId(), change));
        add(transition.run());
        return transition;
    }

    private void add(Run run) {
        Instant due = run.dueAt();
        if (due == null) {
            live.remove(run.sessionId());
        } else {
            live.add(run.sessionId());
            queue.add(new Due(due, order++, run));
        }
    }
}
