package dev.heatup.sandbox;

import dev.heatup.gateway.Reply;
import dev.heatup.gateway.Tl;
import java.util.ArrayList;
import java.util.List;

/** What a request changes, and what it is answered once that is stored. */
record Decision(List<Effect> effects, Reply reply) {

    Decision {
        effects = List.copyOf(effects);
    }

    static Decision answer(Tl result) {
        return new Decision(List.of(), new Reply.Done(result));
    }

    static Decision answer(Tl result, Effect effect) {
        return new Decision(List.of(effect), new Reply.Done(result));
    }

    static Decision refuse(Reply.Failed failed) {
        return new Decision(List.of(), failed);
    }

    Decision after(Effect first) {
        List<Effect> all = new ArrayList<>();
        all.add(first);
        all.addAll(effects);
        return new Decision(all, reply);
    }

    /**
     * Whether a repeat gets this answer again. A call that failed without an effect may be tried again under the same
     * {@code client_id}, else nobody could repeat it after a flood wait.
     */
    boolean isFinal() {
        return reply instanceof Reply.Done
                || effects.stream().anyMatch(effect -> !(effect instanceof Effect.AccountAppeared));
    }
}
