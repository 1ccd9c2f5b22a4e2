package dev.heatup.cli;

import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.spec.Durations;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.simulate.Assertion;
import dev.heatup.simulate.JUnitReport;
import dev.heatup.simulate.Metric;
import dev.heatup.simulate.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of a simulation, for people, programs and CI.
 *
 * @param missing bots that were described and did not connect
 * @param replay the command that gives the same again
 */
record SimulationResult(
        WorldSpec world,
        Simulation.Outcome outcome,
        Map<Metric, Double> measures,
        List<Assertion.Verdict> verdicts,
        Set<String> missing,
        String replay) {

    boolean holds() {
        return verdicts.stream().allMatch(Assertion.Verdict::holds);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("World " + world.name() + ", seed " + world.seed() + ", " + Durations.written(outcome.simulated())
                + " of world time, to " + outcome.end());
        lines.add("");
        List<List<String>> metrics = new ArrayList<>(List.of(List.of("METRIC", "VALUE")));
        measures.forEach((metric, value) ->
                metrics.add(List.of(metric.written(), metric.unit().written(value))));
        lines.addAll(Table.lines(metrics));
        if (!verdicts.isEmpty()) {
            lines.add("");
            List<List<String>> rows = new ArrayList<>(List.of(List.of("ASSERTION", "MEASURED", "RESULT")));
            verdicts.forEach(verdict ->
                    rows.add(List.of(verdict.assertion().text(), verdict.found(), verdict.holds() ? "ok" : "FAILED")));
            lines.addAll(Table.lines(rows));
        }
        lines.add("");
        lines.add("Again: " + replay);
        return lines;
    }

    Tl.Obj json() {
        Tl.Builder values = Tl.object();
        measures.forEach((metric, value) -> values.with(metric.written(), number(value)));
        return Tl.object()
                .with("world", world.name())
                .with("seed", world.seed())
                .with("simulated_seconds", number(outcome.simulated().toMillis() / 1e3))
                .with("world_time", outcome.end().toString())
                .with("metrics", values.build())
                .with(
                        "assertions",
                        verdicts.stream().map(SimulationResult::json).toList())
                .with("missing_bots", missing.stream().map(Tl::of).toList())
                .with("ok", holds())
                .with("replay", replay)
                .build();
    }

    private static Tl.Obj json(Assertion.Verdict verdict) {
        Double measured = verdict.measured();
        return Tl.object()
                .with("assertion", verdict.assertion().text())
                .with("measured", measured == null ? new Tl.Null() : number(measured))
                .with("ok", verdict.holds())
                .build();
    }

    private static Tl number(double value) {
        return value == Math.rint(value) ? Tl.of((long) value) : new Tl.Decimal(value);
    }

    String junit() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("seed", Long.toString(world.seed()));
        properties.put("replay", replay);
        return JUnitReport.of(
                "heatup.simulate." + world.name(), verdicts, properties, String.join("\n", lines()) + "\n");
    }
}
