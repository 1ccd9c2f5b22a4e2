package dev.heatup.torture;

import dev.heatup.run.Lane;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.Runs;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepQueue;
import dev.heatup.run.TargetState;
import dev.heatup.run.Transition;
import dev.heatup.session.SessionId;
import dev.heatup.sqlite.StoreException;
import dev.heatup.torture.TrialFault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database as a node has it: it takes time, and may be lost at each of its moments. */
final class FaultyStore implements Runs, StepQueue, TargetState {

    private final SimulatedCluster simulatedCluster;
    private final SimulatedNode simulatedNode;
    private final TrialStore trialStore;
    private final List<Run> fresh = new ArrayList<>();

    FaultyStore(SimulatedCluster simulatedCluster, SimulatedNode simulatedNode) {
        this.simulatedCluster = simulatedCluster;
        this.simulatedNode = simulatedNode;
        this.trialStore = simulatedCluster.openStore();
    }

    /** Claimed, while the node does not know of it. */
    List<Run> fresh() {
        return List.copyOf(fresh);
    }

    /** The database's clock, which is the right one; looked at somewhere between the question and its answer. */
    Instant time() {
        Duration whole = strike(Kind.SLOW_CLOCK, true).map(TrialFault::length).orElseGet(simulatedNode::moment);
        Duration there = Duration.ofNanos(
                Math.round(whole.toNanos() * simulatedNode.random().nextDouble()));
        simulatedNode.sleep(there);
        failWhile(Kind.DATABASE_AWAY, "the database is away");
        Instant time = simulatedCluster.scheduler().now();
        simulatedNode.sleep(whole.minus(there));
        return time;
    }

    @Override
    public Creation create(Run run, @Nullable RequestKey key, SessionLimit limit) {
        return write(false, () -> {
            Creation creation = trialStore.runs().create(run, key, limit);
            simulatedCluster.checker().created(run.sessionId());
            return creation;
        });
    }

    @Override
    public Optional<Creation> earlier(RequestKey key, Instant now) {
        return write(false, () -> trialStore.runs().earlier(key, now));
    }

    @Override
    public Optional<Story> find(RunId id) {
        return read(() -> trialStore.runs().find(id));
    }

    @Override
    public List<Story> list(Filter filter) {
        return read(() -> trialStore.runs().list(filter));
    }

    @Override
    public Cancellation cancel(RunId id, Instant now) {
        return write(false, () -> {
            Cancellation answer = trialStore.runs().cancel(id, now);
            simulatedCluster.checker().cancelRecorded(id);
            return answer;
        });
    }

    @Override
    public int forget(Instant endedBefore, int most) {
        return write(false, () -> trialStore.runs().forget(endedBefore, most));
    }

    @Override
    public long live() {
        return read(() -> trialStore.runs().live());
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        List<Run> claimed = new ArrayList<>();
        try {
            return write(false, () -> {
                Batch batch = trialStore.queue().claim(lane, now, most);
                batch.claimed().forEach(claim -> claimed.add(claim.run()));
                claimed.forEach(run -> simulatedCluster.checker().claimed(simulatedNode, run));
                fresh.addAll(claimed);
                return batch;
            });
        } finally {
            fresh.removeAll(claimed);
        }
    }

    @Override
    public @Nullable Instant nextDue(Lane lane) {
        return read(() -> Optional.ofNullable(trialStore.queue().nextDue(lane))).orElse(null);
    }

    @Override
    public boolean complete(Claimed claimed, Transition transition, Instant now) {
        return write(transition.outcome() != null, () -> {
            boolean recorded = trialStore.queue().complete(claimed, transition, now);
            simulatedCluster.checker().completed(simulatedNode, claimed.run(), transition, recorded);
            return recorded;
        });
    }

    @Override
    public Standing standing() {
        return read(() -> trialStore.target().standing());
    }

    @Override
    public void latch(Latch latch) {
        write(false, () -> {
            trialStore.target().latch(latch);
            simulatedCluster.checker().latched();
            return true;
        });
    }

    @Override
    public void open(Latch known) {
        write(false, () -> {
            trialStore.target().open(known);
            return true;
        });
    }

    @Override
    public Admission admit(SessionId session, SessionLimit limit, Instant now) {
        return write(false, () -> trialStore.target().admit(session, limit, now));
    }

    private <T> T read(Supplier<T> what) {
        simulatedNode.sleep(simulatedNode.moment());
        failWhile(Kind.DATABASE_AWAY, "the database is away");
        return what.get();
    }

    private <T> T write(boolean matters, Supplier<T> what) {
        simulatedNode.sleep(simulatedNode.moment());
        failWhile(Kind.DATABASE_AWAY, "the database is away");
        failWhile(Kind.DISK_FULL, "database or disk is full");
        strike(Kind.CRASH_BEFORE_COMMIT, matters).ifPresent(trialFault -> simulatedNode.die(trialFault.length()));
        T result = what.get();
        strike(Kind.CRASH_AFTER_COMMIT, matters).ifPresent(trialFault -> simulatedNode.die(trialFault.length()));
        strike(Kind.PAUSE_AFTER_COMMIT, matters).ifPresent(trialFault -> simulatedNode.standStill(trialFault.length()));
        if (strike(Kind.COMMIT_UNKNOWN, matters).isPresent()) {
            throw new StoreException("the connection was lost");
        }
        simulatedNode.sleep(simulatedNode.moment());
        return result;
    }

    private Optional<TrialFault> strike(Kind kind, boolean matters) {
        return simulatedCluster.strike(kind, simulatedNode, matters);
    }

    private void failWhile(Kind kind, String why) {
        if (simulatedCluster.faults().lasts(kind)) {
            throw new StoreException(why);
        }
    }
}
