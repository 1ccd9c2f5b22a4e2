package dev.heatup.run;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.WritingOccasion;
import dev.heatup.dialogue.WritingPlace;
import dev.heatup.dialogue.WritingRequest;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Persona;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.PlanRequest;
import dev.heatup.session.Session;
import dev.heatup.session.Sessions;
import dev.heatup.strategy.Strategy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Plans by the strategy that an order names, with what is remembered of its session. Thread-safe. */
public final class StrategyVisits implements Visits {

    private final Map<String, Strategy> strategies;
    private final Pools pools;
    private final Sessions sessions;
    private final PlanRules rules;
    private final People people;

    /** Who a session is. */
    @FunctionalInterface
    public interface People {
        Persona of(String sessionName, Pool pool);
    }

    public StrategyVisits(
            Map<String, Strategy> strategies, Pools pools, Sessions sessions, PlanRules rules, People people) {
        this.strategies = Map.copyOf(strategies);
        this.pools = pools;
        this.sessions = sessions;
        this.rules = rules;
        this.people = people;
    }

    public Set<String> strategies() {
        return strategies.keySet();
    }

    @Override
    public PlannedVisit plan(RunRequest runRequest) {
        Integer most = runRequest.maxActions();
        Session session = sessions.find(runRequest.sessionId());
        PlanProvider.PlannedVisit planned = strategy(runRequest)
                .planning()
                .plan(new PlanRequest(
                        session,
                        persona(runRequest),
                        pool(runRequest).knownTo(session.joined()),
                        most == null ? rules : rules.atMost(most),
                        runRequest.seed()));
        return new PlannedVisit(planned.plan(), planned.source(), planned.usage(), planned.fallbackReason());
    }

    @Override
    public MoveProvider.Result write(
            RunRequest runRequest, Username chat, WritingOccasion writingOccasion, Duration patience) {
        Persona persona = persona(runRequest);
        Pool pool = pool(runRequest);
        WritingPlace writingPlace = pool.bot(chat)
                .map(bot -> WritingPlace.of(bot, persona.language()))
                .or(() -> pool.find(chat).map(WritingPlace::of))
                .orElseGet(() -> new WritingPlace(chat.value(), "", persona.language(), WritingPlace.Kind.BOT));
        return strategy(runRequest)
                .writing()
                .next(new WritingRequest(persona, writingPlace, writingOccasion), patience);
    }

    @Override
    public Pacing pacing(RunRequest runRequest) {
        return strategy(runRequest).pacing();
    }

    public Persona persona(RunRequest runRequest) {
        return people.of(runRequest.sessionId().value(), pool(runRequest));
    }

    private Pool pool(RunRequest runRequest) {
        return pools.find(runRequest.pool())
                .orElseThrow(() -> new IllegalStateException(
                        "the pool " + runRequest.pool() + " of a recorded run is gone; put it back or cancel the run"));
    }

    private Strategy strategy(RunRequest runRequest) {
        Strategy strategy = strategies.get(runRequest.strategy());
        if (strategy == null) {
            throw new IllegalStateException("the strategy " + runRequest.strategy()
                    + " of a recorded run is gone; put it back or cancel the run");
        }
        return strategy;
    }
}
