package dev.heatup.run.web;

import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.run.Warmups;
import dev.heatup.session.SessionId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The optional body of a warmup. */
record WarmupRequest(
        @Schema(description = "the channels that the plan may use", defaultValue = "default") @Nullable
        String pool,

        @Schema(description = "how to plan and pace", defaultValue = "default") @Nullable
        String strategy,

        @Schema(description = "all chance of the run comes from it; drawn when it is missing") @Nullable
        Long seed,

        @Schema(description = "fewer actions than the settings allow", minimum = "1") @Nullable
        Integer maxActions,

        @Schema(description = "a plan of your own, validated like a planner's and carried out as it is") @Nullable
        List<@Nullable ProposedAction> plan) {

    static final WarmupRequest EMPTY = new WarmupRequest(null, null, null, null, null);

    Warmups.Request toRequest(SessionId session) {
        List<ProposedAction> actions = plan == null
                ? null
                : plan.stream()
                        .map(action -> action == null ? ProposedAction.EMPTY : action)
                        .toList();
        return new Warmups.Request(
                session, pool, strategy, seed, maxActions, actions == null ? null : new ProposedPlan(actions));
    }

    /** Tells requests apart that came under the same key; white space and the order of fields do not matter. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
