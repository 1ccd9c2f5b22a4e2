package dev.heatup.run;

import dev.heatup.plan.Plan;
import dev.heatup.session.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param target for which it is made
 * @param seed all chance of the run comes from it
 * @param maxActions fewer actions than the settings allow, or null
 * @param given the caller's own plan, already valid; null when it is to be planned
 */
public record RunRequest(
        SessionId sessionId,
        Target target,
        String pool,
        String strategy,
        long seed,
        @Nullable Integer maxActions,
        @Nullable Plan given) {}
