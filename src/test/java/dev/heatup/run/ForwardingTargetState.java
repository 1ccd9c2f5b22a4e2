package dev.heatup.run;

import dev.heatup.session.SessionId;
import java.time.Instant;

/** As the other one, but where it is overridden. */
public class ForwardingTargetState implements TargetState {

    private final TargetState target;

    public ForwardingTargetState(TargetState target) {
        this.target = target;
    }

    @Override
    public Standing standing() {
        return target.standing();
    }

    @Override
    public void latch(Latch latch) {
        target.latch(latch);
    }

    @Override
    public void open(Latch known) {
        target.open(known);
    }

    @Override
    public Admission admit(SessionId session, SessionLimit limit, Instant now) {
        return target.admit(session, limit, now);
    }
}
