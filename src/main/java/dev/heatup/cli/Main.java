package dev.heatup.cli;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.settings.InvalidSettings;
import dev.heatup.sqlite.StoreException;
import dev.heatup.text.MalformedPhrasesException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code heatup}. */
@Command(
        name = "heatup",
        description = "Gives a Telegram test network people.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Settings come from the environment and .env; see .env.example."})
public final class Main {

    private static final String[] PLAIN_START = {"start"};

    private final Launcher launcher;
    private final CliEnvironment cliEnvironment;

    public Main(Launcher launcher, CliEnvironment cliEnvironment) {
        this.launcher = launcher;
        this.cliEnvironment = cliEnvironment;
    }

    /** Runs one command, and answers one of {@link ExitCode}. */
    public int run(String... arguments) {
        return Arrays.equals(arguments, PLAIN_START) ? start() : parse(arguments);
    }

    /** As picocli would do it, whose 172 classes are in a format too old for the JVM's AOT cache. */
    private int start() {
        try {
            return new StartCommand(launcher, cliEnvironment).call();
        } catch (RuntimeException failure) {
            return explain(failure);
        }
    }

    private int parse(String... arguments) {
        CommandLine commandLine = new CommandLine(this)
                .addSubcommand(new StartCommand(launcher, cliEnvironment))
                .addSubcommand(new SandboxCommand(launcher, cliEnvironment))
                .addSubcommand(new WarmupCommand(cliEnvironment))
                .addSubcommand(new ScoreCommand(cliEnvironment))
                .addSubcommand(new ValidateCommand(launcher, cliEnvironment))
                .addSubcommand(new ExampleCommand(cliEnvironment))
                .addSubcommand(new SimulateCommand(cliEnvironment))
                .addSubcommand(new TortureCommand(cliEnvironment))
                .addSubcommand(new TrainCommand(launcher))
                .addSubcommand(new TrainClientCommand(launcher, cliEnvironment))
                .setOut(writer(cliEnvironment.out()))
                .setErr(writer(cliEnvironment.err()))
                .setExecutionExceptionHandler((failure, _, _) -> explain(failure));
        if (arguments.length == 0) {
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE;
        }
        return commandLine.execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private int explain(Exception failure) {
        if (failure instanceof InvalidSettings invalid) {
            cliEnvironment.err().println("These settings can't be used:");
            invalid.problems().forEach(settingProblem -> cliEnvironment.err().println("  " + settingProblem));
            return ExitCode.USAGE;
        }
        Optional<String> sentence = sentence(failure);
        boolean debug = "DEBUG".equalsIgnoreCase(cliEnvironment.environment().get("LOG_LEVEL"));
        cliEnvironment
                .err()
                .println(sentence.orElseGet(
                        () -> debug ? "" : failure + "\n(LOG_LEVEL=DEBUG shows where this comes from)"));
        if (debug) {
            failure.printStackTrace(cliEnvironment.err());
        }
        return ExitCode.TROUBLE;
    }

    /** What those failures say that are written for people; empty for what nobody expected. */
    private static Optional<String> sentence(Exception failure) {
        if (failure instanceof StoreException
                || failure instanceof EventLogException
                || failure instanceof MalformedPhrasesException
                || failure instanceof IllegalArgumentException) {
            return Optional.ofNullable(failure.getMessage());
        }
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(BindException.class::isInstance)
                .findFirst()
                .map(_ -> "The port is taken by another program. Stop it, or set PORT to another one;"
                        + " ./heatup validate says more.");
    }
}
