package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Replies in the Bot API's envelope. */
final class BotResponses {

    private static final String JSON = "application/json";

    private BotResponses() {}

    /** @param method in its canonical spelling, for the reply that it is not there */
    static HttpAnswer of(String method, BotReply reply) {
        return switch (reply) {
            case BotReply.Ok(Tl result) ->
                json(200, Tl.object().with("ok", true).with("result", result).build(), null);
            case BotReply.Refused refused -> of(refused);
            case BotReply.NotImplemented _ -> of(BotReply.refused(501, "Not Implemented in the sandbox: " + method));
            case BotReply.NoAnswer _ -> new HttpAnswer.Cut();
        };
    }

    static HttpAnswer of(BotReply.Refused refused) {
        Tl.Builder envelope = Tl.object()
                .with("ok", false)
                .with("error_code", refused.code())
                .with("description", refused.description());
        Tl.Builder parameters = Tl.object();
        Long migrateTo = refused.migrateTo();
        if (migrateTo != null) {
            parameters.with("migrate_to_chat_id", migrateTo);
        }
        Duration retryAfter = refused.retryAfter();
        if (retryAfter != null) {
            parameters.with("retry_after", retryAfter.toSeconds());
        }
        if (!parameters.build().fields().isEmpty()) {
            envelope.with("parameters", parameters.build());
        }
        return json(refused.code(), envelope.build(), retryAfter);
    }

    private static HttpAnswer json(int status, Tl.Obj envelope, @Nullable Duration retryAfter) {
        return new HttpAnswer.Written(status, JSON, ByteBuffer.wrap(TlJson.write(envelope)), retryAfter);
    }
}
