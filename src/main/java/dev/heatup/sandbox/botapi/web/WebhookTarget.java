package dev.heatup.sandbox.botapi.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A webhook's URL in parts.
 *
 * @param host a name or an address, in lower case and without brackets
 * @param path with the query, as it goes into the request line
 */
record WebhookTarget(boolean tls, String host, int port, String path) {

    /** The official server's bound for a request line. */
    private static final int MAX_LENGTH = 2048;

    /** Empty for what is no {@code http} or {@code https} URL; without a scheme, {@code https} is meant. */
    static Optional<WebhookTarget> of(String url) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(url)) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(new URI(url.contains("://") ? url : "https://" + url).toASCIIString());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            boolean tls = scheme.equals("https");
            if (url.length() > MAX_LENGTH
                    || host == null
                    || uri.getRawUserInfo() != null
                    || uri.getPort() == 0
                    || uri.getPort() > 65_535
                    || !(tls || scheme.equals("http"))) {
                return Optional.empty();
            }
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery();
            return Optional.of(new WebhookTarget(
                    tls,
                    host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", ""),
                    uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80,
                    query == null ? path : path + "?" + query));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** For the header {@code Host}. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }
}
