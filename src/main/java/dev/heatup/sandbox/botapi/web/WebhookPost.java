package dev.heatup.sandbox.botapi.web;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotCallReader;
import dev.heatup.sandbox.botapi.BotWebhooks;
import dev.heatup.sandbox.botapi.BotWebhooks.Outcome;
import dev.heatup.sandbox.botapi.ParseResult;
import dev.heatup.sandbox.botapi.Subscription;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.telegram.json.UnreadableJsonException;
import dev.heatup.text.OneLine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to give an update to a webhook, on a connection of its own: the address that is checked is the one that is
 * connected to, which the JDK's client does not allow, and a redirect is an answer like any other.
 */
final class WebhookPost {

    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    private static final int MAX_REASON = 100;

    /** Those that the official server does not perform from an answer, beside all that begin with {@code get}. */
    private static final Set<String> NEVER_FROM_ANSWERS = Set.of("deletewebhook", "setwebhook", "close", "logout");

    private final LargeRequests large = new LargeRequests();
    private final WebhookHosts hosts;
    private final Timer timer;
    private final Duration deadline;

    WebhookPost(WebhookHosts hosts, Timer timer, Duration deadline) {
        this.hosts = hosts;
        this.timer = timer;
        this.deadline = deadline;
    }

    Outcome send(BotWebhooks.Delivery delivery) {
        Optional<WebhookTarget> target = WebhookTarget.of(delivery.webhook().url());
        if (target.isEmpty()) {
            return failed("Invalid webhook URL specified");
        }
        Socket socket = new Socket();
        Subscription alarm = timer.after(deadline, () -> close(socket));
        boolean connected = false;
        try (socket) {
            socket.connect(hosts.resolve(target.get()));
            connected = true;
            return exchange(target.get(), delivery, socket);
        } catch (WebhookHosts.NotAllowed e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (UnknownHostException _) {
            return failed("Failed to resolve host: Name or service not known");
        } catch (ConnectException _) {
            return failed("Connection refused");
        } catch (SSLException e) {
            return failed("SSL error: " + OneLine.of(String.valueOf(e.getMessage()), MAX_REASON));
        } catch (SocketException _) {
            // Closed by us when the time was up, or reset by the other side.
            return failed(
                    socket.isClosed()
                            ? (connected ? "Read timeout expired" : "Connection timed out")
                            : "Connection reset by peer");
        } catch (IOException _) {
            return failed("Webhook connection closed");
        } finally {
            alarm.close();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is as closed as it gets.
        }
    }

    private Outcome exchange(WebhookTarget target, BotWebhooks.Delivery delivery, Socket plain) throws IOException {
        Socket socket = target.tls() ? secured(target, plain) : plain;
        byte[] body = TlJson.write(delivery.update());
        socket.getOutputStream().write(request(target, delivery.webhook().secretToken(), body));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        HttpHead head = head(in);
        if (head == null) {
            return failed("Webhook connection closed");
        }
        String status = head.first().get(1);
        if (status.length() == 3 && status.startsWith("2")) {
            return new Outcome.Taken(answer(head, in));
        }
        String reason = head.first().size() > 2 ? " " + OneLine.of(head.first().get(2), MAX_REASON) : "";
        return new Outcome.Failed(
                "Wrong response from the webhook: " + OneLine.of(status, MAX_REASON) + reason, retryAfter(head));
    }

    private @Nullable HttpHead head(InputStream in) throws IOException {
        try (LargeRequests.Share share = large.new Share()) {
            HttpHead head = HttpHead.read(in, share);
            while (head != null && head.first().get(1).startsWith("1")) {
                head = HttpHead.read(in, share);
            }
            return head;
        }
    }

    private static Socket secured(WebhookTarget target, Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(WebhookTarget target, @Nullable String secret, byte[] body) {
        String head = "POST " + target.path() + " HTTP/1.1\r\nHost: " + target.authority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + (secret == null || secret.isEmpty() ? "" : "\r\nX-Telegram-Bot-Api-Secret-Token: " + secret)
                + "\r\nConnection: close\r\n\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(bytes, bytes.length + body.length);
        System.arraycopy(body, 0, all, bytes.length, body.length);
        return all;
    }

    private static @Nullable Duration retryAfter(HttpHead head) {
        String seconds = head.header("retry-after");
        if (!seconds.matches("[0-9]{1,9}") || Long.parseLong(seconds) == 0) {
            return null;
        }
        return Duration.ofSeconds(Math.min(Long.parseLong(seconds), MAX_RETRY_AFTER.toSeconds()));
    }

    /** What the webhook took is taken, whatever its answer is worth. */
    private static @Nullable BotCall answer(HttpHead head, InputStream in) {
        if (!head.header("content-type").toLowerCase(Locale.ROOT).contains("json")) {
            return null;
        }
        try {
            // Without a length, the body ends with the connection.
            boolean delimited = !head.header("content-length").isEmpty()
                    || !head.header("transfer-encoding").isEmpty();
            InputStream body = delimited ? HttpBody.of(head, in) : in;
            byte[] read = body.readNBytes(MAX_ANSWER_BYTES + 1);
            return read.length <= MAX_ANSWER_BYTES && TlJson.read(read) instanceof Tl.Obj answer ? call(answer) : null;
        } catch (IOException | UnreadableJsonException _) {
            return null;
        }
    }

    private static @Nullable BotCall call(Tl.Obj answer) {
        String method = answer.text("method").orElse("").toLowerCase(Locale.ROOT);
        if (method.isEmpty() || method.startsWith("get") || NEVER_FROM_ANSWERS.contains(method)) {
            return null;
        }
        return switch (BotCallReader.read(method, answer.fields(), Map.of())) {
            case ParseResult.Valid<BotCall>(BotCall call) -> call;
            case ParseResult.Invalid<BotCall> _ -> null;
        };
    }

    private static Outcome failed(String message) {
        return new Outcome.Failed(message, null);
    }
}
