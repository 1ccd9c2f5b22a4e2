package dev.heatup.run;

import dev.heatup.run.TargetState.Admission.Admitted;
import dev.heatup.run.TargetState.Admission.Full;
import dev.heatup.run.TargetState.Admission.Quarantined;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A target's state in memory, for simulations. Thread-safe. */
final class MemoryTarget implements TargetState {

    private final Sessions sessions;
    private final Map<SessionId, Instant> lastActed = new HashMap<>();
    private Standing standing = Standing.INITIAL;

    MemoryTarget(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public synchronized Standing standing() {
        return standing;
    }

    @Override
    public synchronized void latch(Latch latch) {
        if (standing.latch() == null) {
            standing = new Standing(latch, standing.epoch());
        }
    }

    @Override
    public synchronized void open(Latch known) {
        if (known.equals(standing.latch())) {
            standing = new Standing(null, standing.epoch() + 1);
        }
    }

    @Override
    public synchronized Admission admit(SessionId session, SessionLimit limit, Instant now) {
        Quarantine quarantine = sessions.find(session).quarantine();
        if (quarantine != null) {
            return new Quarantined(quarantine);
        }
        List<Instant> others = lastActed.entrySet().stream()
                .filter(other -> !other.getKey().equals(session))
                .map(Map.Entry::getValue)
                .filter(at -> at.isAfter(now.minus(limit.window())))
                .sorted()
                .toList();
        if (others.size() >= limit.most()) {
            return new Full(limit, others.get(others.size() - limit.most()).plus(limit.window()));
        }
        lastActed.merge(session, now, (known, later) -> known.isAfter(later) ? known : later);
        return new Admitted();
    }
}
