package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Telegram's methods as steps call them; peers are usernames. */
final class TelegramCalls {

    private TelegramCalls() {}

    static Call history(Username chat, int limit) {
        return raw(ActionMethods.HISTORY, Tl.object().with("peer", chat.value()).with("limit", limit), null);
    }

    /** Only message {@code id}. */
    static Call historyOf(Username chat, long id) {
        return raw(
                ActionMethods.HISTORY,
                Tl.object().with("peer", chat.value()).with("offset_id", id + 1).with("limit", 1),
                null);
    }

    /** From message {@code id} on. */
    static Call historyFrom(Username chat, long id, int limit) {
        return raw(
                ActionMethods.HISTORY,
                Tl.object()
                        .with("peer", chat.value())
                        .with("min_id", Math.max(0, id - 1))
                        .with("limit", limit),
                null);
    }

    static Call views(Username channel, List<Long> ids, String clientId) {
        return raw(
                ActionMethods.VIEWS,
                Tl.object()
                        .with("peer", channel.value())
                        .with("id", ids.stream().map(Tl::of).toList())
                        .with("increment", true),
                clientId);
    }

    static Call markRead(Username channel, long maxId, String clientId) {
        return raw(
                ActionMethods.READ, Tl.object().with("channel", channel.value()).with("max_id", maxId), clientId);
    }

    static Call leave(Username channel, String clientId) {
        return raw(ActionMethods.LEAVE, Tl.object().with("channel", channel.value()), clientId);
    }

    static Call fullChannel(Username channel) {
        return raw(ActionMethods.FULL_CHANNEL, Tl.object().with("channel", channel.value()), null);
    }

    static Call react(Username chat, MessageDraft.Reaction reaction, String clientId) {
        Tl.Obj emoji = Tl.constructor("reactionEmoji")
                .with("emoticon", reaction.emoji())
                .build();
        return raw(
                ActionMethods.REACT,
                Tl.object()
                        .with("peer", chat.value())
                        .with("msg_id", reaction.messageId())
                        .with("reaction", List.of(emoji)),
                clientId);
    }

    static Call send(Username chat, MessageDraft.Message message, String clientId) {
        return new Call.SendMessage(chat.value(), message.text(), clientId, message.replyTo());
    }

    static Call start(Username bot, @Nullable String payload, String clientId) {
        return raw(
                ActionMethods.START,
                Tl.object()
                        .with("bot", bot.value())
                        .with("peer", bot.value())
                        .with("start_param", payload == null ? "" : payload),
                clientId);
    }

    static Call press(Username bot, MessageDraft.Press press, String clientId) {
        return raw(
                ActionMethods.PRESS,
                Tl.object()
                        .with("peer", bot.value())
                        .with("msg_id", press.messageId())
                        .with("data", press.data()),
                clientId);
    }

    private static Call raw(String method, Tl.Builder params, @Nullable String clientId) {
        return new Call.InvokeRaw(method, params.build(), clientId);
    }
}
