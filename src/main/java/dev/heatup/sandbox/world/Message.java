package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a chat.
 *
 * @param id 1 or more; in a channel or group its own, in private chats the bot's
 * @param author {@link Actor.Network} for what a channel or group writes in its own name
 * @param replyTo the id of the message that it answers
 * @param thread the topic that it belongs to
 * @param keyboard the Bot API's reply_markup
 */
public record Message(
        int id,
        Instant date,
        Actor author,
        Content content,
        @Nullable Integer replyTo,
        @Nullable Integer thread,
        @Nullable Forward forward,
        Tl.@Nullable Obj keyboard,
        @Nullable Instant editedAt) {

    /**
     * Where a forwarded message comes from.
     *
     * @param author null when it comes from a channel or group, or from somebody who hides
     * @param channel or the group that wrote it in its own name; null when it comes from a person or bot
     * @param messageId in the channel; null for a group
     * @param automatic a channel's post in the group where it is discussed
     * @param hidden what somebody is called who lets forwards not lead to them
     */
    public record Forward(
            @Nullable Actor author,
            @Nullable ChatKey channel,
            @Nullable Integer messageId,
            Instant date,
            boolean automatic,
            @Nullable String hidden) {

        public Forward(
                @Nullable Actor author,
                @Nullable ChatKey channel,
                @Nullable Integer messageId,
                Instant date,
                boolean automatic) {
            this(author, channel, messageId, date, automatic, null);
        }

        public static Forward ofHidden(String name, Instant date) {
            return new Forward(null, null, null, date, false, name);
        }
    }

    /** What is not known until it is sent. */
    public record Draft(
            Content content,
            @Nullable Integer replyTo,
            @Nullable Integer thread,
            @Nullable Forward forward,
            Tl.@Nullable Obj keyboard) {

        public static Draft of(Content content) {
            return new Draft(content, null, null, null, null);
        }

        public static Draft of(Content content, @Nullable Integer replyTo, @Nullable Integer thread) {
            return new Draft(content, replyTo, thread, null, null);
        }

        public Message sent(int id, Actor author, Instant date) {
            return new Message(id, date, author, content, replyTo, thread, forward, keyboard, null);
        }
    }

    public Message edited(Content other, Tl.@Nullable Obj otherKeyboard, Instant at) {
        return new Message(id, date, author, other, replyTo, thread, forward, otherKeyboard, at);
    }
}
