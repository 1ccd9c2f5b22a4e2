package dev.heatup.bench;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.pace.Pacing;
import dev.heatup.plan.Action;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.PlanValidator;
import dev.heatup.plan.ProposedAction;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Validation;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Usage;
import dev.heatup.run.Next;
import dev.heatup.run.RunRequest;
import dev.heatup.run.StepOutcome;
import dev.heatup.run.RunReport;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.Target;
import dev.heatup.run.Transition;
import dev.heatup.run.PlannedVisit;
import dev.heatup.session.Session;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The run's own functions, of a visit of seven actions. */
@State(Scope.Benchmark)
public class RunFunctions {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final RandomGenerator random = new SecureRandom();
    private final PlannedVisit plannedVisit = new PlannedVisit(SampleVisits.sevenActions(), PlanSource.OFFLINE, Usage.NONE, null);
    private final Run.Pause pause = new Run.Pause(Duration.ofSeconds(5), Duration.ofSeconds(5));
    private final List<SessionChange> changes = List.of();
    private final PlanValidator validator = new PlanValidator();
    private final Pool pool = ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow();
    private final Session session = Session.unknown(new SessionId("somebody"));
    private final ProposedPlan proposal = proposal();
    private final Run planning = Run.create(
                    RunId.create(NOW, random),
                    new RunRequest(new SessionId("somebody"), Target.SANDBOX, Pools.DEFAULT, "default", 7, null, null),
                    NOW)
            .claimed(NOW);
    private final Run running;
    private final Run ended;
    private final List<StepOutcome> outcomes = new ArrayList<>();
    private int step;

    public RunFunctions() {
        Run run = planning.planned(plannedVisit, NOW).run();
        running = run.claimed(NOW);
        while (run.status().isLive()) {
            Transition transition = run.claimed(NOW).succeeded(NOW, NOW, NOW, pause, changes);
            outcomes.add(transition.outcome());
            run = transition.run();
        }
        ended = run;
        if (!(running.next(NOW, Map.of()) instanceof Next.Act)
                || outcomes.size() != plannedVisit.plan().size()
                || !(validate() instanceof Validation.Valid)) {
            throw new IllegalStateException("not what was to be measured: " + validate());
        }
    }

    private static ProposedPlan proposal() {
        return new ProposedPlan(List.of(
                ProposedAction.of(Action.Type.JOIN_CHANNEL).channel(SampleVisits.CHANNEL).because(SampleVisits.REASON),
                ProposedAction.of(Action.Type.READ_MESSAGES)
                        .channel(SampleVisits.CHANNEL)
                        .seconds(25)
                        .because(SampleVisits.REASON),
                ProposedAction.of(Action.Type.IDLE).seconds(7).because(SampleVisits.REASON),
                ProposedAction.of(Action.Type.VIEW_POST)
                        .channel(SampleVisits.CHANNEL)
                        .seconds(12)
                        .because(SampleVisits.REASON),
                ProposedAction.of(Action.Type.REACT).channel(SampleVisits.CHANNEL).because(SampleVisits.REASON),
                ProposedAction.of(Action.Type.READ_MESSAGES)
                        .channel(SampleVisits.CHANNEL)
                        .seconds(20)
                        .because(SampleVisits.REASON),
                ProposedAction.of(Action.Type.IDLE).seconds(5).because(SampleVisits.REASON)));
    }

    @Benchmark
    public RunId create() {
        return RunId.create(NOW, random);
    }

    @Benchmark
    public Run claimed() {
        return running.claimed(NOW);
    }

    @Benchmark
    public Next next() {
        return running.next(NOW, Map.of());
    }

    @Benchmark
    public Transition planned() {
        return planning.planned(plannedVisit, NOW);
    }

    @Benchmark
    public Transition succeeded() {
        return running.succeeded(NOW, NOW, NOW, pause, changes);
    }

    @Benchmark
    public Duration pauseAfter() {
        return Pacing.DEFAULT.pauseAfter(7, step++);
    }

    @Benchmark
    public Validation validate() {
        return validator.validate(proposal, PlanRules.DEFAULT, pool, session);
    }

    @Benchmark
    public RunReport report() {
        return RunReport.of(ended, outcomes, NOW);
    }
}
