package dev.heatup.run;

import dev.heatup.chance.SeededDraw;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.dialogue.Move;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
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
    public PlannedVisit plan(RunRequest runRequest) {
        Integer most = runRequest.maxActions();
        PlanRules allowed = most == null ? rules : rules.atMost(most);
        Pool pool = pool(runRequest);
        Session nobody = Session.unknown(runRequest.sessionId());
        return switch (validator.validate(FixedPlanner.plan(pool, allowed, runRequest.seed()), allowed, pool, nobody)) {
            case Validation.Valid(var plan) -> new PlannedVisit(plan, PlanSource.OFFLINE, Usage.NONE, null);
            case Validation.Invalid(var violations) ->
                throw new IllegalStateException(
                        "the fixed plan broke the rules in pool " + pool.name() + ": " + violations);
        };
    }

    @Override
    public Pacing pacing(RunRequest runRequest) {
        return Pacing.DEFAULT;
    }

    @Override
    public MoveProvider.Result write(
            RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience) {
        String language = pool(runRequest)
                .find(chat)
                .map(group -> group.language())
                .orElse(persona(runRequest).language());
        List<String> choices = phrases.in(language);
        String phrase = choices.get(SeededDraw.index(SeededDraw.of(writingOccasion.seed(), "phrase"), choices.size()));
        return new MoveProvider.Result(new Move.Say(phrase), Tokens.NONE);
    }

    public Persona persona(RunRequest runRequest) {
        return TestPersonas.of(runRequest.sessionId().value());
    }

    private Pool pool(RunRequest runRequest) {
        return pools.find(runRequest.pool())
                .orElseThrow(() -> new IllegalStateException(
                        "the pool " + runRequest.pool() + " of a recorded run is gone; put it back or cancel the run"));
    }
}
