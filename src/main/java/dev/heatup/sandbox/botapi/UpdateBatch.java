package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.List;

/** The answer to an {@link UpdatesRequest}. */
public sealed interface UpdateBatch {

    /** Those that wait now, oldest first, each an {@code Update} with its {@code update_id}; may be none. */
    record There(List<Tl.Obj> updates) implements UpdateBatch {
        public There {
            updates = List.copyOf(updates);
        }
    }

    /** Nothing was looked at or confirmed: the updates go to the webhook. */
    record WebhookIsSet() implements UpdateBatch {}

    record Refused(BotReply.Refused reply) implements UpdateBatch {}

    /** As {@link BotReply.NoAnswer}. */
    record NoAnswer() implements UpdateBatch {}
}
