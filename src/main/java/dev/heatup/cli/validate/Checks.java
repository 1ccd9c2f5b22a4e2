package dev.heatup.cli.validate;

import dev.heatup.gateway.Verdict;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.sandbox.spec.yaml.WorldProblem;
import dev.heatup.settings.InvalidSettings;
import dev.heatup.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a start needs, and creates and changes nothing. */
public final class Checks {

    private Checks() {}

    /** Every finding in the order in which a start would meet them; settings that can't be read end it. */
    public static List<Finding> all(Map<String, String> environment, Path directory, Function<URI, Verdict> guard) {
        Settings settings;
        try {
            settings = Settings.load(environment, directory);
        } catch (InvalidSettings e) {
            return e.problems().stream()
                    .map(problem -> Finding.fail("settings", problem.toString(), "mend it in .env or the environment"))
                    .toList();
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("settings", "all of them make sense"));
        findings.add(DataFolder.check(settings.storage().data()));
        findings.addAll(Databases.check(settings));
        findings.add(network(settings, guard));
        findings.addAll(world(settings.network().world()));
        findings.add(PlannerAccess.check(settings));
        findings.add(Port.check(settings.listening()));
        return List.copyOf(findings);
    }

    private static List<Finding> world(@Nullable Path file) {
        if (file == null) {
            return List.of();
        }
        return switch (WorldFiles.read(file)) {
            case WorldFile.Read read ->
                List.of(Finding.ok("world", read.world().name() + ", as " + file + " describes it"));
            case WorldFile.Invalid(List<WorldProblem> problems) ->
                problems.stream()
                        .map(problem -> Finding.fail("world", problem.toString(), "mend it in " + file))
                        .toList();
        };
    }

    private static Finding network(Settings settings, Function<URI, Verdict> guard) {
        URI gateway = settings.network().gateway();
        if (gateway == null) {
            return Finding.ok("network", "the built-in sandbox");
        }
        return switch (guard.apply(gateway)) {
            case Verdict.Test() -> Finding.ok("network", "the gateway stands before a test network");
            case Verdict.Production(String why) ->
                Finding.fail(
                        "network",
                        "the gateway does not stand before a test network: " + why,
                        "point TELEGRAM_API_BASE_URL at a gateway of a test network, or empty it for the sandbox");
            case Verdict.Unverified(String why, Verdict.Cause _) ->
                Finding.fail(
                        "network",
                        "nobody can say what the gateway stands before: " + why,
                        "check that it runs, and that TELEGRAM_API_BASE_URL is its address");
        };
    }
}
