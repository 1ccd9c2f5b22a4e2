package dev.heatup.run;

import dev.heatup.chance.Draw;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.Occasion;
import dev.heatup.dialogue.Writing;
import dev.heatup.gateway.TestPhrases;
import dev.heatup.llm.Tokens;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Persona;
import dev.heatup.persona.TestPersonas;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.PlanValidator;
import dev.heatup.plan.Validation;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.planner.fixed.FixedPlanner;
import dev.heatup.session.Session;
import java.time.Duration;
import java.util.List;

/**
 * Visits through a gateway: the fixed plan, the fixed personas, the shipped phrases, the default pacing. What a chat shows
 * and what a plan intends has no influence on a word of them. Thread-safe.
 */
public final class FixedVisits implements Visits {

    private final Pools pools;
    private final PlanRules rules;
    private final TestPhrases phrases = TestPhrases.shipped();
    private final PlanValidator validator = new PlanValidator();

    /** @param rules of which {@link PlanRules#THROUGH_A_GATEWAY} is left */
    public FixedVisits(Pools pools, PlanRules rules) {
        this.pools = pools;
        this.rules = rules.only(PlanRules.THROUGH_A_GATEWAY);
    }

    @Override
    public Visit plan(Order order) {
        Integer most = order.maxActions();
        PlanRules allowed = most == null ? rules : rules.atMost(most);
        Pool pool = pool(order);
        Session nobody = Session.unknown(order.sessionId());
        return switch (validator.validate(FixedPlanner.plan(pool, allowed, order.seed()), allowed, pool, nobody)) {
            case Validation.Valid(var plan) -> new Visit(plan, PlanSource.OFFLINE, Usage.NONE, null);
            case Validation.Invalid(var violations) ->
                throw new IllegalStateException(
                        "the fixed plan broke the rules in pool " + pool.name() + ": " + violations);
        };
    }

    @Override
    public Pacing pacing(Order order) {
        return Pacing.DEFAULT;
    }

    @Override
    public Writing.Result write(Order order, Username chat, Occasion occasion, Duration patience) {
        String language = pool(order)
                .find(chat)
                .map(group -> group.language())
                .orElse(persona(order).language());
        List<String> choices = phrases.in(language);
        String phrase = choices.get(Draw.index(Draw.of(occasion.seed(), "phrase"), choices.size()));
        return new Writing.Result(new Move.Say(phrase), Tokens.NONE);
    }

    public Persona persona(Order order) {
        return TestPersonas.of(order.sessionId().value());
    }

    private Pool pool(Order order) {
        return pools.find(order.pool())
                .orElseThrow(() -> new IllegalStateException(
                        "the pool " + order.pool() + " of a recorded run is gone; put it back or cancel the run"));
    }
}
