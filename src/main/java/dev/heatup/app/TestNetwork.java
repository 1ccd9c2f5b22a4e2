package dev.heatup.app;

import dev.heatup.channel.Pools;
import dev.heatup.plan.PlanRules;
import dev.heatup.run.RunRequest;
import dev.heatup.run.Visits;
import dev.heatup.session.Sessions;
import dev.heatup.telegram.Gateway;
import java.util.Set;

/**
 * The network that a node's runs act on, with everything that plans, writes and is known for it. Which of the two it is
 * is decided once, before anything is opened, so that what belongs to the sandbox is not there when a gateway is set.
 */
sealed interface TestNetwork permits SandboxNetwork, GatewayNetwork {

    Gateway gateway();

    Pools pools();

    Sessions sessions();

    Visits visits();

    PlanRules rules();

    /** Names that requests may use. */
    Set<String> strategies();

    /** A short label of who a run's session is. */
    String persona(RunRequest runRequest);

    /** World seconds per real second. */
    double speed();

    /** Who plans, for people. */
    String planner();
}
