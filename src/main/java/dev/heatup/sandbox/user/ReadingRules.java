package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Account.Dialog;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looking at chats, and what looking leaves behind. */
record ReadingRules(CallContext scene) {

    CallDecision resolve(String name) {
        return switch (scene.peer(name)) {
            case CallContext.Peer.Place(Chat chat) ->
                chat.isListed()
                        ? CallDecision.answer(TlChats.resolved(scene, chat))
                        : scene.refuse(RpcError.USERNAME_NOT_OCCUPIED);
            case CallContext.Peer.Bot(BotAccount bot) -> CallDecision.answer(TlChats.resolved(bot));
            case CallContext.Peer.Nobody(RpcError why) -> scene.refuse(why);
        };
    }

    CallDecision full(Chat chat) {
        return CallDecision.answer(TlChats.full(scene, chat));
    }

    CallDecision history(Chat chat, ChatHistory.Window window) {
        return CallDecision.answer(TlMessages.history(scene, scene.in(chat), page(scene.in(chat), window)));
    }

    /** The private chat with a bot; empty before the first word. */
    CallDecision history(BotAccount bot, ChatHistory.Window window) {
        return CallDecision.answer(scene.state()
                .chat(scene.direct(bot))
                .map(chat -> TlMessages.history(scene, chat, page(chat, window)))
                .orElseGet(() -> TlMessages.noHistory(bot)));
    }

    private static List<Message> page(ChatState chat, ChatHistory.Window window) {
        return new ChatHistory(chat).page(window);
    }

    CallDecision markRead(Chat chat, long maxId) {
        return markRead(chat.key(), scene.in(chat).lastId(), maxId);
    }

    CallDecision markRead(BotAccount bot, long maxId) {
        ChatKey.Direct key = scene.direct(bot);
        return markRead(key, scene.state().chat(key).map(ChatState::lastId).orElse(0), maxId);
    }

    /** Answers false when nothing changed: no member, or read that far before. */
    private CallDecision markRead(ChatKey chat, int top, long maxId) {
        int readTo = maxId == 0 ? top : (int) Math.min(maxId, top);
        Optional<Dialog> dialog = scene.account().dialog(chat);
        return dialog.isEmpty() || readTo <= dialog.get().readMaxId()
                ? CallDecision.answer(Tl.of(false))
                : CallDecision.answer(Tl.of(true), new Effect.HistoryRead(chat, readTo));
    }

    /** A post that doesn't exist is answered without a count, as Telegram does. */
    CallDecision views(Chat chat, AccountOperation.Views asked) {
        ChatState state = scene.in(chat);
        Set<Integer> fresh = new LinkedHashSet<>();
        List<Tl.Obj> counts = new ArrayList<>();
        for (long id : asked.ids()) {
            Long views = state.find(id)
                    .map(post -> state.views(post, scene.worldTime()))
                    .orElse(null);
            if (views == null) {
                counts.add(TlMessages.noViews());
                continue;
            }
            boolean first = asked.increment() && !scene.account().hasViewed(chat.key(), (int) id);
            if (first) {
                fresh.add((int) id);
            }
            counts.add(TlMessages.views(first ? views + 1 : views));
        }
        Tl answer = TlMessages.messageViews(counts);
        return fresh.isEmpty()
                ? CallDecision.answer(answer)
                : CallDecision.answer(answer, new Effect.Viewed(chat.key(), List.copyOf(fresh)));
    }
}
