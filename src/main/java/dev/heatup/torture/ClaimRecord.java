package dev.heatup.torture;

import dev.heatup.run.Position;
import dev.heatup.run.Run;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A claim of a run as it really was: since when, and what its node met under it. Used by one thread at a time. */
final class ClaimRecord {

    /** The one that a node's work belongs to. */
    static final ScopedValue<Run> CLAIMED = ScopedValue.newInstance();

    private static final int FLOOD = 420;
    private static final int TROUBLE_INSIDE = 500;
    private static final String RESTRICTED = "PEER_FLOOD";

    private final Run run;
    private final Instant since;
    private final Set<Met> met = EnumSet.noneOf(Met.class);
    private final Map<String, Instant> floodWaits = new HashMap<>();
    private boolean completed;

    /** What stands between a step and its outcome. */
    enum Met {
        /** A call had no answer, or none that says whether it happened. */
        SILENCE,
        /** A call was not sent, for the gateway could not be reached. */
        NO_WAY,
        /** The network said no. */
        REFUSAL,
        RESTRICTION,
        /** The node stood still, or what it sent was late, so that its time may have run out. */
        DELAY,
        /** The gateway said that it is the public network. */
        PRODUCTION,
        /** The gateway did not say what network it is. */
        NO_VERDICT
    }

    /** @param run as its node was given it */
    ClaimRecord(Run run, Instant since) {
        this.run = run;
        this.since = since;
    }

    Run run() {
        return run;
    }

    Instant since() {
        return since;
    }

    /** Nothing is sent from here on. A node leaves off a second before, which is more than its clock is wrong. */
    Instant end() {
        return since.plus(run.lane().claim());
    }

    void meets(Met what) {
        met.add(what);
    }

    boolean hasMet(Met what) {
        return met.contains(what);
    }

    /** What its node is told by the network. */
    void answered(Call call, Reply reply, Instant now) {
        if (call.method().equals(FaultyGateway.CONFIG)) {
            verdict(reply).ifPresent(met::add);
            return;
        }
        switch (reply) {
            case Reply.Done _ -> {}
            case Reply.NotSent _, Reply.Shut _ -> met.add(Met.NO_WAY);
            case Reply.Unknown _ -> met.add(Met.SILENCE);
            case Reply.Failed(int code, String _, String _, Duration wait, String _)
            when code == FLOOD && wait != null -> floodWaits.put(call.method(), now.plus(wait));
            case Reply.Failed failed when failed.code() >= TROUBLE_INSIDE -> met.add(Met.SILENCE);
            case Reply.Failed failed -> met.add(failed.name().equals(RESTRICTED) ? Met.RESTRICTION : Met.REFUSAL);
        }
    }

    private static Optional<Met> verdict(Reply reply) {
        if (!(reply instanceof Reply.Done(Tl result))) {
            return Optional.of(Met.NO_VERDICT);
        }
        return result instanceof Tl.Obj config && config.bool("test_mode").orElse(false)
                ? Optional.empty()
                : Optional.of(Met.PRODUCTION);
    }

    /** The waits that the network asked for: by method, until when. */
    Map<String, Instant> floodWaits() {
        return Map.copyOf(floodWaits);
    }

    /** What its node said of it was recorded. */
    void complete() {
        completed = true;
    }

    /** Whether another claim was for the same of the same step: of the same turn, and as far on. */
    boolean isForTheSameAs(ClaimRecord other) {
        Position here = run.position();
        Position there = other.run.position();
        return here.index() == there.index() && here.progress().equals(there.progress());
    }

    /** Whether nobody can tell after it what happened under it. */
    boolean leavesADoubt() {
        return !completed || met.contains(Met.SILENCE) || met.contains(Met.DELAY);
    }

    /** Whether it may have come to nothing. */
    boolean mayBeFruitless() {
        return leavesADoubt() || met.contains(Met.NO_WAY) || met.contains(Met.REFUSAL);
    }
}
