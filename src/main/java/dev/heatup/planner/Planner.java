package dev.heatup.planner;

import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Violation;
import java.time.Duration;
import java.util.List;

/** Proposes visits. Thread-safe. */
public interface Planner {

    /** Answers within {@code patience}; trouble is an answer too. */
    Proposal propose(PlanRequest request, Duration patience);

    /** Once more, told what was wrong with {@code rejected}. */
    Proposal repair(PlanRequest request, ProposedPlan rejected, List<Violation> violations, Duration patience);

    PlanSource source();

    sealed interface Proposal {

        Usage usage();

        record Proposed(ProposedPlan plan, Usage usage) implements Proposal {}

        /** No plan: refused, cut off, timed out, an error, garbage. {@code why} is one bounded line for log and report. */
        record Nothing(String why, Usage usage) implements Proposal {}
    }
}
