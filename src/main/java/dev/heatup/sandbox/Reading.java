package dev.heatup.sandbox;

import dev.heatup.gateway.Reply;
import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.Account.Membership;
import dev.heatup.sandbox.Network.Scene;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looking at chats, and what looking leaves behind. */
record Reading(Scene scene) {

    Decision resolve(Chat chat) {
        return Decision.answer(Constructors.resolved(scene, chat));
    }

    Decision history(Chat chat, Timeline.Window window) {
        Timeline timeline = scene.timeline(chat);
        return Decision.answer(Constructors.history(scene, chat, timeline.top(), timeline.page(window)));
    }

    /** Answers false when nothing changed: no member, or read that far before. */
    Decision markRead(Chat chat, long maxId) {
        int top = scene.timeline(chat).top();
        int readTo = maxId == 0 ? top : (int) Math.min(maxId, top);
        Membership membership = scene.account().membership(chat);
        return membership == null || readTo <= membership.readMaxId()
                ? Decision.answer(Tl.of(false))
                : Decision.answer(Tl.of(true), new Effect.HistoryRead(chat.username(), readTo));
    }

    /** A post that doesn't exist is answered without a count, as Telegram does. */
    Decision views(Chat chat, Operation.Views asked) {
        Timeline timeline = scene.timeline(chat);
        Set<Integer> fresh = new LinkedHashSet<>();
        List<Tl.Obj> counts = new ArrayList<>();
        for (long id : asked.ids()) {
            Long views = timeline.has(id) ? timeline.post(Math.toIntExact(id)).views() : null;
            if (views == null) {
                counts.add(Constructors.noViews());
                continue;
            }
            boolean first = asked.increment() && !scene.account().hasViewed(chat.username(), (int) id);
            if (first) {
                fresh.add((int) id);
            }
            counts.add(Constructors.views(first ? views + 1 : views));
        }
        return new Decision(
                fresh.isEmpty() ? List.of() : List.of(new Effect.Viewed(chat.username(), List.copyOf(fresh))),
                new Reply.Done(Constructors.messageViews(counts)));
    }
}
