package dev.heatup.session;

import dev.heatup.channel.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What we remember of one account, across runs. Immutable.
 *
 * @param joined channels and groups it is in, oldest first, as far as our own runs know
 * @param left channels and groups that it left and did not join again
 * @param recentlyRead channels it read, the latest first, each once, at most {@value #REMEMBERED_READS}
 * @param startedBots bots that it started
 * @param notBefore for a method of the network, the instant before which it must not be called again (flood wait); for
 *     {@link #ANY_METHOD} that before which none may (pause)
 */
public record Session(
        SessionId id,
        Set<Username> joined,
        Set<Username> left,
        List<Username> recentlyRead,
        Set<Username> startedBots,
        Map<String, Instant> notBefore,
        @Nullable Quarantine quarantine) {

    /** In {@code notBefore}: no method at all may be called earlier, since the session pauses. */
    public static final String ANY_METHOD = "*";

    /** How many channels a session remembers to have read; enough for a planner to return to a favourite. */
    public static final int REMEMBERED_READS = 10;

    public static Session unknown(SessionId id) {
        return new Session(id, Set.of(), Set.of(), List.of(), Set.of(), Map.of(), null);
    }
}
