package dev.heatup.gateway.http;

import dev.heatup.gateway.GatewayAddress;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A call of contract 1 as an HTTP request.
 *
 * @param body null for a read without one
 */
record CallRequest(HttpRequest request, @Nullable DeferredBody body) {

    private static final int MAX_HEADER_LENGTH = 128;

    static CallRequest of(GatewayAddress address, Caller caller, Call call) {
        String session = "/sessions/" + encoded(caller.sessionId());
        return switch (call) {
            case Call.JoinChat(String chat, String id) ->
                post(
                        address,
                        session + "/join_chat",
                        caller,
                        Tl.object().with("chat", chat).with("client_id", id));
            case Call.SendMessage message -> post(address, session + "/send_message", caller, body(message));
            case Call.InvokeRaw(String method, Tl.Obj params, String id) -> {
                Tl.Builder body = Tl.object().with("method", method).with("params", params);
                yield post(address, session + "/invoke_raw", caller, id == null ? body : body.with("client_id", id));
            }
            case Call.Dialogs(int limit, int offset) ->
                get(address, session + "/dialogs?limit=" + limit + "&offset=" + offset, caller);
        };
    }

    /** True when the call has not left and never will. A read has no effect, so for one nobody needs to know. */
    boolean withdraw() {
        return body != null && body.withdraw();
    }

    private static Tl.Builder body(Call.SendMessage message) {
        Tl.Builder body = Tl.object()
                .with("chat", message.chat())
                .with("text", message.text())
                .with("client_id", message.id());
        return message.replyTo() == null ? body : body.with("reply_to", message.replyTo());
    }

    private static CallRequest post(GatewayAddress address, String path, Caller caller, Tl.Builder body) {
        DeferredBody deferredBody = new DeferredBody(TlJson.write(body.build()));
        HttpRequest request = request(address, path, caller)
                .header("Content-Type", "application/json")
                .POST(deferredBody)
                .build();
        return new CallRequest(request, deferredBody);
    }

    private static CallRequest get(GatewayAddress address, String path, Caller caller) {
        return new CallRequest(request(address, path, caller).GET().build(), null);
    }

    private static HttpRequest.Builder request(GatewayAddress address, String path, Caller caller) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.at(path)).header("Accept", "application/json");
        if (caller.run() != null) {
            request.header("X-Heatup-Run", headerValue(caller.run()));
        }
        if (caller.persona() != null) {
            request.header("X-Heatup-Persona", headerValue(caller.persona()));
        }
        return request;
    }

    /** A header is ASCII and a name may be in any script, so what is not plain is percent-encoded UTF-8. */
    private static String headerValue(String text) {
        StringBuilder bounded = new StringBuilder();
        text.codePoints().limit(MAX_HEADER_LENGTH).forEach(bounded::appendCodePoint);
        return encoded(bounded.toString()).replace("%2E", ".");
    }

    /** One segment of a path; a dot is escaped so that no session is called {@code ..}. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace(".", "%2E");
    }
}
