package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.telegram.Tl;
import java.util.List;

/** What a bot's call changes, and what it is answered once that is stored. */
public record BotDecision(List<ActorEffect> effects, BotReply reply) {

    public BotDecision {
        effects = List.copyOf(effects);
    }

    /** @param actor mostly the bot; the network for what it writes down itself */
    public record ActorEffect(Actor actor, Effect effect) {}

    static BotDecision answer(Tl result, ActorEffect... deeds) {
        return answer(result, List.of(deeds));
    }

    static BotDecision answer(Tl result, List<ActorEffect> deeds) {
        return new BotDecision(deeds, new BotReply.Ok(result));
    }

    static BotDecision done(ActorEffect... deeds) {
        return answer(Tl.of(true), deeds);
    }

    static BotDecision refuse(BotReply.Refused reply) {
        return new BotDecision(List.of(), reply);
    }
}
