package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.BotReply;

/** A call that is refused; caught where the call is decided. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final transient BotReply.Refused reply;

    private Refusal(BotReply.Refused reply) {
        super(reply.description(), null, false, false);
        this.reply = reply;
    }

    static Refusal badRequest(String message) {
        return new Refusal(BotReply.refused(400, "Bad Request: " + message));
    }

    static Refusal forbidden(String message) {
        return new Refusal(BotReply.refused(403, "Forbidden: " + message));
    }

    static Refusal of(BotReply.Refused reply) {
        return new Refusal(reply);
    }

    BotReply.Refused reply() {
        return reply;
    }
}
