package dev.heatup.sandbox.botapi.web;

import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.Checked;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where webhooks may point: at this machine, and at hosts that somebody has listed. Immutable. */
final class WebhookHosts {

    private static final int MAX_SECRET = 256;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]*");
    private static final int DEFAULT_CONNECTIONS = 40;
    private static final int MAX_CONNECTIONS = 100;

    private final Set<String> listed;

    WebhookHosts(Set<String> listed) {
        this.listed =
                listed.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** A refusal's message says why and what helps; nobody else is asked but the resolver. */
    static final class NotAllowed extends UnknownHostException {

        private static final long serialVersionUID = 1;

        NotAllowed(String message) {
            super(message);
        }
    }

    /** The address to connect to, which is the one that was looked at: a name can't change its mind in between. */
    InetAddress resolve(String host) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host);
        if (!address.isLoopbackAddress() && !listed.contains(host)) {
            throw new NotAllowed("IP address " + address.getHostAddress()
                    + " is not of this machine; webhooks go to loopback addresses and to hosts that the settings list");
        }
        return address;
    }

    /** Looks at the parameters of {@code setWebhook}; without a URL, it deletes the webhook and has none to look at. */
    Checked<BotCall> check(BotCall call) {
        String url = call.params().text("url").orElse("");
        if (url.isEmpty()) {
            return new Checked.Valid<>(call);
        }
        Optional<WebhookTarget> target = WebhookTarget.of(url);
        if (target.isEmpty()) {
            return refused("invalid webhook URL specified");
        }
        String secret = call.params().text("secret_token").orElse("");
        if (secret.length() > MAX_SECRET) {
            return refused("secret token is too long");
        }
        if (!SECRET.matcher(secret).matches()) {
            return refused("secret token contains unallowed characters");
        }
        try {
            resolve(target.get().host());
        } catch (NotAllowed e) {
            return refused("bad webhook: " + e.getMessage());
        } catch (UnknownHostException e) {
            return refused("bad webhook: Failed to resolve host: Name or service not known");
        }
        return new Checked.Valid<>(withBoundedConnections(call));
    }

    private static BotCall withBoundedConnections(BotCall call) {
        Tl.Builder params = Tl.object();
        call.params().fields().forEach(params::with);
        long connections = call.params().integer("max_connections").orElse((long) DEFAULT_CONNECTIONS);
        params.with("max_connections", Math.clamp(connections, 1L, MAX_CONNECTIONS));
        return new BotCall(call.method(), params.build(), call.uploads());
    }

    private static Checked<BotCall> refused(String reason) {
        return new Checked.Invalid<>(BotReply.badRequest(reason));
    }
}
