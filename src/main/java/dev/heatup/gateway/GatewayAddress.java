package dev.heatup.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a gateway is: an {@code http} or {@code https} address with an optional path, under which contract 1 is served.
 * Hosts of Telegram's own are refused, by name and by address; a name that leads there in a roundabout way is the
 * {@link Guard}'s to find.
 *
 * @param base without a slash at its end
 */
public record GatewayAddress(URI base) {

    /** Nothing under these names serves contract 1; each is Telegram's public network or a way into it. */
    private static final List<String> TELEGRAMS_NAMES = List.of("telegram.org", "telegram.me", "telegram.dog", "t.me");

    /** Resolvers take {@code 2509940700} and {@code 0x959aa7dc} for IPv4 addresses, so these count as numbers. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");

    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException with a sentence for people, when {@link #refusal} has one */
    public GatewayAddress {
        refusal(base).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        base = withoutSlash(base);
    }

    /** @throws IllegalArgumentException with a sentence for people, when the text is no address of a gateway */
    public static GatewayAddress of(String text) {
        try {
            return new GatewayAddress(new URI(text.strip()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a gateway's address is a URL such as http://localhost:9000/gateway", e);
        }
    }

    /** Why this can't be a gateway's address, as a sentence that quotes nothing of it; empty when it can. */
    public static Optional<String> refusal(URI address) {
        return form(address).or(() -> telegrams(hostOf(address)));
    }

    /** @param path with a slash first, already encoded */
    public URI at(String path) {
        return URI.create(base + path);
    }

    private static Optional<String> form(URI address) {
        String scheme = address.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            return Optional.of("a gateway's address begins with http:// or https://");
        }
        // An authority that is no host (an underscore, an escape, a letter beyond ASCII) leaves the host null.
        if (address.getHost() == null || hostOf(address).isEmpty()) {
            return Optional.of("a gateway's address needs a host name of letters, digits, dots and hyphens");
        }
        if (address.getRawUserInfo() != null) {
            return Optional.of("a gateway's address carries no user name and no password");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            return Optional.of("a gateway's address has no query and no fragment");
        }
        if (address.getPort() == 0 || address.getPort() > LAST_PORT) {
            return Optional.of("a gateway's port is 1 to " + LAST_PORT);
        }
        return Optional.empty();
    }

    private static Optional<String> telegrams(String host) {
        if (TELEGRAMS_NAMES.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name))) {
            return Optional.of("a gateway is never one of Telegram's own hosts: Heat Up acts on test networks only,"
                    + " through a gateway in front of them");
        }
        Optional<IpAddress> literal = IpAddress.parse(host);
        if (literal.isEmpty()) {
            boolean looksLikeOne = host.indexOf(':') >= 0
                    || NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
            return looksLikeOne
                    ? Optional.of("a gateway's IP address is four decimal numbers, or IPv6 in brackets without a zone")
                    : Optional.empty();
        }
        return literal.filter(NetworkAddresses::isTelegrams)
                .map(address -> "a gateway is never in one of Telegram's own networks: Heat Up acts on test networks"
                        + " only, through a gateway in front of them");
    }

    /** Lower case, without brackets, without the dot that ends a full name. */
    private static String hostOf(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /**
     * One name for the spellings that lead to the same place: scheme and host in lower case, no default port, no slash at
     * the end. Another name of the same host is another place, for all that can be seen from here.
     */
    public String canonical() {
        String scheme = base.getScheme().toLowerCase(Locale.ROOT);
        String host = hostOf(base);
        boolean usual = base.getPort() < 0 || base.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + (usual ? "" : ":" + base.getPort())
                + withoutSlash(base.normalize()).getRawPath();
    }

    private static URI withoutSlash(URI base) {
        String text = base.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(text.substring(0, end));
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
