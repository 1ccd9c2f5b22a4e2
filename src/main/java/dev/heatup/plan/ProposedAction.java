package dev.heatup.plan;

import org.jspecify.annotations.Nullable;

/** An action as somebody wrote it. Nothing about it is to be trusted; any part may be missing. */
public record ProposedAction(
        @Nullable String action,
        @Nullable String channelUsername,
        @Nullable Integer durationSeconds,
        @Nullable String reason) {}
