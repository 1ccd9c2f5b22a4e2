package dev.heatup.sandbox.web;

import dev.heatup.sandbox.CallFailedException;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.SandboxStoppedException;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.telegram.json.UnreadableJsonException;
import dev.heatup.web.ApiProblem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What the control interface's handlers share. */
final class ControlResponses {

    private ControlResponses() {}

    static Sandbox sandbox(OpenWorlds worlds, @Nullable String world) {
        return worlds.find(world == null ? "" : world)
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "unknown_world",
                        "there is no such world; GET /sandbox/worlds lists those that there are"));
    }

    /** Holds the request's (virtual) thread until it is there. */
    static <T> T of(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SandboxStoppedException stopped) {
                throw new ApiProblem(503, "sandbox_stopped", String.valueOf(stopped.getMessage()));
            }
            if (e.getCause() instanceof CallFailedException failed) {
                throw new ApiProblem(
                        500,
                        "internal_error",
                        String.valueOf(failed.getMessage()),
                        Map.of("correlation_id", failed.correlationId()));
            }
            throw e;
        }
    }

    static ResponseEntity<byte[]> json(Tl body) {
        return json(200, body);
    }

    static ResponseEntity<byte[]> json(int status, Tl body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(TlJson.write(body));
    }

    /** The body as JSON, whatever it holds. */
    static Tl read(byte[] body) {
        try {
            return TlJson.read(body);
        } catch (UnreadableJsonException e) {
            throw new ApiProblem(400, "malformed_json", "the body can't be read: " + e.getMessage());
        }
    }

    static Tl.Obj object(byte[] body) {
        if (read(body) instanceof Tl.Obj object) {
            return object;
        }
        throw new ApiProblem(400, "malformed_json", "the body must be a JSON object");
    }

    /** Maps, lists, texts, numbers and flags as JSON. */
    static Tl plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Tl.Builder fields = Tl.object();
                map.forEach((name, field) -> fields.with(String.valueOf(name), plain(field)));
                yield fields.build();
            }
            case List<?> items ->
                Tl.of(items.stream().map(ControlResponses::plain).toList());
            case Boolean flag -> Tl.of(flag.booleanValue());
            case Double number -> new Tl.Decimal(number);
            case Number number -> Tl.of(number.longValue());
            default -> Tl.of(value.toString());
        };
    }

    /** An error of the network, as the problem that it is for whoever runs it. */
    static ApiProblem problem(Reply.Failed failed) {
        Map<String, Object> more = failed.retryAfter() == null
                ? Map.of("rpc_code", failed.code())
                : Map.of(
                        "rpc_code",
                        failed.code(),
                        "retry_after",
                        failed.retryAfter().toSeconds());
        return new ApiProblem(status(failed.code()), failed.name(), failed.description(), more);
    }

    /** The HTTP status nearest to a code of Telegram's. */
    static int status(int code) {
        return switch (code) {
            case 420 -> 429;
            case 400, 401, 403, 404, 406, 429 -> code;
            default -> code >= 400 && code < 500 ? 400 : 500;
        };
    }
}
