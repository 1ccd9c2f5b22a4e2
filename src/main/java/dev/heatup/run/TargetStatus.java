package dev.heatup.run;

import dev.heatup.gateway.Guard;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import dev.heatup.telegram.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Whether the network under test is a test network, asked outside of any run. Thread-safe. */
final class TargetStatus {

    private static final Duration GLANCE = Duration.ofSeconds(10);

    /** For whom the guard asks when it asks for no run. */
    private static final SessionId GUARD = new SessionId("heatup");

    private final Target target;
    private final TargetState state;
    private final Sessions sessions;
    private final SessionLimit limit;
    private final TargetVerifier targetVerifier;
    private final InstantSource clock;

    TargetStatus(Warmups.Dependencies given, SessionLimit limit, TargetVerifier targetVerifier) {
        this.target = given.target();
        this.state = given.state();
        this.sessions = given.sessions();
        this.limit = limit;
        this.targetVerifier = targetVerifier;
        this.clock = given.clock();
    }

    Warmups.Standing standing() {
        return new Warmups.Standing(target.toString(), state.standing().latch());
    }

    /** {@code Test} opens a latched target, nothing else does. */
    GuardVerdict recheck(@Nullable SessionId session) {
        TargetState.Standing before = state.standing();
        TargetState.Latch latch = before.latch();
        SessionId asked = session != null ? session : latch != null ? new SessionId(latch.sessionId()) : GUARD;
        GuardVerdict guardVerdict = ask(asked, Instant.MAX, before.epoch());
        if (guardVerdict instanceof GuardVerdict.Test && latch != null) {
            state.open(latch);
        }
        return guardVerdict;
    }

    /** What the guard says, at most {@link #GLANCE} old. */
    GuardVerdict glance() {
        return ask(GUARD, clock.instant().minus(GLANCE), state.standing().epoch());
    }

    /** What comes of asking outside of a run is kept as of any call. */
    private GuardVerdict ask(SessionId id, Instant since, long epoch) {
        Instant now = clock.instant();
        if (!id.equals(GUARD) && !limit.isNone()) {
            TargetState.Admission admission = state.admit(id, limit, now);
            if (admission instanceof TargetState.Admission.Full full) {
                return new GuardVerdict.Unverified(full.why());
            }
        }
        Session session = sessions.find(id);
        if (session.quarantine() != null) {
            return new GuardVerdict.Unverified("session " + id + " is quarantined ("
                    + session.quarantine().code()
                    + "), and nothing is asked for it until a person releases it");
        }
        return answered(id, session, since, epoch, now);
    }

    private GuardVerdict answered(SessionId id, Session session, Instant since, long epoch, Instant now) {
        TargetVerifier.Question question = new TargetVerifier.Question(
                Caller.of(id.value()), since, epoch, session.notBefore().get(Guard.QUESTION));
        GuardVerdict guardVerdict = targetVerifier.verdict(question, now);
        if (guardVerdict instanceof GuardVerdict.Unverified(String _, GuardVerdict.Cause cause)) {
            Instant after = clock.instant();
            switch (cause) {
                case GuardVerdict.FloodWait wait ->
                    sessions.learn(id, new SessionChange.FloodWait(Guard.QUESTION, question.end(wait, after)));
                case GuardVerdict.Restricted(String code) ->
                    sessions.learn(id, new SessionChange.Restricted(code, after));
                case GuardVerdict.NoAnswer() -> {}
            }
        }
        return guardVerdict;
    }
}
