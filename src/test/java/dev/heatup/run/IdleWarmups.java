package dev.heatup.run;

import dev.heatup.channel.json.ResourcePools;
import dev.heatup.dialogue.MoveProvider;
import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.gateway.ScriptedGateway;
import dev.heatup.pace.Pacing;
import dev.heatup.persona.Personas;
import dev.heatup.plan.PlanRules;
import dev.heatup.planner.PlanProvider;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.session.Sessions;
import dev.heatup.strategy.Strategy;
import dev.heatup.telegram.Gateway;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What takes requests as the service does, for tests that let nothing be carried out. */
public final class IdleWarmups {

    private IdleWarmups() {}

    /** @param queue that of {@code runs} */
    public static Warmups of(Runs runs, StepQueue queue, Sessions sessions, InstantSource clock) {
        return of(runs, queue, sessions, new MemoryTarget(sessions), clock);
    }

    /** @param state whether the network is latched */
    public static Warmups of(Runs runs, StepQueue queue, Sessions sessions, TargetState state, InstantSource clock) {
        OfflinePlanner planner = new OfflinePlanner();
        Strategy strategy = new Strategy(
                Strategy.DEFAULT,
                new PlanProvider(planner, planner, () -> 0),
                new MoveProvider(new OfflineWriter(), new OfflineWriter()),
                Pacing.DEFAULT);
        StrategyVisits visits = new StrategyVisits(
                Map.of(strategy.name(), strategy), ResourcePools.builtIn(), sessions, PlanRules.DEFAULT, Personas::of);
        return new Warmups(
                new Warmups.Dependencies(
                        runs,
                        queue,
                        sessions,
                        ResourcePools.builtIn(),
                        visits,
                        new ScriptedGateway(Gateway.Reach.SANDBOX),
                        Target.SANDBOX,
                        state,
                        clock,
                        () -> 0,
                        new Random(1),
                        _ -> "Anna"),
                new Warmups.Options(PlanRules.DEFAULT, Set.of(Strategy.DEFAULT), 60, new Engine.Slots(1, 1)));
    }
}
