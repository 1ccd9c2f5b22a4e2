package dev.heatup.cli;

import dev.heatup.cli.validate.CheckResult;
import dev.heatup.cli.validate.StartChecks;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "validate",
        description = "Checks settings, data folder, database, network, world file, planner and port; changes nothing.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    private final Launcher launcher;
    private final CliEnvironment cliEnvironment;

    ValidateCommand(Launcher launcher, CliEnvironment cliEnvironment) {
        this.launcher = launcher;
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() {
        List<CheckResult> findings =
                StartChecks.all(cliEnvironment.environment(), cliEnvironment.directory(), launcher::verdict);
        findings.forEach(this::print);
        boolean failed = findings.stream().anyMatch(checkResult -> checkResult.level() == CheckResult.Level.FAIL);
        cliEnvironment.out().println(failed ? "It would not start like this." : "Ready: ./heatup start");
        return failed ? ExitCode.TROUBLE : ExitCode.OK;
    }

    private void print(CheckResult checkResult) {
        String level = switch (checkResult.level()) {
            case OK -> "ok  ";
            case WARN -> "warn";
            case FAIL -> "FAIL";
        };
        String remedy = checkResult.remedy().isEmpty() ? "" : " -> " + checkResult.remedy();
        cliEnvironment.out().println(level + "  " + checkResult.subject() + ": " + checkResult.text() + remedy);
    }
}
