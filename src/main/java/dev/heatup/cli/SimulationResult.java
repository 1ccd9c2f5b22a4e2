package dev.heatup.cli;

import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.simulate.Assertion;
import dev.heatup.simulate.BotVerdict;
import dev.heatup.simulate.JUnitReport;
import dev.heatup.simulate.Metric;
import dev.heatup.simulate.Simulation;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a simulation, for people, programs and CI.
 *
 * @param toleratesMissingBots whether bots that never came, or went away, are told and no more
 * @param replay the command that gives the same again
 */
record SimulationResult(
        WorldSpec world,
        Simulation.Outcome outcome,
        SimulationExtent extent,
        Map<Metric, Double> measures,
        List<Assertion.Verdict> verdicts,
        List<BotVerdict> bots,
        boolean toleratesMissingBots,
        String replay) {

    private static final String WHOLE = "the whole of it";

    /** Of a partial simulation nothing is known to hold, whatever was measured so far. */
    boolean holds() {
        return !extent.isPartial()
                && failedBots().isEmpty()
                && verdicts.stream().allMatch(Assertion.Verdict::holds);
    }

    private List<BotVerdict> failedBots() {
        return toleratesMissingBots ? List.of() : absent();
    }

    private List<BotVerdict> absent() {
        return bots.stream().filter(bot -> !bot.isHere()).toList();
    }

    private List<String> names(BotVerdict.State state) {
        return bots.stream()
                .filter(bot -> bot.state() == state)
                .map(BotVerdict::username)
                .toList();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (extent.isPartial()) {
            lines.add(extent.sentence());
        }
        lines.add("World " + world.name() + ", seed " + world.seed() + ", " + extent.shown() + " of world time, to "
                + outcome.end());
        lines.add("");
        List<List<String>> metrics = new ArrayList<>(List.of(List.of("METRIC", "VALUE")));
        measures.forEach((metric, value) ->
                metrics.add(List.of(metric.written(), metric.unit().written(value))));
        lines.addAll(TextTable.lines(metrics));
        if (!absent().isEmpty()) {
            lines.add("");
            absent().forEach(bot -> lines.add((toleratesMissingBots ? "allowed: " : "FAILED: ") + bot.sentence()));
        }
        if (!verdicts.isEmpty()) {
            lines.add("");
            List<List<String>> rows = new ArrayList<>(List.of(List.of("ASSERTION", "MEASURED", "RESULT")));
            verdicts.forEach(
                    verdict -> rows.add(List.of(verdict.assertion().text(), verdict.found(), result(verdict))));
            lines.addAll(TextTable.lines(rows));
        }
        lines.add("");
        lines.add("Again: " + replay);
        return lines;
    }

    private String result(Assertion.Verdict verdict) {
        if (!verdict.holds()) {
            return "FAILED";
        }
        return extent.isPartial() ? "UNDECIDED" : "ok";
    }

    Tl.Obj json() {
        Tl.Builder values = Tl.object();
        measures.forEach((metric, value) -> values.with(metric.written(), number(value)));
        return Tl.object()
                .with("world", world.name())
                .with("seed", world.seed())
                .with("simulated_seconds", seconds(extent.lived()))
                .with("asked_seconds", seconds(extent.asked()))
                .with("partial", extent.isPartial())
                .with("stopped", stopped())
                .with("world_time", outcome.end().toString())
                .with("metrics", values.build())
                .with("assertions", verdicts.stream().map(this::json).toList())
                .with("missing_bots", texts(names(BotVerdict.State.MISSING)))
                .with("lost_bots", texts(names(BotVerdict.State.LOST)))
                .with("bots", bots.stream().map(SimulationResult::json).toList())
                .with("ok", holds())
                .with("replay", replay)
                .build();
    }

    private Tl stopped() {
        SimulationExtent.Stop stop = extent.stop();
        return stop == null ? new Tl.Null() : Tl.of(stop.written());
    }

    private static List<Tl> texts(List<String> names) {
        return names.stream().map(Tl::of).toList();
    }

    private static Tl.Obj json(BotVerdict bot) {
        return Tl.object()
                .with("username", bot.username())
                .with("state", bot.state().written())
                .with("updates_waiting", bot.waiting())
                .build();
    }

    private Tl.Obj json(Assertion.Verdict verdict) {
        Double measured = verdict.measured();
        return Tl.object()
                .with("assertion", verdict.assertion().text())
                .with("measured", measured == null ? new Tl.Null() : number(measured))
                .with("ok", verdict.holds() && !extent.isPartial())
                .build();
    }

    private static Tl seconds(Duration time) {
        return number(time.toMillis() / 1e3);
    }

    private static Tl number(double value) {
        return value == Math.rint(value) ? Tl.of((long) value) : new Tl.Decimal(value);
    }

    /** The last line of the log of a partial simulation. */
    Tl.Obj partial() {
        return Tl.object()
                .with("partial", true)
                .with("stopped", stopped())
                .with("simulated_seconds", seconds(extent.lived()))
                .with("asked_seconds", seconds(extent.asked()))
                .with("world_time", outcome.end().toString())
                .build();
    }

    String junit() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("seed", Long.toString(world.seed()));
        properties.put("replay", replay);
        properties.put("partial", Boolean.toString(extent.isPartial()));
        List<JUnitReport.Case> cases = new ArrayList<>();
        if (extent.isPartial()) {
            cases.add(new Failed(WHOLE, extent.sentence()));
        }
        cases.addAll(failedBots());
        verdicts.forEach(verdict -> cases.add(
                extent.isPartial() && verdict.holds()
                        ? new Failed(verdict.title(), "undecided, as it ended early; so far " + verdict.measure())
                        : verdict));
        return JUnitReport.of("heatup.simulate." + world.name(), cases, properties, String.join("\n", lines()) + "\n");
    }

    private record Failed(String title, String why) implements JUnitReport.Case {
        @Override
        public Optional<String> failure() {
            return Optional.of(why);
        }
    }
}
