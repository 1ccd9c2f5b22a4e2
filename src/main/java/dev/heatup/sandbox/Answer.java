package dev.heatup.sandbox;

import dev.heatup.gateway.Reply;

/**
 * The first answer under a {@code client_id}, for repeats.
 *
 * @param fingerprint of the call's content, so that another call under the same id is noticed
 */
public record Answer(String account, String clientId, String fingerprint, Reply reply) {}
