package dev.heatup.torture;

import dev.heatup.session.SessionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The waits that the network asked for and that a node could record, by session and method. Used by one thread at a time. */
final class RecordedFloodWaits {

    private final Map<Method, Wait> waits = new HashMap<>();

    private record Method(String session, String name) {}

    /** @param known since when everybody can know of it */
    private record Wait(Instant until, Instant known) {
        Wait longer(Wait other) {
            return other.until.isAfter(until) ? other : this;
        }
    }

    void learn(SessionId session, String method, Instant until, Instant now) {
        waits.merge(new Method(session.value(), method), new Wait(until, now), Wait::longer);
    }

    /** Until when somebody who claims then must not do it, {@link Instant#MIN} when he may. */
    Instant until(String session, String method, Instant claimed) {
        Wait wait = waits.get(new Method(session, method));
        return wait != null && wait.known.isBefore(claimed) ? wait.until : Instant.MIN;
    }

    /** Until when a session must not do something or other, {@link Instant#MIN} for nothing. */
    Instant longest(SessionId session) {
        return waits.entrySet().stream()
                .filter(wait -> wait.getKey().session.equals(session.value()))
                .map(wait -> wait.getValue().until)
                .reduce(Instant.MIN, (one, other) -> one.isAfter(other) ? one : other);
    }
}
