package dev.heatup.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the world holds it, whoever looks at it.
 *
 * @param id 1 or more, without gaps within its chat
 * @param views null where views are not counted
 * @param author the account that wrote it; null for what the channel itself posted
 */
record Post(
        int id,
        Instant date,
        String text,
        @Nullable Long views,
        @Nullable String author,
        @Nullable Integer replyTo) {}
