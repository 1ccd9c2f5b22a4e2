package dev.heatup.cli;

import dev.heatup.cli.http.PlainText;
import dev.heatup.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which service a client command talks to. */
final class ServiceOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service (default: http://127.0.0.1:8080, with HEATUP_BIND and PORT as set).")
    private @Nullable String url;

    /** The service's address; the settings are only read when nothing was given. */
    URI url(CommandSpec command, CliEnvironment cliEnvironment) {
        if (url == null) {
            Settings.Listening listening = cliEnvironment.settings().listening();
            if (listening.port() == 0) {
                throw new ParameterException(command.commandLine(), "PORT is 0: say with --url where the service is");
            }
            return listening.url();
        }
        try {
            URI uri = new URI(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new ParameterException(
                command.commandLine(), "--url must be like http://127.0.0.1:8080, but is " + PlainText.of(url, 80));
    }

    static String unreachable(URI url, String why) {
        return "No Heat Up service at " + url + " (" + why + "). Start it with ./heatup start";
    }
}
