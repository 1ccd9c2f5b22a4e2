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
import dev.heatup.torture.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database as a node has it: it takes time, and may be lost at each of its moments. */
final class ShakyStore implements Runs, StepQueue, TargetState {

    private final Cluster cluster;
    private final Member member;
    private final Store store;
    private final List<Run> fresh = new ArrayList<>();

    ShakyStore(Cluster cluster, Member member) {
        this.cluster = cluster;
        this.member = member;
        this.store = cluster.openStore();
    }

    /** Claimed, while the node does not know of it. */
    List<Run> fresh() {
        return List.copyOf(fresh);
    }

    /** The database's clock, which is the right one; looked at somewhere between the question and its answer. */
    Instant time() {
        Duration whole = strike(Kind.SLOW_CLOCK, true).map(Fault::length).orElseGet(member::moment);
        Duration there =
                Duration.ofNanos(Math.round(whole.toNanos() * member.random().nextDouble()));
        member.sleep(there);
        failWhile(Kind.DATABASE_AWAY, "the database is away");
        Instant time = cluster.scheduler().now();
        member.sleep(whole.minus(there));
        return time;
    }

    @Override
    public Creation create(Run run, @Nullable RequestKey key, SessionLimit limit) {
        return write(false, () -> {
            Creation creation = store.runs().create(run, key, limit);
            cluster.witness().created(run.sessionId());
            return creation;
        });
    }

    @Override
    public Optional<Creation> earlier(RequestKey key, Instant now) {
        return write(false, () -> store.runs().earlier(key, now));
    }

    @Override
    public Optional<Story> find(RunId id) {
        return read(() -> store.runs().find(id));
    }

    @Override
    public List<Story> list(Filter filter) {
        return read(() -> store.runs().list(filter));
    }

    @Override
    public Cancellation cancel(RunId id, Instant now) {
        return write(false, () -> {
            Cancellation answer = store.runs().cancel(id, now);
            cluster.witness().cancelRecorded(id);
            return answer;
        });
    }

    @Override
    public int forget(Instant endedBefore, int most) {
        return write(false, () -> store.runs().forget(endedBefore, most));
    }

    @Override
    public long live() {
        return read(() -> store.runs().live());
    }

    @Override
    public Batch claim(Lane lane, Instant now, int most) {
        List<Run> claimed = new ArrayList<>();
        try {
            return write(false, () -> {
                Batch batch = store.queue().claim(lane, now, most);
                batch.claimed().forEach(claim -> claimed.add(claim.run()));
                claimed.forEach(run -> cluster.witness().claimed(member, run));
                fresh.addAll(claimed);
                return batch;
            });
        } finally {
            fresh.removeAll(claimed);
        }
    }

    @Override
    public @Nullable Instant nextDue(Lane lane) {
        return read(() -> Optional.ofNullable(store.queue().nextDue(lane))).orElse(null);
    }

    @Override
    public boolean complete(Claimed claimed, Transition transition, Instant now) {
        return write(transition.outcome() != null, () -> {
            boolean recorded = store.queue().complete(claimed, transition, now);
            cluster.witness().completed(member, claimed.run(), transition, recorded);
            return recorded;
        });
    }

    @Override
    public Standing standing() {
        return read(() -> store.target().standing());
    }

    @Override
    public void latch(Latch latch) {
        write(false, () -> {
            store.target().latch(latch);
            cluster.witness().latched();
            return true;
        });
    }

    @Override
    public void open(Latch known) {
        write(false, () -> {
            store.target().open(known);
            return true;
        });
    }

    @Override
    public Admission admit(SessionId session, SessionLimit limit, Instant now) {
        return write(false, () -> store.target().admit(session, limit, now));
    }

    private <T> T read(Supplier<T> what) {
        member.sleep(member.moment());
        failWhile(Kind.DATABASE_AWAY, "the database is away");
        return what.get();
    }

    private <T> T write(boolean matters, Supplier<T> what) {
        member.sleep(member.moment());
        failWhile(Kind.DATABASE_AWAY, "the database is away");
        failWhile(Kind.DISK_FULL, "database or disk is full");
        strike(Kind.CRASH_BEFORE_COMMIT, matters).ifPresent(fault -> member.die(fault.length()));
        T result = what.get();
        strike(Kind.CRASH_AFTER_COMMIT, matters).ifPresent(fault -> member.die(fault.length()));
        strike(Kind.PAUSE_AFTER_COMMIT, matters).ifPresent(fault -> member.standStill(fault.length()));
        if (strike(Kind.COMMIT_UNKNOWN, matters).isPresent()) {
            throw new StoreException("the connection was lost");
        }
        member.sleep(member.moment());
        return result;
    }

    private Optional<Fault> strike(Kind kind, boolean matters) {
        return cluster.strike(kind, member, matters);
    }

    private void failWhile(Kind kind, String why) {
        if (cluster.trouble().lasts(kind)) {
            throw new StoreException(why);
        }
    }
}
