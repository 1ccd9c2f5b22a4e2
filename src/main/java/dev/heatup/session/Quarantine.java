package dev.heatup.session;

import java.time.Instant;

/**
 * A session that the network restricted. No run starts for it until a person releases it.
 *
 * @param code the network's name for the restriction, such as {@code PEER_FLOOD}
 */
public record Quarantine(String code, Instant since) {}
