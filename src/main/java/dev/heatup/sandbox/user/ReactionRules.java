package dev.heatup.sandbox.user;

import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reacting to messages with emoji: one per person and message. */
record ReactionRules(CallContext scene) {

    /** Distinct reactions on one message; Telegram's own number. */
    private static final int MAX_DISTINCT = 11;

    CallDecision react(Chat chat, AccountOperation.React react) {
        ChatState state = scene.in(chat);
        Member member = scene.member(chat);
        Optional<Message> message = state.find(react.messageId());
        if (member.status() == Member.Status.RESTRICTED
                && !member.may(Permission.REACT_TO_MESSAGES, state.permissions())) {
            return scene.refuse(RpcError.USER_BANNED_IN_CHANNEL);
        }
        if (!member.isIn()) {
            return scene.refuse(RpcError.CHAT_WRITE_FORBIDDEN);
        }
        if (message.isEmpty()) {
            return scene.refuse(RpcError.MESSAGE_ID_INVALID);
        }
        if (react.emoji().size() > 1) {
            return scene.refuse(RpcError.REACTIONS_TOO_MANY);
        }
        if (!react.emoji().stream().allMatch(chat::allowsReaction)) {
            return scene.refuse(RpcError.REACTION_INVALID);
        }
        return set(chat, state, message.get(), react.emoji());
    }

    private CallDecision set(Chat chat, ChatState state, Message message, List<String> emoji) {
        if (state.reactions(message.id()).getOrDefault(scene.actor(), List.of()).equals(emoji)) {
            return scene.refuse(RpcError.MESSAGE_NOT_MODIFIED);
        }
        var distinct = state.reactions(message.id()).values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        if (distinct.size() >= MAX_DISTINCT && !distinct.containsAll(emoji)) {
            return scene.refuse(RpcError.REACTIONS_TOO_MANY);
        }
        return CallDecision.answer(
                TlUpdates.updates(TlChats.channel(scene, chat), scene.worldTime()),
                new Effect.Reacted(chat.key(), message.id(), emoji));
    }
}
