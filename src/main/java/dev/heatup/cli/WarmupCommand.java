package dev.heatup.cli;

import dev.heatup.cli.http.PlainText;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.cli.http.WarmupBody;
import dev.heatup.session.SessionId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "warmup",
        description = "Asks a running service for one visit of each session, and follows them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every visit completed",
            "1:at least one was partial, failed, cancelled, refused or still going on",
            "2:wrong arguments or settings",
            "3:no service answers"
        })
final class WarmupCommand implements Callable<Integer> {

    private static final int MAX_PLAN_BYTES = 1024 * 1024;

    private final CliEnvironment cliEnvironment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Parameters(paramLabel = "SESSION", arity = "1..*", description = "Sessions: 1 to 64 of A-Z, a-z, 0-9, _ and -.")
    private List<String> sessions = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Makes pauses and offline plans repeatable.")
    private @Nullable Long seed;

    @Option(names = "--pool", paramLabel = "NAME", description = "The pool of channels to plan with.")
    private @Nullable String pool;

    @Option(names = "--strategy", paramLabel = "NAME", description = "How to plan and pace.")
    private @Nullable String strategy;

    @Option(names = "--max-actions", paramLabel = "N", description = "At most so many actions.")
    private @Nullable Integer maxActions;

    @Option(names = "--plan", paramLabel = "FILE", description = "Carries out this plan: a JSON array of actions.")
    private @Nullable Path plan;

    @Option(names = "--json", description = "Prints each report as one line of JSON, and nothing else.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "Stops following after so long (default: ${DEFAULT-VALUE}); the visits go on.")
    private long timeoutSeconds;

    WarmupCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Set<String> wanted = sessionIds();
        if (timeoutSeconds < 1 || timeoutSeconds > 86_400) {
            throw new ParameterException(spec.commandLine(), "--timeout must be 1 to 86400 seconds");
        }
        WarmupBody request = new WarmupBody(seed, pool, strategy, maxActions, plan == null ? null : readPlan(plan));
        URI url = service.url(spec, cliEnvironment);
        ProgressReporter progressReporter = json
                ? new ProgressReporter.Lines(cliEnvironment.out())
                : wanted.size() == 1
                        ? new ProgressReporter.OneVisit(cliEnvironment.out())
                        : new ProgressReporter.ManyVisits(cliEnvironment.out(), cliEnvironment.terminal());
        try (ServiceClient client = new ServiceClient(url)) {
            VisitFollower visitFollower = new VisitFollower(client, cliEnvironment.ticker(), progressReporter);
            return switch (visitFollower.follow(wanted, request, Duration.ofSeconds(timeoutSeconds))) {
                case VisitFollower.Ended(List<FollowedVisit> visits) ->
                    visits.stream().allMatch(FollowedVisit::isCompleted) ? ExitCode.OK : ExitCode.TROUBLE;
                case VisitFollower.Lost(String why) -> {
                    cliEnvironment.err().println(ServiceOptions.unreachable(url, why));
                    yield ExitCode.UNREACHABLE;
                }
            };
        }
    }

    private Set<String> sessionIds() {
        for (String session : sessions) {
            try {
                new SessionId(session);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), PlainText.of(session, 80) + ": " + e.getMessage(), e);
            }
        }
        return new LinkedHashSet<>(sessions);
    }

    private String readPlan(Path file) {
        Path path = cliEnvironment.directory().resolve(file);
        try {
            if (Files.size(path) <= MAX_PLAN_BYTES) {
                return WarmupBody.planIn(Files.readString(path))
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), file + " must hold a JSON array of actions, or {\"plan\": [...]}"));
            }
            throw new ParameterException(spec.commandLine(), file + " is larger than 1 MB");
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + " can't be read; check that it exists", e);
        }
    }
}
