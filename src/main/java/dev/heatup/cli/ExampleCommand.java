package dev.heatup.cli;

import dev.heatup.cli.http.HttpExchange;
import dev.heatup.cli.http.ReportSummary;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.cli.http.ServiceReply;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "example",
        description = "Shows the API in use against a running service: each request as a curl command, and its answer.",
        mixinStandardHelpOptions = true)
final class ExampleCommand implements Callable<Integer> {

    private static final String BODY = "{\"max_actions\": 3, \"seed\": 1}";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int SYNC_SECONDS = 300;

    /** A visit of three actions and its pauses, at speed 1 and with the slowest planning. */
    private static final int MAX_LOOKS = 600;

    private final CliEnvironment cliEnvironment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    ExampleCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InterruptedException {
        URI url = service.url(spec, cliEnvironment);
        try (ServiceClient client = new ServiceClient(url)) {
            return new Tour(client, url).take();
        }
    }

    /** One go through the API; remembers whether everything was answered well. */
    private final class Tour {

        private final ServiceClient client;
        private final URI url;
        private int worst = ExitCode.OK;

        Tour(ServiceClient client, URI url) {
            this.client = client;
            this.url = url;
        }

        int take() throws InterruptedException {
            tell("Is the service well?");
            show("GET", "/health", null, 10);
            if (worst == ExitCode.UNREACHABLE) {
                return worst;
            }
            tell("A visit, asynchronously: accepted at once, done in the background.");
            String runId = show("POST", "/warmup/example-async", BODY, 30);
            if (!runId.isEmpty()) {
                tell("Waiting until it ends (looking once a second) ...");
                await(runId);
                tell("Its report:");
                show("GET", "/runs/" + runId, null, 10);
            }
            tell("A visit, synchronously: the answer is the report (this takes a while).");
            show("POST", "/warmup-sync/example-sync?timeout=" + SYNC_SECONDS, BODY, SYNC_SECONDS + 10);
            return worst;
        }

        private void await(String runId) throws InterruptedException {
            for (int i = 0; i < MAX_LOOKS; i++) {
                if (!(client.report(runId) instanceof ServiceReply.Ok<ReportSummary> seen)
                        || !seen.value().isLive()) {
                    return;
                }
                cliEnvironment.ticker().pause(BETWEEN_LOOKS);
            }
        }

        /** Prints request and answer; answers the run's id when there is one. */
        private String show(String method, String path, @Nullable String body, int seconds) {
            cliEnvironment
                    .out()
                    .println("$ curl " + (method.equals("GET") ? "" : "-X " + method + " ") + "'"
                            + url + path + "'"
                            + (body == null ? "" : " -H 'Content-Type: application/json' -d '" + body + "'"));
            return switch (client.send(method, path, body, Duration.ofSeconds(seconds))) {
                case HttpExchange.NoAnswer(String why) -> {
                    cliEnvironment.err().println(ServiceOptions.unreachable(url, why));
                    worst = ExitCode.UNREACHABLE;
                    yield "";
                }
                case HttpExchange.Answer answer -> {
                    cliEnvironment.out().println(answer.status() + "\n" + answer.printable());
                    if (!answer.isSuccess()) {
                        worst = Math.max(worst, ExitCode.TROUBLE);
                    }
                    yield answer.runId();
                }
            };
        }

        private void tell(String sentence) {
            cliEnvironment.out().println("\n# " + sentence);
        }
    }
}
