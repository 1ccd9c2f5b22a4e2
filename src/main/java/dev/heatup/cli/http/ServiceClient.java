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
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_VIOLATIONS = 5;

    /** A long log is read as a whole. */
    private static final Duration SCORE_PATIENCE = Duration.ofMinutes(5);

    private static final int MAX_LINES = 1000;
    private static final int MAX_LINE = 1000;

    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public ServiceClient(URI base) {
        this.base = base.toString().replaceFirst("/+$", "");
    }

    /** Asks for a run, and answers its {@code run_id}. */
    public ServiceReply<String> warmUp(String sessionId, WarmupBody request) {
        HttpExchange httpExchange = send("POST", "/warmup/" + sessionId, request.toJson(), PATIENCE);
        return typed(httpExchange, "run_id", node -> ClientJson.text(node, "run_id", 64));
    }

    public ServiceReply<ReportSummary> report(String runId) {
        String path = "/runs/" + URLEncoder.encode(runId, StandardCharsets.UTF_8);
        return typed(send("GET", path, null, PATIENCE), "status", ReportSummary::of);
    }

    /** In JSON, in many lines. */
    public ServiceReply<String> scoreAsJson(ScoreRequest request) {
        return typed(exchange(get(request.path(), SCORE_PATIENCE), SCORE_PATIENCE), "matrix", ClientJson::pretty);
    }

    /** As a table; the last line is not ended. */
    public ServiceReply<String> scoreTable(ScoreRequest request) {
        HttpRequest.Builder asking = get(request.path(), SCORE_PATIENCE).header("Accept", "text/plain");
        return switch (exchange(asking, SCORE_PATIENCE)) {
            case HttpExchange.NoAnswer(String why) -> new ServiceReply.Unreachable<>(why);
            case HttpExchange.Answer answer ->
                answer.isSuccess()
                        ? new ServiceReply.Ok<>(answer.body()
                                .lines()
                                .limit(MAX_LINES)
                                .map(line -> PlainText.of(line, MAX_LINE))
                                .collect(Collectors.joining("\n")))
                        : refused(
                                answer.status(), ClientJson.read(answer.body()).orElseGet(ClientJson::object));
        };
    }

    private HttpRequest.Builder get(String path, Duration patience) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
    }

    /** @param path begins with a slash */
    public HttpExchange send(String method, String path, @Nullable String json, Duration patience) {
        HttpRequest.Builder request = get(path, patience);
        if (json == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
        }
        return exchange(request, patience);
    }

    private HttpExchange exchange(HttpRequest.Builder request, Duration patience) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
            return new HttpExchange.Answer(response.statusCode(), response.body());
        } catch (ConnectException e) {
            return new HttpExchange.NoAnswer("nothing answers there");
        } catch (HttpTimeoutException e) {
            return new HttpExchange.NoAnswer("no answer within " + patience.toSeconds() + " s");
        } catch (IOException e) {
            return new HttpExchange.NoAnswer(
                    "the connection broke: " + PlainText.of(String.valueOf(e.getMessage()), 200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HttpExchange.NoAnswer("interrupted");
        }
    }

    private static <T> ServiceReply<T> typed(
            HttpExchange httpExchange, String neededField, Function<JsonNode, T> reading) {
        return switch (httpExchange) {
            case HttpExchange.NoAnswer(String why) -> new ServiceReply.Unreachable<>(why);
            case HttpExchange.Answer answer -> {
                JsonNode body = ClientJson.read(answer.body()).orElseGet(ClientJson::object);
                yield answer.isSuccess() && body.has(neededField)
                        ? new ServiceReply.Ok<>(reading.apply(body))
                        : refused(answer.status(), body);
            }
        };
    }

    private static <T> ServiceReply<T> refused(int status, JsonNode problem) {
        String detail = ClientJson.text(problem, "detail", 300);
        String said = detail.isEmpty() ? ClientJson.text(problem, "title", 300) : detail;
        String code = ClientJson.text(problem, "code", 64);
        String sentence = said.isEmpty()
                ? "the service answered " + status + " without saying why; is this a Heat Up service?"
                : said + violations(problem.path("violations"));
        return new ServiceReply.Refused<>(
                code.isEmpty() ? sentence : sentence + " [" + code + "]", ClientJson.line(problem));
    }

    private static String violations(JsonNode violations) {
        return StreamSupport.stream(violations.spliterator(), false)
                .limit(MAX_VIOLATIONS)
                .map(v -> "; " + ClientJson.text(v, "path", 64) + " " + ClientJson.text(v, "message", 200))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
