package dev.heatup.cli.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Talks to one running service. Follows no redirects, reads at most 4 MB of an answer. Thread-safe. */
public final class ServiceClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_VIOLATIONS = 5;

    /** A long log is read as a whole. */
    private static final Duration SCORE_PATIENCE = Duration.ofMinutes(5);

    private static final int MOST_LINES = 1000;
    private static final int MOST_LINE = 1000;

    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public ServiceClient(URI base) {
        this.base = base.toString().replaceFirst("/+$", "");
    }

    /** Asks for a run, and answers its {@code run_id}. */
    public Outcome<String> warmUp(String sessionId, WarmupRequest request) {
        Exchange exchange = send("POST", "/warmup/" + sessionId, request.toJson(), PATIENCE);
        return typed(exchange, "run_id", node -> Json.text(node, "run_id", 64));
    }

    public Outcome<RunReport> report(String runId) {
        String path = "/runs/" + URLEncoder.encode(runId, StandardCharsets.UTF_8);
        return typed(send("GET", path, null, PATIENCE), "status", RunReport::of);
    }

    /** In JSON, in many lines. */
    public Outcome<String> scoreAsJson(ScoreRequest request) {
        return typed(exchange(get(request.path(), SCORE_PATIENCE), SCORE_PATIENCE), "matrix", Json::pretty);
    }

    /** As a table; the last line is not ended. */
    public Outcome<String> scoreTable(ScoreRequest request) {
        HttpRequest.Builder asking = get(request.path(), SCORE_PATIENCE).header("Accept", "text/plain");
        return switch (exchange(asking, SCORE_PATIENCE)) {
            case Exchange.NoAnswer(String why) -> new Outcome.Unreachable<>(why);
            case Exchange.Answer answer ->
                answer.isSuccess()
                        ? new Outcome.Ok<>(answer.body()
                                .lines()
                                .limit(MOST_LINES)
                                .map(line -> PlainText.of(line, MOST_LINE))
                                .collect(Collectors.joining("\n")))
                        : refused(answer.status(), Json.read(answer.body()).orElseGet(Json::object));
        };
    }

    private HttpRequest.Builder get(String path, Duration patience) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
    }

    /** @param path begins with a slash */
    public Exchange send(String method, String path, @Nullable String json, Duration patience) {
        HttpRequest.Builder request = get(path, patience);
        if (json == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
        }
        return exchange(request, patience);
    }

    private Exchange exchange(HttpRequest.Builder request, Duration patience) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
            return new Exchange.Answer(response.statusCode(), response.body());
        } catch (ConnectException e) {
            return new Exchange.NoAnswer("nothing answers there");
        } catch (HttpTimeoutException e) {
            return new Exchange.NoAnswer("no answer within " + patience.toSeconds() + " s");
        } catch (IOException e) {
            return new Exchange.NoAnswer("the connection broke: " + PlainText.of(String.valueOf(e.getMessage()), 200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Exchange.NoAnswer("interrupted");
        }
    }

    private static <T> Outcome<T> typed(Exchange exchange, String neededField, Function<JsonNode, T> reading) {
        return switch (exchange) {
            case Exchange.NoAnswer(String why) -> new Outcome.Unreachable<>(why);
            case Exchange.Answer answer -> {
                JsonNode body = Json.read(answer.body()).orElseGet(Json::object);
                yield answer.isSuccess() && body.has(neededField)
                        ? new Outcome.Ok<>(reading.apply(body))
                        : refused(answer.status(), body);
            }
        };
    }

    private static <T> Outcome<T> refused(int status, JsonNode problem) {
        String detail = Json.text(problem, "detail", 300);
        String said = detail.isEmpty() ? Json.text(problem, "title", 300) : detail;
        String code = Json.text(problem, "code", 64);
        String sentence = said.isEmpty()
                ? "the service answered " + status + " without saying why; is this a Heat Up service?"
                : said + violations(problem.path("violations"));
        return new Outcome.Refused<>(code.isEmpty() ? sentence : sentence + " [" + code + "]", Json.line(problem));
    }

    private static String violations(JsonNode violations) {
        return StreamSupport.stream(violations.spliterator(), false)
                .limit(MOST_VIOLATIONS)
                .map(v -> "; " + Json.text(v, "path", 64) + " " + Json.text(v, "message", 200))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
