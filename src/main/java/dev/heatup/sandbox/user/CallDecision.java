package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Effect;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;

/** What a request changes, and what it is answered once that is stored. */
public record CallDecision(List<Effect> effects, Response response) {

    public CallDecision {
        effects = List.copyOf(effects);
    }

    public sealed interface Response {

        record Given(Reply reply) implements Response {}

        /** A bot's to give: whoever answers the query answers the request. */
        record Awaited(String queryId) implements Response {}
    }

    static CallDecision answer(Tl result, Effect... effects) {
        return answer(result, List.of(effects));
    }

    static CallDecision answer(Tl result, List<? extends Effect> effects) {
        return new CallDecision(List.copyOf(effects), new Response.Given(new Reply.Done(result)));
    }

    static CallDecision refuse(Reply.Failed failed, Effect... effects) {
        return new CallDecision(List.of(effects), new Response.Given(failed));
    }

    static CallDecision await(String queryId, Effect pressed) {
        return new CallDecision(List.of(pressed), new Response.Awaited(queryId));
    }

    CallDecision after(Effect first) {
        List<Effect> all = new ArrayList<>();
        all.add(first);
        all.addAll(effects);
        return new CallDecision(all, response);
    }

    /**
     * Whether a repeat gets this reply again. A call that failed without an effect may be tried again under the same
     * {@code client_id}, else nobody could repeat it after a flood wait.
     */
    public boolean isFinal(Reply reply) {
        return reply instanceof Reply.Done
                || effects.stream().anyMatch(effect -> !(effect instanceof Effect.AccountAppeared));
    }
}
