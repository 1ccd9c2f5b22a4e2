package dev.heatup.sandbox.web;

import dev.heatup.gateway.Call;
import dev.heatup.gateway.Caller;
import dev.heatup.gateway.Gateway;
import dev.heatup.gateway.Reply;
import dev.heatup.gateway.Tl;
import dev.heatup.gateway.json.TlJson;
import dev.heatup.sandbox.Replies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The least that speaks contract 1, to test a server with. */
final class WireGateway implements Gateway {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    WireGateway(URI base) {
        this.base = base;
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        HttpRequest request = switch (call) {
            case Call.JoinChat join ->
                post(caller, "join_chat", Tl.object().with("chat", join.chat()).with("client_id", join.id()));
            case Call.SendMessage send -> {
                Tl.Builder body = Tl.object()
                        .with("chat", send.chat())
                        .with("text", send.text())
                        .with("client_id", send.id());
                Long replyTo = send.replyTo();
                yield post(caller, "send_message", replyTo == null ? body : body.with("reply_to", replyTo));
            }
            case Call.Dialogs(int limit, int offset) ->
                HttpRequest.newBuilder(uri(caller, "dialogs?limit=" + limit + "&offset=" + offset))
                        .build();
            case Call.InvokeRaw raw -> {
                Tl.Builder body = Tl.object().with("method", raw.method()).with("params", raw.params());
                String id = raw.id();
                yield post(caller, "invoke_raw", id == null ? body : body.with("client_id", id));
            }
        };
        return reply(send(request));
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the test's server does not answer", e);
        }
    }

    @Override
    public Reach reach() {
        return Reach.GATEWAY;
    }

    private HttpRequest post(Caller caller, String call, Tl.Builder body) {
        return HttpRequest.newBuilder(uri(caller, call))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(TlJson.write(body.build())))
                .build();
    }

    private URI uri(Caller caller, String call) {
        return base.resolve("/gateway/sessions/" + caller.sessionId() + "/" + call);
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        return Replies.read(TlJson.read(response.body())).orElseThrow();
    }
}
