package dev.heatup.sandbox;

import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.Network.Scene;
import java.util.List;

/** Becoming and ceasing to be a member. */
record Joining(Scene scene) {

    Decision join(Chat chat) {
        Account account = scene.account();
        if (account.isMember(chat)) {
            return Decision.answer(joined(chat, "already", 0));
        }
        return switch (chat.door()) {
            case CLOSED -> scene.refuse(RpcError.CHANNEL_PRIVATE);
            case APPROVAL -> request(chat);
            case OPEN ->
                account.memberships.size() >= Limits.CHATS_PER_ACCOUNT
                        ? scene.refuse(RpcError.CHANNELS_TOO_MUCH)
                        : Decision.answer(
                                joined(chat, "joined", 1),
                                new Effect.Joined(
                                        chat.username(), scene.timeline(chat).top()));
        };
    }

    Decision leave(Chat chat) {
        return scene.account().isMember(chat)
                ? Decision.answer(
                        Constructors.updates(Constructors.channel(scene, chat, false, -1), scene.worldTime()),
                        new Effect.Left(chat.username()))
                : scene.refuse(RpcError.USER_NOT_PARTICIPANT);
    }

    /** Telegram answers an error here although the request was sent; the contract's own call says {@code pending}. */
    private Decision request(Chat chat) {
        boolean repeated = scene.account().requested.contains(chat.username());
        List<Effect> effects = repeated ? List.of() : List.of(new Effect.JoinRequested(chat.username()));
        return scene.request().isRaw()
                ? new Decision(effects, scene.failed(RpcError.INVITE_REQUEST_SENT))
                : new Decision(effects, Decision.answer(status(chat, "pending")).reply());
    }

    private Tl joined(Chat chat, String status, int newMembers) {
        return scene.request().isRaw()
                ? Constructors.updates(Constructors.channel(scene, chat, true, newMembers), scene.worldTime())
                : status(chat, status);
    }

    private static Tl status(Chat chat, String status) {
        return Tl.object()
                .with("status", status)
                .with("chat", chat.username().value())
                .build();
    }
}
