package dev.heatup.planner;

import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanValidator;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Validation;
import dev.heatup.plan.Violation;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gets a valid plan for every request: a proposal, one repair round, else the fallback. Thread-safe. */
public final class PlanProvider {

    /** For everything a planner does for one run, the repair round included. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int REASONS_SHOWN = 3;

    private final Planner planner;
    private final Planner fallback;
    private final LongSupplier nanoTime;
    private final PlanValidator validator = new PlanValidator();

    /**
     * @param fallback must propose valid plans for every request; the offline planner does
     * @param nanoTime monotonic nanoseconds, as {@link System#nanoTime} gives them
     */
    public PlanProvider(Planner planner, Planner fallback, LongSupplier nanoTime) {
        this.planner = planner;
        this.fallback = fallback;
        this.nanoTime = nanoTime;
    }

    /** @param fallbackReason why the fallback planned, null when it did not */
    public record PlannedVisit(
            Plan plan,
            PlanSource source,
            Usage usage,
            @Nullable String fallbackReason) {}

    public PlannedVisit plan(PlanRequest request) {
        long started = nanoTime.getAsLong();
        Attempt first = check(request, planner.propose(request, PATIENCE));
        Attempt last = first;
        if (first instanceof Attempt.Bad(ProposedPlan rejected, List<Violation> violations, Usage used)) {
            Duration left = PATIENCE.minusNanos(nanoTime.getAsLong() - started);
            last = left.isPositive()
                    ? check(request, planner.repair(request, rejected, violations, left))
                            .plus(used)
                    : first;
        }
        return switch (last) {
            case Attempt.Good(Plan plan, Usage usage) -> new PlannedVisit(plan, planner.source(), usage, null);
            case Attempt.Bad(ProposedPlan _, List<Violation> violations, Usage usage) ->
                fallBack(request, "invalid after repair: " + summary(violations), usage);
            case Attempt.None(String why, Usage usage) -> fallBack(request, why, usage);
        };
    }

    private PlannedVisit fallBack(PlanRequest request, String why, Usage usage) {
        return switch (check(request, fallback.propose(request, PATIENCE))) {
            case Attempt.Good(Plan plan, Usage _) -> new PlannedVisit(plan, PlanSource.FALLBACK, usage, why);
            case Attempt.Bad(ProposedPlan _, List<Violation> violations, Usage _) ->
                throw new IllegalStateException("the fallback planner broke the rules for session "
                        + request.session().id() + ": " + summary(violations));
            case Attempt.None(String nothing, Usage _) ->
                throw new IllegalStateException("the fallback planner gave no plan for session "
                        + request.session().id() + ": " + nothing);
        };
    }

    private Attempt check(PlanRequest request, Planner.Proposal proposal) {
        return switch (proposal) {
            case Planner.Proposal.Nothing(String why, Usage usage) -> new Attempt.None(why, usage);
            case Planner.Proposal.Proposed(ProposedPlan plan, Usage usage) ->
                switch (validator.validate(plan, request.rules(), request.pool(), request.session())) {
                    case Validation.Valid(Plan valid) -> new Attempt.Good(valid, usage);
                    case Validation.Invalid(List<Violation> violations) -> new Attempt.Bad(plan, violations, usage);
                };
        };
    }

    private static String summary(List<Violation> violations) {
        return violations.stream()
                .limit(REASONS_SHOWN)
                .map(v -> v.path() + " " + v.rule())
                .collect(Collectors.joining(", "));
    }

    private sealed interface Attempt {
        Attempt plus(Usage earlier);

        record Good(Plan plan, Usage usage) implements Attempt {
            @Override
            public Attempt plus(Usage earlier) {
                return new Good(plan, usage.plus(earlier));
            }
        }

        record Bad(ProposedPlan plan, List<Violation> violations, Usage usage) implements Attempt {
            @Override
            public Attempt plus(Usage earlier) {
                return new Bad(plan, violations, usage.plus(earlier));
            }
        }

        record None(String why, Usage usage) implements Attempt {
            @Override
            public Attempt plus(Usage earlier) {
                return new None(why, usage.plus(earlier));
            }
        }
    }
}
