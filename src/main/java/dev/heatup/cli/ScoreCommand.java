package dev.heatup.cli;

import dev.heatup.cli.http.PlainText;
import dev.heatup.cli.http.ScoreRequest;
import dev.heatup.cli.http.ServiceClient;
import dev.heatup.cli.http.ServiceReply;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "score",
        description = "Shows what bots made of the labelled messages in a running service's sandbox.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:here is the score",
            "1:the service gives none",
            "2:wrong arguments or settings",
            "3:no service answers"
        })
final class ScoreCommand implements Callable<Integer> {

    private final CliEnvironment cliEnvironment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Option(names = "--world", paramLabel = "NAME", description = "The world (default: the one that runs).")
    private @Nullable String world;

    @Option(names = "--chat", paramLabel = "NAME", description = "One group only.")
    private @Nullable String chat;

    @Option(names = "--bot", paramLabel = "ID", description = "The number before the colon of one bot's token.")
    private @Nullable Long bot;

    @Option(names = "--unlabelled", description = "People's messages without a label count as clean ones.")
    private boolean unlabelled;

    @Option(names = "--json", description = "Prints JSON, with the messages behind each number.")
    private boolean json;

    ScoreCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() {
        URI url = service.url(spec, cliEnvironment);
        ScoreRequest request = new ScoreRequest(world, chat, bot, unlabelled);
        try (ServiceClient client = new ServiceClient(url)) {
            return switch (json ? client.scoreAsJson(request) : client.scoreTable(request)) {
                case ServiceReply.Ok<String>(String score) -> {
                    cliEnvironment.out().println(score);
                    yield ExitCode.OK;
                }
                case ServiceReply.Refused<String> refused -> {
                    cliEnvironment.err().println(PlainText.of(refused.sentence(), 500));
                    yield ExitCode.TROUBLE;
                }
                case ServiceReply.Unreachable<String>(String why) -> {
                    cliEnvironment.err().println(ServiceOptions.unreachable(url, why));
                    yield ExitCode.UNREACHABLE;
                }
            };
        }
    }
}
