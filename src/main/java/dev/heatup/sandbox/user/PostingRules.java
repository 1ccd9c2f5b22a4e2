package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WriteAccess;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writing to chats and to bots. */
record PostingRules(CallContext scene) {

    CallDecision toChat(Chat chat, AccountOperation.Send send) {
        ChatState state = scene.in(chat);
        return switch (WriteAccess.of(chat, state, scene.actor(), scene.worldTime())) {
            case WriteAccess.Free() ->
                isTopic(state, send.topic())
                        ? send(chat.key(), Optional.of(state), state.lastId() + 1, send)
                        : scene.refuse(RpcError.TOPIC_ID_INVALID);
            case WriteAccess.Outside _, WriteAccess.Closed _ -> scene.refuse(RpcError.CHAT_WRITE_FORBIDDEN);
            case WriteAccess.Restricted() -> scene.refuse(RpcError.USER_BANNED_IN_CHANNEL);
            case WriteAccess.TooSoon(Duration left) -> CallDecision.refuse(RpcError.wait("SLOWMODE_WAIT_X", left));
        };
    }

    private static boolean isTopic(ChatState chat, @Nullable Long topic) {
        return topic == null || chat.topic(topic).isPresent();
    }

    CallDecision toBot(BotAccount bot, AccountOperation.Send send) {
        return send.topic() == null ? sendTo(bot, send, List.of()) : scene.refuse(RpcError.TOPIC_ID_INVALID);
    }

    /** Pressing a bot's start button: the message {@code /start}, which also takes a block back. */
    CallDecision start(BotAccount bot, String payload) {
        String text = payload.isEmpty() ? "/start" : "/start " + payload;
        return sendTo(bot, new AccountOperation.Send(bot.username(), text, null, null), unblocked(bot));
    }

    CallDecision block(BotAccount bot, boolean blocks) {
        return scene.account().hasBlocked(bot.id()) == blocks
                ? CallDecision.answer(Tl.of(false))
                : CallDecision.answer(Tl.of(true), new Effect.BotBlocked(bot.id(), blocks));
    }

    private List<Effect> unblocked(BotAccount bot) {
        return scene.account().hasBlocked(bot.id()) ? List.of(new Effect.BotBlocked(bot.id(), false)) : List.of();
    }

    private CallDecision sendTo(BotAccount bot, AccountOperation.Send send, List<Effect> before) {
        if (before.isEmpty() && scene.account().hasBlocked(bot.id())) {
            return scene.refuse(RpcError.YOU_BLOCKED_USER);
        }
        ChatKey.Direct key = scene.direct(bot);
        CallDecision sent = send(key, scene.state().chat(key), bot.nextMessageId(), send);
        List<Effect> effects = new ArrayList<>(before);
        effects.addAll(sent.effects());
        return new CallDecision(effects, sent.response());
    }

    private CallDecision send(ChatKey key, Optional<ChatState> chat, int id, AccountOperation.Send send) {
        Reply.@Nullable Failed problem = textProblem(send.text());
        if (problem != null) {
            return CallDecision.refuse(problem);
        }
        Long replyTo = send.replyTo();
        Optional<Message> answered = replyTo == null ? Optional.empty() : chat.flatMap(state -> state.find(replyTo));
        if (replyTo != null && answered.isEmpty()) {
            return scene.refuse(RpcError.REPLY_MESSAGE_ID_INVALID);
        }
        Long topic = send.topic();
        Message.Draft draft = Message.Draft.of(
                Content.text(send.text()),
                answered.map(Message::id).orElse(null),
                topic != null
                        ? Integer.valueOf(topic.intValue())
                        : answered.flatMap(message -> chat.map(state -> state.threadOf(message)))
                                .orElse(null));
        Instant now = scene.worldTime();
        Tl.Obj message = TlMessages.message(scene, key, draft.sent(id, scene.actor(), now));
        return CallDecision.answer(
                scene.request().isRaw() ? TlUpdates.newMessage(scene, key, message) : message,
                Effect.MessageSent.of(key, id, draft));
    }

    Reply.@Nullable Failed textProblem(String text) {
        if (text.isBlank() || !isUnicode(text)) {
            return scene.failed(RpcError.MESSAGE_EMPTY);
        }
        return text.length() > Call.SendMessage.MAX_TEXT ? scene.failed(RpcError.MESSAGE_TOO_LONG) : null;
    }

    /** A lone surrogate has no UTF-8, so that the log could not hold it. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
