package dev.heatup.app;

import dev.heatup.channel.Pools;
import dev.heatup.gateway.CircuitGateway;
import dev.heatup.gateway.CircuitLog;
import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.LatchedGateway;
import dev.heatup.gateway.RetryingGateway;
import dev.heatup.gateway.http.HttpGateway;
import dev.heatup.plan.PlanRules;
import dev.heatup.run.FixedVisits;
import dev.heatup.run.RunRequest;
import dev.heatup.run.TargetState;
import dev.heatup.session.Sessions;
import dev.heatup.strategy.Strategy;
import dev.heatup.telegram.Gateway;
import java.net.URI;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Somebody's network behind a gateway. It gets the fixed plan and the shipped phrases: no language model, no world, no
 * corpus and none of the sandbox's people can be reached from here, and a test says so.
 */
record GatewayNetwork(Gateway gateway, Pools pools, Sessions sessions, FixedVisits visits, PlanRules rules)
        implements TestNetwork {

    /**
     * @param state whether the gateway is latched
     * @param rules of which what is allowed through a gateway is left
     */
    static GatewayNetwork at(
            URI address, TargetState state, Pools pools, Sessions sessions, PlanRules rules, RandomGenerator random) {
        PlanRules allowed = rules.only(PlanRules.THROUGH_A_GATEWAY);
        return new GatewayNetwork(
                gateway(new GatewayAddress(address), state, random),
                pools,
                sessions,
                new FixedVisits(pools, allowed),
                allowed);
    }

    private static Gateway gateway(GatewayAddress address, TargetState state, RandomGenerator random) {
        return HttpGateway.open(
                address,
                http -> new CircuitGateway(
                        new RetryingGateway(
                                new LatchedGateway(http, () -> state.standing().latch() != null, System::nanoTime),
                                random,
                                duration -> Thread.sleep(duration),
                                System::nanoTime),
                        System::nanoTime,
                        new CircuitLog()));
    }

    @Override
    public Set<String> strategies() {
        return Set.of(Strategy.DEFAULT);
    }

    @Override
    public String persona(RunRequest runRequest) {
        return visits.persona(runRequest).name();
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public String planner() {
        return "fixed plan and phrases, as through every gateway";
    }
}
