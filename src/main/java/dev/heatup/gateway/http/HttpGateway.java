package dev.heatup.gateway.http;

import dev.heatup.gateway.GatewayAddress;
import dev.heatup.gateway.LimitedGateway;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.json.TlJson;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Speaks contract 1 over HTTP/1.1: one attempt, one deadline over connecting, sending and reading, an answer of at most
 * {@link TlJson#MAX_BYTES}. Redirects are never followed, proxies never used, cookies never kept. Thread-safe.
 */
public final class HttpGateway implements Gateway {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private static final BodyHandler<byte[]> BOUNDED =
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), TlJson.MAX_BYTES);

    private final GatewayAddress address;
    private final HttpClient client;

    HttpGateway(GatewayAddress address) {
        this.address = address;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** The gateway at {@code address}, within its limits: there is no way to have one without them. */
    public static Gateway open(GatewayAddress address) {
        return open(address, http -> http);
    }

    /** @param way what calls pass on their way to it once they are within the limits: retries, a circuit */
    public static Gateway open(GatewayAddress address, UnaryOperator<Gateway> way) {
        return new LimitedGateway(way.apply(new HttpGateway(address)), System::nanoTime);
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        if (!patience.isPositive()) {
            return new Reply.NotSent("no time was left");
        }
        CallRequest callRequest = CallRequest.of(address, caller, call);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(callRequest.request(), BOUNDED);
        try {
            return ReplyReader.read(call, answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return ended(callRequest, "the gateway did not answer in time");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return ended(callRequest, "stopped while the gateway was asked");
        } catch (ExecutionException e) {
            return broken(callRequest, e.getCause());
        }
    }

    private static Reply broken(CallRequest callRequest, @Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e ->
                unreached(callRequest, "the gateway did not accept a connection in time");
            case ConnectException e -> unreached(callRequest, "the gateway can't be reached");
            case null -> ended(callRequest, "the connection to the gateway broke");
            // Messages of the JDK may quote what the gateway sent, so only the kind is told.
            default ->
                ended(
                        callRequest,
                        "the connection to the gateway broke ("
                                + cause.getClass().getSimpleName() + ")");
        };
    }

    private static Reply unreached(CallRequest callRequest, String why) {
        return callRequest.body() == null ? new Reply.NotSent(why) : ended(callRequest, why);
    }

    private static Reply ended(CallRequest callRequest, String why) {
        return callRequest.withdraw() ? new Reply.NotSent(why) : new Reply.Unknown(why);
    }

    @Override
    public Reach reach() {
        return Reach.GATEWAY;
    }
}
