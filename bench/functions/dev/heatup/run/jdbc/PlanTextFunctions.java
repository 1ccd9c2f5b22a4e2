package dev.heatup.run.jdbc;

import dev.heatup.bench.SampleVisits;
import dev.heatup.plan.Plan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A plan of seven actions as the database has it. */
@State(Scope.Benchmark)
public class PlanTextFunctions {

    private final Plan plan = SampleVisits.sevenActions();
    private final String text = PlanText.write(plan);

    @Benchmark
    public String write() {
        return PlanText.write(plan);
    }

    @Benchmark
    public Plan read() {
        return PlanText.read(text);
    }
}
