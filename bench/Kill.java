import dev.heatup.app.DatabaseEvidence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Kills the packaged service, or what it needs, while it works; {@code bench/kill.sh} runs it and says how.
 *
 * <p>Lost: an acknowledged run that is not there, a run that does not end, a planned step without an outcome, a recorded
 * join that the sandbox knows nothing of. Doubled: a call whose effect happened twice, a second join or view, an effect
 * that no step accounts for. Reconciled: steps in flight at a kill that somebody else took up and settled.
 */
class Kill {

    private static final double MAX_SECONDS = 20;
    private static final int SHOWN = 20;

    /** @param from where an earlier version is, empty for none */
    record Options(String scenario, int runs, int kills, int steps, double speed, long seed, String from) {

        static Options of(String scenario, List<String> given) {
            boolean isCluster = Set.of("cluster", "rolling").contains(scenario);
            Map<String, String> values = new LinkedHashMap<>(Map.of(
                    "--runs", isCluster ? "20" : "2000",
                    "--kills", switch (scenario) {
                        case "cluster", "rolling", "restart" -> "6";
                        case "full" -> "3";
                        default -> "20";
                    },
                    "--steps", isCluster ? "5" : "10",
                    "--speed", isCluster ? "1" : "2",
                    "--seed", String.valueOf(System.nanoTime()),
                    "--from", ""));
            for (int i = 0; i < given.size(); i += 2) {
                if (values.replace(given.get(i), i + 1 < given.size() ? given.get(i + 1) : "") == null) {
                    throw new IllegalArgumentException("no option " + given.get(i) + "; there are " + values.keySet());
                }
            }
            if (!values.get("--from").isEmpty() && !scenario.equals("rolling")) {
                throw new IllegalArgumentException("--from goes with rolling");
            }
            return new Options(
                    scenario,
                    Integer.parseInt(values.get("--runs")),
                    Integer.parseInt(values.get("--kills")),
                    Integer.parseInt(values.get("--steps")),
                    Double.parseDouble(values.get("--speed")),
                    Long.parseLong(values.get("--seed")),
                    values.get("--from"));
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        Options options = Options.of(all.get(3), all.subList(4, all.size()));
        System.out.println(options);
        boolean good;
        try (KillStage stage = KillStage.of(
                options, new KillStage.Place(Path.of(all.get(0)), Path.of(all.get(1)), Path.of(all.get(2))))) {
            good = new Kill().run(options, stage);
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run(Options options, KillStage stage) throws Exception {
        KillLoad load = new KillLoad(stage, options.runs());
        KillWatch watch = new KillWatch(stage);
        Random random = new Random(options.seed());
        List<KillWatch.Recovery> recoveries = new ArrayList<>();
        stage.start();
        for (int kill = 1; kill <= options.kills(); kill++) {
            load.feed();
            // The others come while requests are taken, too.
            if (kill % 3 != 1) {
                load.waitForCallers();
            }
            KillStage.Harm harm = stage.strike(kill, random);
            load.waitForCallers();
            // Some are hurt again before they have recovered; then it is counted from the last time.
            boolean hasty = Set.of("sqlite", "postgres").contains(options.scenario())
                    && kill % 3 == 0
                    && kill < options.kills();
            String told = "hurt again at once";
            if (!hasty) {
                KillWatch.Recovery recovery = watch.untilAllWentOn(harm);
                recoveries.add(recovery);
                told = recovery.toString();
            }
            stage.mend();
            System.out.printf(
                    "[%d/%d] %s; in flight %d; %s; live %d%n",
                    kill, options.kills(), harm.what(), harm.inFlight().size(), told, watch.live());
        }
        boolean ended = load.drain(watch);
        return judge(stage.evidence(), load, watch, recoveries, ended);
    }

    private static boolean judge(
            DatabaseEvidence databaseEvidence, KillLoad load, KillWatch watch, List<KillWatch.Recovery> recoveries, boolean ended) {
        List<String> lost = lost(databaseEvidence, load);
        List<String> doubled = doubled(databaseEvidence);
        Map<String, Integer> statuses = new LinkedHashMap<>();
        databaseEvidence.outcomes()
                .forEach(outcome -> statuses.merge(
                        outcome.status() + (outcome.code() == null ? "" : " " + outcome.code()), 1, Integer::sum));
        long unknown = databaseEvidence.outcomes().stream()
                .filter(outcome -> outcome.status().equals("unknown"))
                .count();
        double steps = recoveries.stream().mapToDouble(KillWatch.Recovery::steps).max().orElse(0);
        double plans = recoveries.stream().mapToDouble(KillWatch.Recovery::plans).max().orElse(0);
        System.out.printf(
                "runs %d, steps %d, lost %d, doubled %d, unknown %d, reconciled %d%n",
                databaseEvidence.runs().size(), databaseEvidence.planned().size(), lost.size(), doubled.size(), unknown, watch.reconciled());
        System.out.printf("until all went on, at most: steps %.1f s, planning %.1f s%n", steps, plans);
        System.out.println("outcomes " + statuses + ", requests not taken " + load.refusals());
        lost.stream().limit(SHOWN).forEach(what -> System.out.println("LOST " + what));
        doubled.stream().limit(SHOWN).forEach(what -> System.out.println("DOUBLED " + what));
        return ended
                && lost.isEmpty()
                && doubled.isEmpty()
                && steps <= MAX_SECONDS
                && plans <= MAX_SECONDS;
    }

    private static List<String> lost(DatabaseEvidence databaseEvidence, KillLoad load) {
        List<String> lost = new ArrayList<>();
        Set<String> missing = new HashSet<>(load.acknowledged());
        missing.removeAll(databaseEvidence.runs().keySet());
        missing.forEach(run -> lost.add("acknowledged run " + run));
        databaseEvidence.runs().values().stream()
                .filter(run -> Set.of("queued", "planning", "running").contains(run.status()))
                .forEach(run -> lost.add("run without an end " + run));
        databaseEvidence.stepsWithoutOutcome().forEach(step -> lost.add("step without an outcome " + step));
        Set<String> joins = new HashSet<>(databaseEvidence.recordedJoins());
        databaseEvidence.joins().forEach(join -> joins.remove(join.step()));
        joins.forEach(step -> lost.add("recorded join that did not happen " + step));
        return lost;
    }

    private static List<String> doubled(DatabaseEvidence databaseEvidence) {
        List<String> doubled = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        databaseEvidence.once().filter(what -> !seen.add(what)).forEach(doubled::add);
        databaseEvidence.effects().stream()
                .filter(effect -> !databaseEvidence.isCaused(effect))
                .forEach(effect -> doubled.add("without a step: " + effect));
        return doubled;
    }
}
