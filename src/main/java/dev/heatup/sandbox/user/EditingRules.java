package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WriteAccess;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writing one's own messages anew. */
record EditingRules(CallContext scene) {

    /** <a href="https://core.telegram.org/api/config#client-configuration">edit_time_limit</a>. */
    private static final Duration MAX_AGE = Duration.ofDays(2);

    CallDecision inChat(Chat chat, AccountOperation.Edit edit) {
        ChatState state = scene.in(chat);
        return switch (WriteAccess.of(chat, state, scene.actor(), scene.worldTime())) {
            // Slow mode is for new messages.
            case WriteAccess.Free(), WriteAccess.TooSoon _ -> edit(chat.key(), Optional.of(state), edit);
            case WriteAccess.Outside _, WriteAccess.Closed _ -> scene.refuse(RpcError.CHAT_WRITE_FORBIDDEN);
            case WriteAccess.Restricted() -> scene.refuse(RpcError.USER_BANNED_IN_CHANNEL);
        };
    }

    CallDecision ofBot(BotAccount bot, AccountOperation.Edit edit) {
        ChatKey.Direct key = scene.direct(bot);
        return edit(key, scene.state().chat(key), edit);
    }

    private CallDecision edit(ChatKey key, Optional<ChatState> chat, AccountOperation.Edit edit) {
        Message message = chat.flatMap(state -> state.find(edit.messageId())).orElse(null);
        if (message == null || message.content() instanceof Content.Service) {
            return scene.refuse(RpcError.MESSAGE_ID_INVALID);
        }
        RpcError problem = problem(message, edit.text());
        if (problem != null) {
            return scene.refuse(problem);
        }
        Reply.@Nullable Failed unfit = new PostingRules(scene).textProblem(edit.text());
        if (unfit != null) {
            return CallDecision.refuse(unfit);
        }
        Content content = Content.text(edit.text());
        return CallDecision.answer(
                TlUpdates.editedMessage(scene, key, message.edited(content, null, scene.worldTime())),
                new Effect.MessageEdited(key, message.id(), content, null));
    }

    private @Nullable RpcError problem(Message message, String text) {
        if (!message.author().equals(scene.actor()) || message.forward() != null) {
            return RpcError.MESSAGE_AUTHOR_REQUIRED;
        }
        if (message.date().plus(MAX_AGE).isBefore(scene.worldTime())) {
            return RpcError.MESSAGE_EDIT_TIME_EXPIRED;
        }
        return message.content().text().equals(text) ? RpcError.MESSAGE_NOT_MODIFIED : null;
    }
}
