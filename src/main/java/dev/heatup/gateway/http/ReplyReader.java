package dev.heatup.gateway.http;

import dev.heatup.gateway.GatewayErrors;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.telegram.json.UnreadableJsonException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an answer of contract 1. What is not exactly one is {@link Reply.Unknown}, for the call may have happened. */
final class ReplyReader {

    private static final Set<String> JOINED = Set.of("joined", "pending", "already");

    private static final int TOO_MANY_REQUESTS = 429;

    private ReplyReader() {}

    static Reply read(Call call, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            return new Reply.Unknown("the gateway answered with a redirect (" + status + "), which is not followed");
        }
        Duration header = retryAfter(response);
        return envelope(response.body())
                .<Reply>flatMap(envelope -> envelope.get("error")
                        .<Reply>flatMap(error -> error(error, header))
                        .or(() -> result(call, status, envelope)))
                .orElseGet(() -> unreadable(status, header));
    }

    /** An object with exactly one of {@code result} and {@code error}. */
    private static Optional<Tl.Obj> envelope(byte[] body) {
        try {
            return TlJson.read(body) instanceof Tl.Obj envelope
                            && envelope.get("result").isPresent()
                                    != envelope.get("error").isPresent()
                    ? Optional.of(envelope)
                    : Optional.empty();
        } catch (UnreadableJsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Reply.Failed> error(Tl value, @Nullable Duration header) {
        if (!(value instanceof Tl.Obj error)) {
            return Optional.empty();
        }
        Duration asked =
                longer(error.get("retry_after").flatMap(ReplyReader::seconds).orElse(null), header);
        return error.integer("code")
                .flatMap(code -> error.text("name")
                        .flatMap(name -> GatewayErrors.read(
                                code, name, error.text("description").orElse(""), asked)));
    }

    private static Optional<Reply> result(Call call, int status, Tl.Obj envelope) {
        return envelope.get("result")
                .filter(result -> status >= 200 && status < 300 && fits(call, result))
                .map(Reply.Done::new);
    }

    private static boolean fits(Call call, Tl result) {
        return switch (call) {
            case Call.JoinChat join ->
                result instanceof Tl.Obj joined
                        && JOINED.contains(joined.text("status").orElse(""));
            case Call.SendMessage message -> result instanceof Tl.Obj;
            case Call.Dialogs dialogs ->
                result instanceof Tl.Obj page
                        && page.get("dialogs").orElse(null) instanceof Tl.Items
                        && page.integer("total").isPresent();
            case Call.InvokeRaw raw -> true;
        };
    }

    /** Something before the gateway that counts requests says no in HTTP's own words; it is obeyed like a flood wait. */
    private static Reply unreadable(int status, @Nullable Duration header) {
        return status == TOO_MANY_REQUESTS
                ? new Reply.Failed(420, "FLOOD_WAIT_X", "HTTP 429 without an error body", header)
                : new Reply.Unknown("the gateway's answer (HTTP " + status + ") is not one of contract 1");
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,18}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }

    private static Optional<Duration> seconds(Tl value) {
        return switch (value) {
            case Tl.Int(long seconds) -> Optional.of(Duration.ofSeconds(seconds));
            case Tl.Decimal(double seconds) -> Optional.of(Duration.ofSeconds((long) Math.ceil(seconds)));
            case Tl.Obj obj -> Optional.empty();
            case Tl.Items items -> Optional.empty();
            case Tl.Text text -> Optional.empty();
            case Tl.Bool bool -> Optional.empty();
            case Tl.Null nothing -> Optional.empty();
        };
    }

    private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? other : one;
    }
}
