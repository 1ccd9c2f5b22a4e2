package dev.heatup.run;

import dev.heatup.gateway.Guard;
import dev.heatup.gateway.GuardVerdict;
import dev.heatup.run.TargetState.Latch;
import dev.heatup.telegram.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the guard before each run and at least every ten minutes, with the run's own session, and remembers a {@code Test}
 * for that long, within its epoch. What it forgets is asked again. A {@code Production} latches the target, whoever asked.
 * Thread-safe.
 */
final class TargetVerifier {

    static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int REMEMBERED = 100_000;

    private final Guard guard;
    private final TargetState target;
    private final RunLog log;
    private final Map<String, Seen> tested = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Seen(Instant at, long epoch) {}

    TargetVerifier(Guard guard, TargetState target, RunLog log) {
        this.guard = guard;
        this.target = target;
        this.log = log;
    }

    /**
     * Who wants to know.
     *
     * @param since an answer from before it does not count
     * @param epoch an answer from an earlier one does not count either
     * @param notBefore of the caller's session, null when it may ask now
     */
    record Question(
            Caller caller,
            Instant since,
            long epoch,
            @Nullable Instant notBefore) {

        /** @param after the verdict */
        Instant end(GuardVerdict.FloodWait wait, Instant after) {
            return notBefore != null && notBefore.isAfter(after) ? notBefore : after.plus(wait.length());
        }
    }

    GuardVerdict verdict(Question question, Instant now) {
        String session = question.caller.sessionId();
        synchronized (tested) {
            Seen last = tested.get(session);
            if (last != null
                    && last.epoch == question.epoch
                    && !last.at.isBefore(question.since)
                    && last.at.plus(FRESH).isAfter(now)) {
                return new GuardVerdict.Test();
            }
        }
        Instant notBefore = question.notBefore;
        if (notBefore != null && notBefore.isAfter(now)) {
            return new GuardVerdict.Unverified(
                    "the network asked to wait with help.getConfig until " + notBefore,
                    new GuardVerdict.FloodWait(Duration.between(now, notBefore)));
        }
        GuardVerdict guardVerdict = guard.check(question.caller, PATIENCE);
        synchronized (tested) {
            if (guardVerdict instanceof GuardVerdict.Test) {
                tested.put(session, new Seen(now, question.epoch));
            } else {
                tested.remove(session);
            }
        }
        if (guardVerdict instanceof GuardVerdict.Production(String why)) {
            target.latch(new Latch(session, why, now));
            log.latched(question.caller, why);
        }
        return guardVerdict;
    }
}
