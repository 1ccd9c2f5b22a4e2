package dev.heatup.cli;

import dev.heatup.channel.Pool;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.sandbox.spec.DurationFormat;
import dev.heatup.sandbox.spec.InvalidSpecException;
import dev.heatup.sandbox.spec.LocalMoment;
import dev.heatup.sandbox.spec.WorldSpec;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.spec.yaml.WorldFiles;
import dev.heatup.settings.Settings;
import dev.heatup.simulate.Assertion;
import dev.heatup.simulate.Simulation;
import dev.heatup.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "simulate",
        description =
                "Lets a world live in virtual time with the bots that connect, and checks what is expected of it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all assertions hold, and every bot of the world file was there to the end",
            "1:not so, or it ended at --max-time, or it broke off",
            "2:it could not begin",
            "130:it was ended by Ctrl-C or SIGTERM; a second one ends it without results"
        })
final class SimulateCommand implements Callable<Integer> {

    private final CliEnvironment cliEnvironment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--world", paramLabel = "FILE", required = true, description = "The world; see docs/worlds.md.")
    private Path world = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "In place of the file's.")
    private @Nullable Long seed;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "2h",
            converter = Time.class,
            description = "How long it lives, in world time: 90s, 30m, 2h (default: ${DEFAULT-VALUE}).")
    private Duration length = Duration.ZERO;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = LocalMomentConverter.class,
            description = "When it begins, on its people's clocks: 10:00, or 2026-03-02T10:00"
                    + " (default: the file's starts, or 2026-03-02T08:00:00Z).")
    private @Nullable LocalMoment at;

    @Option(
            names = "--bot-api-port",
            paramLabel = "PORT",
            description = "Where bots are answered (default: HEATUP_BOT_API_PORT, or 8081; 0 takes any free one).")
    private @Nullable Integer port;

    @Option(
            names = "--wait-for-bots",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Time.class,
            description =
                    "How long to wait, in real time, for the bots that the world describes, and in the end for one"
                            + " that went away (default: ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ZERO;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "100ms",
            converter = Time.class,
            description = "How long the world stands still after a bot's last call, in real time"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration grace = Duration.ZERO;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Ends it after so much real time, with the results so far and exit code 1.")
    private @Nullable Duration limit;

    @Option(
            names = "--allow-missing-bots",
            description = "Bots of the world file that never call, or go away, are told but fail nothing.")
    private boolean toleratesMissingBots;

    @Option(
            names = "--assert",
            paramLabel = "EXPR",
            converter = Expectation.class,
            description = "What must hold in the end, as 'bot_reply_p95 < 2s'; may be given more than once.")
    private List<Assertion> assertions = new ArrayList<>();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Writes what became of --assert and of the bots as JUnit's XML.")
    private @Nullable Path junit;

    @Option(names = "--log", paramLabel = "FILE", description = "Writes all events, one JSON object a line.")
    private @Nullable Path log;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    SimulateCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings.BotApi botApi = cliEnvironment.settings().botApi();
        int bots = port == null ? botApi.port() : port;
        require(length.isPositive(), "--for must be more than nothing");
        require(limit == null || limit.isPositive(), "--max-time must be more than nothing");
        require(bots >= 0 && bots <= 65535, "--bot-api-port must be 0 to 65535");
        return switch (WorldFiles.read(inDirectory(world))) {
            case WorldFile.Invalid(var problems) -> {
                String name = OneLine.of(world.toString(), 200);
                problems.forEach(problem -> cliEnvironment.err().println(name + ": " + problem));
                yield ExitCode.USAGE;
            }
            case WorldFile.Read read -> {
                WorldSpec described =
                        beginning(seed == null ? read.world() : read.world().withSeed(seed));
                SimulationRun.Order order = new SimulationRun.Order(
                        described,
                        pools(described),
                        read.corporaByGroup(),
                        new SimulationRun.Times(length, patience, grace, limit),
                        new Settings.BotApi(botApi.address(), bots, botApi.hosts(), botApi.webhookHosts()),
                        assertions,
                        toleratesMissingBots,
                        new SimulationRun.Outputs(file("--log", log), file("--junit", junit)),
                        json,
                        command(described));
                yield new SimulationRun(order, cliEnvironment).call();
            }
        };
    }

    private WorldSpec beginning(WorldSpec world) {
        try {
            return at == null ? world : at.beginning(world, Simulation.start(world));
        } catch (InvalidSpecException e) {
            throw new ParameterException(spec.commandLine(), "--at: " + e.getMessage(), e);
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private Path inDirectory(Path file) {
        return cliEnvironment.directory().resolve(file);
    }

    /** Looked at before anything lives, so that hours of simulation are not lost to a mistyped folder. */
    private Optional<Path> file(String option, @Nullable Path path) {
        if (path == null) {
            return Optional.empty();
        }
        Path file = inDirectory(path);
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + OneLine.of(path.toString(), 200) + " can't be written", e);
        }
        return Optional.of(file);
    }

    private List<Pool> pools(WorldSpec described) {
        ResourcePools pools = ResourcePools.builtIn();
        return described.pools().stream()
                .map(name -> pools.find(name).orElseThrow(() -> {
                    String allowed = String.join(", ", pools.names());
                    return new ParameterException(
                            spec.commandLine(), "the world names the pool " + name + "; there are: " + allowed);
                }))
                .toList();
    }

    /** How to see the same again. */
    private String command(WorldSpec described) {
        List<String> words = new ArrayList<>(List.of(
                "./heatup",
                "simulate",
                "--world",
                world.toString(),
                "--seed",
                Long.toString(described.seed()),
                "--for",
                DurationFormat.written(length),
                "--grace",
                DurationFormat.written(grace)));
        if (at != null) {
            words.addAll(List.of("--at", at.toString()));
        }
        if (toleratesMissingBots) {
            words.add("--allow-missing-bots");
        }
        assertions.forEach(assertion -> words.addAll(List.of("--assert", assertion.text())));
        return ShellWords.line(words);
    }

    /** A length of time as world files write it. */
    private static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationFormat.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "allowed is a whole number and ms, s, m or h, not '" + OneLine.of(text, 40) + "'"));
        }
    }

    private static final class Expectation implements ITypeConverter<Assertion> {
        @Override
        public Assertion convert(String text) {
            return switch (Assertion.read(text)) {
                case Assertion.Reading.Read(Assertion assertion) -> assertion;
                case Assertion.Reading.Invalid(String why) -> throw new TypeConversionException(why);
            };
        }
    }
}
