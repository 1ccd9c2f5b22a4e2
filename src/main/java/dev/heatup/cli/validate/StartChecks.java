package dev.heatup.cli.validate;

import dev.heatup.gateway.GuardVerdict;
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
public final class StartChecks {

    private StartChecks() {}

    /** Every finding in the order in which a start would meet them; settings that can't be read end it. */
    public static List<CheckResult> all(
            Map<String, String> environment, Path directory, Function<URI, GuardVerdict> guard) {
        Settings settings;
        try {
            settings = Settings.load(environment, directory);
        } catch (InvalidSettings e) {
            return e.problems().stream()
                    .map(settingProblem -> CheckResult.fail(
                            "settings", settingProblem.toString(), "mend it in .env or the environment"))
                    .toList();
        }
        List<CheckResult> findings = new ArrayList<>();
        findings.add(CheckResult.ok("settings", "all of them make sense"));
        findings.add(DataFolderCheck.check(settings.storage().data()));
        findings.addAll(DatabaseCheck.check(settings));
        findings.add(network(settings, guard));
        findings.addAll(world(settings.network().world()));
        findings.add(PlannerCheck.check(settings));
        findings.add(PortCheck.check(settings.listening()));
        return List.copyOf(findings);
    }

    private static List<CheckResult> world(@Nullable Path file) {
        if (file == null) {
            return List.of();
        }
        return switch (WorldFiles.read(file)) {
            case WorldFile.Read read ->
                List.of(CheckResult.ok("world", read.world().name() + ", as " + file + " describes it"));
            case WorldFile.Invalid(List<WorldProblem> problems) ->
                problems.stream()
                        .map(problem -> CheckResult.fail("world", problem.toString(), "mend it in " + file))
                        .toList();
        };
    }

    private static CheckResult network(Settings settings, Function<URI, GuardVerdict> guard) {
        URI gateway = settings.network().gateway();
        if (gateway == null) {
            return CheckResult.ok("network", "the built-in sandbox");
        }
        return switch (guard.apply(gateway)) {
            case GuardVerdict.Test() -> CheckResult.ok("network", "the gateway stands before a test network");
            case GuardVerdict.Production(String why) ->
                CheckResult.fail(
                        "network",
                        "the gateway does not stand before a test network: " + why,
                        "point TELEGRAM_API_BASE_URL at a gateway of a test network, or empty it for the sandbox");
            case GuardVerdict.Unverified(String why, GuardVerdict.Cause _) ->
                CheckResult.fail(
                        "network",
                        "nobody can say what the gateway stands before: " + why,
                        "check that it runs, and that TELEGRAM_API_BASE_URL is its address");
        };
    }
}
