package dev.heatup.cli;

import dev.heatup.cli.validate.Checks;
import dev.heatup.cli.validate.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "validate",
        description = "Checks settings, data folder, database, network, world file, planner and port; changes nothing.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    private final Launcher launcher;
    private final Surroundings surroundings;

    ValidateCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Finding> findings = Checks.all(surroundings.environment(), surroundings.directory(), launcher::verdict);
        findings.forEach(this::print);
        boolean failed = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL);
        surroundings.out().println(failed ? "It would not start like this." : "Ready: ./heatup start");
        return failed ? ExitCode.TROUBLE : ExitCode.OK;
    }

    private void print(Finding finding) {
        String level = switch (finding.level()) {
            case OK -> "ok  ";
            case WARN -> "warn";
            case FAIL -> "FAIL";
        };
        String remedy = finding.remedy().isEmpty() ? "" : " -> " + finding.remedy();
        surroundings.out().println(level + "  " + finding.subject() + ": " + finding.text() + remedy);
    }
}
