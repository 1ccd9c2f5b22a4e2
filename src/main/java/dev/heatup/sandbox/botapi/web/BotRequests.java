package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotCallReader;
import dev.heatup.sandbox.botapi.BotNetwork;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.ParseResult;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.botapi.UploadedFile;
import dev.heatup.telegram.Tl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to the network and back. */
final class BotRequests implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BotRequests.class);

    /** Not where the network completes its futures: it has better to do than to write JSON and wait for sockets. */
    private static final Executor ELSEWHERE = Thread::startVirtualThread;

    private static final BotReply.Refused NOT_FOUND = BotReply.refused(404, "Not Found");
    private static final BotReply.Refused BAD_TOKEN = BotReply.refused(401, "Unauthorized: invalid token specified");
    private static final BotReply.Refused BROKEN = BotReply.refused(500, "Internal Server Error");

    private final Function<String, Optional<BotNetwork>> worlds;
    private final BotsInFlight inFlight = new BotsInFlight(BotsInFlight.MAX_PER_BOT);
    private final CallerFilter callerFilter;
    private final LongPolls polls;
    private final WebhookHosts webhookHosts;

    BotRequests(
            Function<String, Optional<BotNetwork>> worlds,
            CallerFilter callerFilter,
            LongPolls polls,
            WebhookHosts webhookHosts) {
        this.worlds = worlds;
        this.callerFilter = callerFilter;
        this.polls = polls;
        this.webhookHosts = webhookHosts;
    }

    @Override
    public CompletableFuture<HttpAnswer> handle(HttpRequest request) throws IOException {
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            throw new HttpError(501, "Not Implemented");
        }
        if (!request.target().startsWith("/")) {
            throw new HttpError(404, "Not Found: absolute URI is specified in the Request-Line");
        }
        callerFilter.check(request);
        return switch (BotApiRoute.of(request.target())) {
            case BotApiRoute.Method method ->
                inFlight.count(BotsInFlight.Key.of(method.world(), method.token()), () -> call(method, request));
            case BotApiRoute.File file ->
                inFlight.count(BotsInFlight.Key.of(file.world(), file.token()), () -> file(file));
            case BotApiRoute.Nowhere _ -> now(BotResponses.of(NOT_FOUND));
        };
    }

    @Override
    public HttpAnswer refuse(HttpError error) {
        return BotResponses.of(new BotReply.Refused(error.status(), error.description(), error.retryAfter(), null));
    }

    @Override
    public HttpAnswer failed(Throwable failure) {
        LOG.error("A call of a bot failed", failure);
        return BotResponses.of(BROKEN);
    }

    private CompletableFuture<HttpAnswer> call(BotApiRoute.Method route, HttpRequest request) throws IOException {
        RequestParameters requestParameters = RequestParameters.of(route.query(), request);
        Optional<BotNetwork> network = worlds.apply(route.world());
        if (network.isEmpty()) {
            return now(BotResponses.of(NOT_FOUND));
        }
        Optional<BotToken> token = BotToken.parse(route.token());
        if (token.isEmpty()) {
            return now(BotResponses.of(BAD_TOKEN));
        }
        Optional<String> missing = BotCallReader.canonical(route.method())
                .filter(method -> !network.get().has(method));
        if (missing.isPresent()) {
            return now(BotResponses.of(missing.get(), new BotReply.NotImplemented()));
        }
        ParseResult<BotCall> read = BotCallReader.read(
                        route.method(), requestParameters.values(), requestParameters.uploads())
                .then(call ->
                        call.method().equals("setWebhook") ? webhookHosts.check(call) : new ParseResult.Valid<>(call));
        return switch (read) {
            case ParseResult.Invalid<BotCall>(BotReply.Refused refused) -> now(BotResponses.of(refused));
            case ParseResult.Valid<BotCall>(BotCall call) ->
                (call.method().equals("getUpdates")
                                ? updates(network.get(), token.get(), call.params(), request.gone())
                                : network.get().call(token.get(), call))
                        .handleAsync(
                                (reply, failure) ->
                                        failure == null ? BotResponses.of(call.method(), reply) : failed(failure),
                                ELSEWHERE);
        };
    }

    private CompletableFuture<BotReply> updates(
            BotNetwork network, BotToken token, Tl.Obj params, CompletableFuture<Void> gone) {
        int offset = clamped(params, "offset", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        int limit = clamped(params, "limit", UpdatesRequest.MAX_LIMIT, 1, UpdatesRequest.MAX_LIMIT);
        int seconds = clamped(params, "timeout", 0, 0, (int) LongPolls.MAX_WAIT.toSeconds());
        return polls.poll(
                network,
                token,
                new UpdatesRequest(offset, limit, allowedUpdates(params)),
                Duration.ofSeconds(seconds),
                gone);
    }

    private static int clamped(Tl.Obj params, String name, int absent, int min, int max) {
        return Math.clamp(params.integer(name).orElse((long) absent), min, max);
    }

    private static @Nullable List<String> allowedUpdates(Tl.Obj params) {
        return params.get("allowed_updates").isEmpty()
                ? null
                : params.list("allowed_updates").stream()
                        .flatMap(item -> item instanceof Tl.Text(String text)
                                ? Optional.of(text).stream()
                                : Optional.<String>empty().stream())
                        .toList();
    }

    private CompletableFuture<HttpAnswer> file(BotApiRoute.File route) {
        Optional<BotNetwork> network = worlds.apply(route.world());
        Optional<BotToken> token = BotToken.parse(route.token());
        if (network.isEmpty() || token.isEmpty()) {
            return now(BotResponses.of(NOT_FOUND));
        }
        return network.get()
                .file(token.get(), route.path())
                .handleAsync((file, failure) -> failure == null ? placeholder(file) : failed(failure), ELSEWHERE);
    }

    private static HttpAnswer placeholder(Optional<UploadedFile> file) {
        return file.map(UploadedFile::mimeType).map(PlaceholderImage::of).orElseGet(() -> BotResponses.of(NOT_FOUND));
    }

    private static CompletableFuture<HttpAnswer> now(HttpAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
