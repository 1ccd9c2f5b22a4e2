package dev.heatup.run;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.dialogue.Occasion;
import dev.heatup.dialogue.Place;
import dev.heatup.dialogue.Writing;
import dev.heatup.dialogue.WritingRequest;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Persona;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanRequest;
import dev.heatup.planner.Planning;
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
    public Visit plan(Order order) {
        Integer most = order.maxActions();
        Session session = sessions.find(order.sessionId());
        Planning.PlannedVisit planned = strategy(order)
                .planning()
                .plan(new PlanRequest(
                        session,
                        persona(order),
                        pool(order).knownTo(session.joined()),
                        most == null ? rules : rules.atMost(most),
                        order.seed()));
        return new Visit(planned.plan(), planned.source(), planned.usage(), planned.fallbackReason());
    }

    @Override
    public Writing.Result write(Order order, Username chat, Occasion occasion, Duration patience) {
        Persona persona = persona(order);
        Pool pool = pool(order);
        Place place = pool.bot(chat)
                .map(bot -> Place.of(bot, persona.language()))
                .or(() -> pool.find(chat).map(Place::of))
                .orElseGet(() -> new Place(chat.value(), "", persona.language(), Place.Kind.BOT));
        return strategy(order).writing().next(new WritingRequest(persona, place, occasion), patience);
    }

    @Override
    public Pacing pacing(Order order) {
        return strategy(order).pacing();
    }

    public Persona persona(Order order) {
        return people.of(order.sessionId().value(), pool(order));
    }

    private Pool pool(Order order) {
        return pools.find(order.pool())
                .orElseThrow(() -> new IllegalStateException(
                        "the pool " + order.pool() + " of a recorded run is gone; put it back or cancel the run"));
    }

    private Strategy strategy(Order order) {
        Strategy strategy = strategies.get(order.strategy());
        if (strategy == null) {
            throw new IllegalStateException(
                    "the strategy " + order.strategy() + " of a recorded run is gone; put it back or cancel the run");
        }
        return strategy;
    }
}
