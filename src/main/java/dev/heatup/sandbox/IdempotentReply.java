package dev.heatup.sandbox;

import dev.heatup.telegram.Reply;

/**
 * The first answer under a {@code client_id}, for repeats.
 *
 * @param fingerprint of the call's content, so that another call under the same id is noticed
 * @param seq where the log was when the call came: of the event that came next
 */
public record IdempotentReply(String account, String clientId, String fingerprint, Reply reply, long seq) {

    IdempotentReply with(Reply other) {
        return new IdempotentReply(account, clientId, fingerprint, other, seq);
    }
}
