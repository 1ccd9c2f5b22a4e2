package dev.heatup.sandbox.botapi.web;

import dev.heatup.http.HostName;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.ParseResult;
import dev.heatup.telegram.Tl;
import dev.heatup.text.OneLine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where webhooks may point: at this machine, but not at a port of this process, and at hosts that somebody has listed.
 * Thread-safe.
 */
final class WebhookHosts {

    private static final int MAX_SECRET = 256;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]*");
    private static final int DEFAULT_CONNECTIONS = 40;
    private static final int MAX_CONNECTIONS = 100;
    private static final int MAX_SHOWN = 100;

    private final Set<HostName> listed;
    private final Set<Integer> ownPorts = ConcurrentHashMap.newKeySet();

    WebhookHosts(Set<String> listed) {
        this.listed =
                listed.stream().flatMap(host -> HostName.of(host).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** A refusal's message says why and what helps; nobody else is asked but the resolver. */
    static final class NotAllowed extends UnknownHostException {

        private static final long serialVersionUID = 1;

        NotAllowed(String message) {
            super(message);
        }
    }

    /** This process listens there, so no webhook leads there. */
    void addOwnPort(int port) {
        ownPorts.add(port);
    }

    /**
     * The address to connect to, which is the one that was looked at: a name can't change its mind in between. A name is
     * looked up only when it is allowed.
     */
    InetSocketAddress resolve(WebhookTarget target) throws UnknownHostException {
        InetAddress address = address(target.host());
        if (ownPorts.contains(target.port()) && isOfThisMachine(address)) {
            throw new NotAllowed("port " + target.port()
                    + " of this machine is the sandbox's own; webhooks don't lead back into it");
        }
        return new InetSocketAddress(address, target.port());
    }

    private InetAddress address(String host) throws UnknownHostException {
        HostName name = HostName.of(host).orElseThrow(() -> notOfThisMachine("host " + OneLine.of(host, MAX_SHOWN)));
        InetAddress literal = name.address();
        boolean isListed = listed.contains(name);
        if (literal == null && !isListed && !name.isLoopback()) {
            throw notOfThisMachine("host " + OneLine.of(name.text(), MAX_SHOWN));
        }
        InetAddress address = literal == null ? InetAddress.getByName(name.text()) : literal;
        if (!isListed && !address.isLoopbackAddress()) {
            throw notOfThisMachine("IP address " + address.getHostAddress());
        }
        return address;
    }

    private static NotAllowed notOfThisMachine(String what) {
        return new NotAllowed(what + " is not of this machine; webhooks go to localhost, to loopback addresses and to"
                + " hosts that HEATUP_WEBHOOK_HOSTS lists");
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            // Nobody can tell, so it may be.
            return true;
        }
    }

    /** Looks at the parameters of {@code setWebhook}; without a URL, it deletes the webhook and has none to look at. */
    ParseResult<BotCall> check(BotCall call) {
        String url = call.params().text("url").orElse("");
        if (url.isEmpty()) {
            return new ParseResult.Valid<>(call);
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
            resolve(target.get());
        } catch (NotAllowed e) {
            return refused("bad webhook: " + e.getMessage());
        } catch (UnknownHostException e) {
            return refused("bad webhook: Failed to resolve host: Name or service not known");
        }
        return new ParseResult.Valid<>(withBoundedConnections(call));
    }

    private static BotCall withBoundedConnections(BotCall call) {
        Tl.Builder params = Tl.object();
        call.params().fields().forEach(params::with);
        long connections = call.params().integer("max_connections").orElse((long) DEFAULT_CONNECTIONS);
        params.with("max_connections", Math.clamp(connections, 1L, MAX_CONNECTIONS));
        return new BotCall(call.method(), params.build(), call.uploads());
    }

    private static ParseResult<BotCall> refused(String reason) {
        return new ParseResult.Invalid<>(BotReply.badRequest(reason));
    }
}
