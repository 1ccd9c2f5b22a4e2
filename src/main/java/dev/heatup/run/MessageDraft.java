package dev.heatup.run;

import org.jspecify.annotations.Nullable;

/**
 * What a step is going to send, decided from what was seen when it was due. It is stored before anything is sent, so that
 * a repeat after a crash sends the very same.
 */
public sealed interface MessageDraft {

    /** @param replyTo the message that it answers, or null */
    record Message(String text, @Nullable Long replyTo) implements MessageDraft {}

    record Reaction(long messageId, String emoji) implements MessageDraft {}

    /**
     * A button below a bot's message.
     *
     * @param data what the network is told about it
     * @param seen {@link HistoryPage.Message#digest()} of the message, so that an edit of it is noticed
     */
    record Press(long messageId, String label, String data, int seen) implements MessageDraft {}
}
