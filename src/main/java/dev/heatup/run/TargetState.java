package dev.heatup.run;

import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all nodes know of the network under test: whether it is latched, and who acted on it. Thread-safe. */
public interface TargetState {

    Standing standing();

    /** The target answered like a production network: latches it and makes all its runs due, so that they end. */
    void latch(Latch latch);

    /**
     * Only after a person asked and the guard said {@code Test}. Raises the epoch.
     *
     * @param known the latch that was there when the guard was asked; one that came since then stays
     */
    void open(Latch known);

    /**
     * Whether the session may act at {@code now}; if so, it is remembered that it did. For targets with a limit.
     *
     * @param limit not {@link SessionLimit#NONE}
     */
    Admission admit(SessionId session, SessionLimit limit, Instant now);

    /**
     * @param latch what keeps the target latched, or null
     * @param epoch raised whenever a latch is opened: what the guard said in an earlier one does not count
     */
    record Standing(@Nullable Latch latch, long epoch) {

        public static final Standing INITIAL = new Standing(null, 0);
    }

    /**
     * A target that answered like a production network.
     *
     * @param sessionId for whom it was asked
     */
    record Latch(String sessionId, String why, Instant since) {}

    sealed interface Admission {

        record Admitted() implements Admission {}

        /** @param nextPlace when another session may act at the earliest */
        record Full(SessionLimit limit, Instant nextPlace) implements Admission {

            /** What is allowed and when there is a place, as a sentence. */
            public String why() {
                return limit + "; the next place is free at " + nextPlace;
            }
        }

        record Quarantined(Quarantine quarantine) implements Admission {}
    }
}
