package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Telegram's constructors of reactions. Stateless. */
final class TlReactions {

    private TlReactions() {}

    static Tl.Obj availableReactions(Chat chat) {
        List<String> allowed = chat.manner().reactions();
        if (allowed == null) {
            return Tl.constructor("chatReactionsAll").build();
        }
        return allowed.isEmpty()
                ? Tl.constructor("chatReactionsNone").build()
                : Tl.constructor("chatReactionsSome")
                        .with(
                                "reactions",
                                allowed.stream().map(TlReactions::emoji).toList())
                        .build();
    }

    private static Tl.Obj emoji(String emoji) {
        return Tl.constructor("reactionEmoji").with("emoticon", emoji).build();
    }

    static Tl.Obj reactions(Map<Actor, List<String>> reactions, Actor self) {
        Map<String, Integer> counts = new TreeMap<>();
        reactions.values().forEach(emoji -> emoji.forEach(one -> counts.merge(one, 1, Integer::sum)));
        List<String> own = reactions.getOrDefault(self, List.of());
        List<Tl.Obj> results = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> {
                    Tl.Builder count = Tl.constructor("reactionCount")
                            .with("reaction", emoji(entry.getKey()))
                            .with("count", entry.getValue());
                    int order = own.indexOf(entry.getKey());
                    return (order < 0 ? count : count.with("chosen_order", order)).build();
                })
                .toList();
        return Tl.constructor("messageReactions").with("results", results).build();
    }
}
