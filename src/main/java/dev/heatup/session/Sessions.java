package dev.heatup.session;

import java.time.Instant;

/** What is remembered of sessions. Thread-safe. */
public interface Sessions {

    /** Never empty: a session that nobody met yet is {@link Session#unknown}. */
    Session find(SessionId id);

    /** Records what was met outside of a step; what a step taught is recorded with its outcome. */
    void learn(SessionId id, SessionChange change);

    /** Ends a quarantine, with a person's reason kept; false when there was none. */
    boolean release(SessionId id, String reason, Instant now);
}
