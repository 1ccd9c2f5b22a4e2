package dev.heatup.cli;

import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.torture.Torture;
import dev.heatup.torture.TrialDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "torture",
        description = {
            "Proves the engine: three nodes, a database, a planner and a network in virtual time, with crashes, lost"
                    + " answers, pauses, flood waits and more between any two steps.",
            "Nothing may be lost and nothing done twice. A seed that fails is told with its history and the fewest"
                    + " faults that still make it fail."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all seeds held", "1:a seed failed", "2:wrong arguments"})
final class TortureCommand implements Callable<Integer> {

    private final CliEnvironment cliEnvironment;
    private final Supplier<Torture> torture;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long first;

    private int runs;
    private int faults;

    TortureCommand(CliEnvironment cliEnvironment) {
        this(
                cliEnvironment,
                () -> new Torture(ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow(), TrialDatabase::memory));
    }

    TortureCommand(CliEnvironment cliEnvironment, Supplier<Torture> torture) {
        this.cliEnvironment = cliEnvironment;
        this.torture = torture;
    }

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds must be 1 or more");
        }
        long began = cliEnvironment.ticker().nanoTime();
        ProgressLine line = new ProgressLine(cliEnvironment);
        Optional<Torture.Failure> failure = torture.get().run(first, seeds, progress -> {
            runs += progress.runs();
            faults += progress.faults();
            line.show(() -> "seed %d, %d runs, %d faults".formatted(progress.seed(), runs, faults));
        });
        line.clear();
        return failure.map(this::tell)
                .orElseGet(() -> held(Duration.ofNanos(cliEnvironment.ticker().nanoTime() - began)));
    }

    private int held(Duration took) {
        cliEnvironment
                .out()
                .printf(
                        "Held: %d seeds from %d on, %d runs, %d faults, in %.1f s%n",
                        seeds, first, runs, faults, took.toMillis() / 1e3);
        return ExitCode.OK;
    }

    private int tell(Torture.Failure failure) {
        cliEnvironment.out().printf("Seed %d failed:%n", failure.seed());
        failure.broken().forEach(what -> cliEnvironment.out().println("  " + what));
        cliEnvironment.out().println("With no more faults than these:");
        failure.faults().forEach(fault -> cliEnvironment.out().println("  " + fault));
        cliEnvironment.out().println("What happened, in seconds of virtual time:");
        failure.history().forEach(cliEnvironment.out()::println);
        cliEnvironment.out().printf("Again: ./heatup torture --seed %d --seeds 1%n", failure.seed());
        return ExitCode.TROUBLE;
    }
}
