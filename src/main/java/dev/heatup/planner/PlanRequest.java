package dev.heatup.planner;

import dev.heatup.channel.Pool;
import dev.heatup.persona.Persona;
import dev.heatup.plan.PlanRules;
import dev.heatup.session.Session;

/**
 * What a planner knows when it proposes a visit.
 *
 * @param session what the account did before
 * @param seed the run's; the same request with the same seed gives the same offline plan
 */
public record PlanRequest(Session session, Persona persona, Pool pool, PlanRules rules, long seed) {}
