package dev.heatup.cli.validate;

import dev.heatup.settings.Secret;
import dev.heatup.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Is there a key, and does the API know it and the model? Asks for the model's description, which costs nothing. */
final class PlannerCheck {

    private static final String SUBJECT = "planner";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");

    private PlannerCheck() {}

    static CheckResult check(Settings settings) {
        return settings.network().isSandbox()
                ? check(settings.claude())
                : CheckResult.ok(
                        SUBJECT, "a fixed plan and fixed phrases: no language model plans or writes for a gateway");
    }

    private static CheckResult check(Settings.Claude claude) {
        if (claude.apiKey() == null) {
            return CheckResult.warn(
                    SUBJECT, "no key, so visits are planned offline", "set ANTHROPIC_API_KEY for varied plans");
        }
        return told(claude.model(), status(claude, claude.apiKey()));
    }

    /** The status of the answer; 0 without one. */
    private static int status(Settings.Claude claude, Secret key) {
        String base = (claude.baseUrl() == null ? ANTHROPIC : claude.baseUrl())
                .toString()
                .replaceFirst("/+$", "");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/v1/models/" + URLEncoder.encode(claude.model(), StandardCharsets.UTF_8)))
                .timeout(PATIENCE)
                .header("x-api-key", key.value())
                .header("anthropic-version", "2023-06-01")
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static CheckResult told(String model, int status) {
        return switch (status) {
            case 200 -> CheckResult.ok(SUBJECT, "the API accepts the key and knows " + model);
            case 401, 403 ->
                CheckResult.fail(
                        SUBJECT, "the API does not accept the key (" + status + ")", "check ANTHROPIC_API_KEY");
            case 404 -> CheckResult.fail(SUBJECT, "the API does not know the model " + model, "check HEATUP_MODEL");
            case 0 ->
                CheckResult.warn(
                        SUBJECT,
                        "the API can't be reached, so visits would be planned offline",
                        "check the network and ANTHROPIC_BASE_URL");
            default ->
                CheckResult.warn(
                        SUBJECT, "the API answers " + status + ", so visits may be planned offline", "try again later");
        };
    }
}
