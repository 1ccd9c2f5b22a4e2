package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Member.Status;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Becoming and ceasing to be a member. */
record MembershipRules(CallContext scene) {

    /** An account is in at most this many chats; Telegram's own number. */
    private static final int MAX_CHATS = 500;

    private static final Pattern INVITE =
            Pattern.compile("(?:https?://)?(?:t\\.me/)?(?:\\+|joinchat/)([A-Za-z0-9_-]+)");

    /** By username, or by an invite link. */
    CallDecision joinNamed(String name) {
        Matcher link = INVITE.matcher(name);
        return link.matches() ? invited(link.group(1)) : scene.in(name, this::join);
    }

    CallDecision invited(String hash) {
        Optional<Chat> chat = scene.state().world().chats().stream()
                .filter(known -> known.inviteHash().equals(hash))
                .findFirst();
        if (chat.isEmpty()) {
            return scene.refuse(RpcError.INVITE_HASH_EXPIRED);
        }
        if (scene.isMember(chat.get())) {
            return scene.refuse(RpcError.USER_ALREADY_PARTICIPANT);
        }
        return switch (chat.get().door()) {
            case CLOSED -> scene.refuse(RpcError.CHANNEL_PRIVATE);
            case APPROVAL, APPROVED_INVITATION -> request(chat.get());
            case OPEN, INVITATION -> enter(chat.get());
        };
    }

    private CallDecision join(Chat chat) {
        if (scene.isMember(chat)) {
            return CallDecision.answer(joined(chat, "already", 0));
        }
        return switch (chat.door()) {
            case CLOSED, INVITATION, APPROVED_INVITATION -> scene.refuse(RpcError.CHANNEL_PRIVATE);
            case APPROVAL -> request(chat);
            case OPEN -> enter(chat);
        };
    }

    private CallDecision enter(Chat chat) {
        if (scene.member(chat).status() == Status.KICKED) {
            return scene.refuse(RpcError.CHANNEL_PRIVATE);
        }
        long chats = scene.account().dialogs().keySet().stream()
                .filter(key -> key instanceof ChatKey.Public)
                .count();
        if (chats >= MAX_CHATS) {
            return scene.refuse(RpcError.CHANNELS_TOO_MUCH);
        }
        int last = scene.in(chat).lastId();
        Effect.Joined joined = new Effect.Joined(chat.key(), last);
        return CallDecision.answer(
                joined(chat, "joined", 1),
                chat.kind() == Kind.GROUP
                        ? List.of(joined, note(chat, last + 1, new Content.Arrival(List.of(scene.actor()))))
                        : List.of(joined));
    }

    CallDecision leave(Chat chat) {
        if (!scene.isMember(chat)) {
            return scene.refuse(RpcError.USER_NOT_PARTICIPANT);
        }
        Effect.Left left = new Effect.Left(chat.key());
        Tl answer = TlUpdates.updates(TlChats.channel(scene, chat, false, -1), scene.worldTime());
        return chat.kind() == Kind.GROUP
                ? CallDecision.answer(
                        answer, note(chat, scene.in(chat).lastId() + 1, new Content.Departure(scene.actor())), left)
                : CallDecision.answer(answer, left);
    }

    private static Effect note(Chat chat, int id, Content content) {
        return Effect.MessageSent.of(chat.key(), id, Message.Draft.of(content));
    }

    /** Telegram answers an error here although the request was sent; the contract's own call says {@code pending}. */
    private CallDecision request(Chat chat) {
        if (scene.member(chat).status() == Status.KICKED) {
            return scene.refuse(RpcError.CHANNEL_PRIVATE);
        }
        Effect[] effects = scene.in(chat).isRequested(scene.actor())
                ? new Effect[0]
                : new Effect[] {new Effect.JoinRequested(chat.key())};
        return scene.request().isRaw()
                ? CallDecision.refuse(scene.failed(RpcError.INVITE_REQUEST_SENT), effects)
                : CallDecision.answer(status(chat, "pending"), effects);
    }

    private Tl joined(Chat chat, String status, int newMembers) {
        return scene.request().isRaw()
                ? TlUpdates.updates(TlChats.channel(scene, chat, true, newMembers), scene.worldTime())
                : status(chat, status);
    }

    private static Tl status(Chat chat, String status) {
        return Tl.object()
                .with("status", status)
                .with("chat", chat.isListed() ? chat.name().value() : Long.toString(chat.botApiId()))
                .build();
    }
}
