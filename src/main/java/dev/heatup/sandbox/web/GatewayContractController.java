package dev.heatup.sandbox.web;

import dev.heatup.sandbox.ContractReplies;
import dev.heatup.sandbox.FaultInjector;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

/** Contract 1 ({@code openapi/gateway.yaml}) before the sandbox. */
@RestController
@RequestMapping({"/gateway/sessions/{session_id}", "/worlds/{world}/gateway/sessions/{session_id}"})
public final class GatewayContractController {

    /** Below the 10 s that callers give a call, so that they hear of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private final OpenWorlds worlds;

    public GatewayContractController(OpenWorlds worlds) {
        this.worlds = worlds;
    }

    @PostMapping("/join_chat")
    @Nullable
    ResponseEntity<byte[]> joinChat(@PathVariable("session_id") String session, HttpServletRequest http)
            throws IOException {
        return answer(session, http, GatewayRequests.joinChat(RawBody.of(http)));
    }

    @PostMapping("/send_message")
    @Nullable
    ResponseEntity<byte[]> sendMessage(@PathVariable("session_id") String session, HttpServletRequest http)
            throws IOException {
        return answer(session, http, GatewayRequests.sendMessage(RawBody.of(http)));
    }

    @GetMapping("/dialogs")
    @Nullable
    ResponseEntity<byte[]> dialogs(@PathVariable("session_id") String session, HttpServletRequest http) {
        return answer(session, http, GatewayRequests.dialogs(http.getParameterMap()));
    }

    @PostMapping("/invoke_raw")
    @Nullable
    ResponseEntity<byte[]> invokeRaw(@PathVariable("session_id") String session, HttpServletRequest http)
            throws IOException {
        return answer(session, http, GatewayRequests.invokeRaw(RawBody.of(http)));
    }

    private @Nullable ResponseEntity<byte[]> answer(
            String session, HttpServletRequest http, BindingResult bindingResult) {
        return switch (bindingResult) {
            case BindingResult.Bound(Call call) -> {
                Caller caller = new Caller(session, label(http, "X-Heatup-Run"), label(http, "X-Heatup-Persona"));
                yield response(http, new InProcessGateway(sandbox(http)).call(caller, call, PATIENCE));
            }
            case BindingResult.Unbound(int status, Reply.Failed failed) -> response(status, failed);
        };
    }

    /** Percent-encoded; whoever sends it plain is understood as well. */
    private static @Nullable String label(HttpServletRequest http, String header) {
        String value = http.getHeader(header);
        try {
            return value == null ? null : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    /** The path's, where it names one. */
    private Sandbox sandbox(HttpServletRequest http) {
        return http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("world") instanceof String world
                ? ControlResponses.sandbox(worlds, world)
                : worlds.main();
    }

    private static @Nullable ResponseEntity<byte[]> response(HttpServletRequest http, Reply reply) {
        if (reply.equals(FaultInjector.NO_ANSWER)) {
            ConnectionCut.wantedFor(http);
            // What is written, be it nothing, is sent at once.
            return null;
        }
        return switch (reply) {
            case Reply.Done done -> response(200, ContractReplies.envelope(done), null);
            case Reply.Failed failed -> response(ControlResponses.status(failed.code()), failed);
            case Reply.NotSent _, Reply.Shut _ ->
                response(
                        503,
                        new Reply.Failed(
                                503,
                                "SANDBOX_UNAVAILABLE",
                                "The sandbox took nothing; its health says why.",
                                Duration.ofSeconds(1)));
            case Reply.Unknown _ ->
                response(
                        504,
                        new Reply.Failed(
                                504,
                                "SANDBOX_TIMEOUT",
                                "The sandbox did not answer; the call may have happened.",
                                null));
        };
    }

    private static ResponseEntity<byte[]> response(int status, Reply.Failed failed) {
        return response(status, ContractReplies.envelope(failed), failed.retryAfter());
    }

    private static ResponseEntity<byte[]> response(int status, Tl.Obj envelope, @Nullable Duration retryAfter) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        return response.body(TlJson.write(envelope));
    }
}
