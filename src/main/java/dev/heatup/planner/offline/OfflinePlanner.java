package dev.heatup.planner.offline;

import dev.heatup.persona.Personas;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Violation;
import dev.heatup.planner.PlanRequest;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Planner;
import dev.heatup.planner.Usage;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Proposes visits from a person's habits and a seed, at once and with no model. The same request gives the same plan, and
 * every plan is valid, so it also serves as the fallback. Stateless and thread-safe.
 */
public final class OfflinePlanner implements Planner {

    /** Sets a second try apart from the first one of the same run. */
    private static final long REPAIR = 0x5EC0_4D73_7219_AB1DL;

    /** Keeps what people do with others apart from what they read. */
    private static final long COMPANY = 0x7A3F_19C5_02E8_D46BL;

    /** Reads this package's phrase files now rather than at the first draw; fails when one is broken. */
    public static void readPhrases() {
        Reasons.read();
        ContactReasons.read();
    }

    @Override
    public Proposal propose(PlanRequest request, Duration patience) {
        return proposed(request, request.seed());
    }

    @Override
    public Proposal repair(PlanRequest request, ProposedPlan rejected, List<Violation> violations, Duration patience) {
        return proposed(request, request.seed() ^ REPAIR);
    }

    @Override
    public PlanSource source() {
        return PlanSource.OFFLINE;
    }

    private static Proposal proposed(PlanRequest request, long runSeed) {
        long seed =
                Personas.seedOf(request.session().id() + "/" + request.persona().seed() + "/" + runSeed);
        ProposedPlan reading = new VisitSketch(request, new SplittableRandom(seed)).plan();
        return new Proposal.Proposed(
                new SocialActions(request, new SplittableRandom(seed ^ COMPANY), reading).plan(), Usage.NONE);
    }
}
