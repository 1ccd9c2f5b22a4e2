package dev.heatup.run;

import dev.heatup.gateway.Caller;
import dev.heatup.gateway.Guard;
import dev.heatup.gateway.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the guard before each run and at least every ten minutes, with the run's own session, and remembers a {@code Test}
 * for that long. What it forgets is asked again. Thread-safe.
 */
final class Environment {

    static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int REMEMBERED = 100_000;

    private final Guard guard;
    private final Map<String, Instant> tested = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Environment(Guard guard) {
        this.guard = guard;
    }

    /** @param runStarted an answer from before it does not count */
    Verdict verdict(Caller caller, Instant runStarted, Instant now) {
        synchronized (tested) {
            Instant last = tested.get(caller.sessionId());
            if (last != null && !last.isBefore(runStarted) && last.plus(FRESH).isAfter(now)) {
                return new Verdict.Test();
            }
        }
        Verdict verdict = guard.check(caller, PATIENCE);
        synchronized (tested) {
            if (verdict instanceof Verdict.Test) {
                tested.put(caller.sessionId(), now);
            } else {
                tested.remove(caller.sessionId());
            }
        }
        return verdict;
    }

    /** Asks now, whatever is remembered. */
    Verdict recheck(Caller caller, Instant now) {
        forget();
        return verdict(caller, now, now);
    }

    /** After a latch, nothing that was seen before counts. */
    void forget() {
        synchronized (tested) {
            tested.clear();
        }
    }
}
