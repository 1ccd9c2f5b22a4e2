package dev.heatup.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its headers whether a request may come in where callers need no key: not under a name that somebody points at
 * this machine (DNS rebinding), and not from a page of another origin, as browsers tell by {@code Origin} and Fetch
 * Metadata. Immutable.
 */
public final class OriginPolicy {

    /** What is wrong with a request. */
    public enum Refusal {
        FOREIGN_HOST,
        FOREIGN_ORIGIN,
        /** A page of another origin asks for it, as a picture for instance. */
        FOREIGN_SITE,
        /** A page of another origin leads the browser here. */
        FOREIGN_LINK
    }

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<HostName> listed;

    /** @param listed hosts besides loopback by which this port may be called; what is no host is left out */
    public OriginPolicy(Set<String> listed) {
        this.listed =
                listed.stream().flatMap(host -> HostName.of(host).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param headers by name in lower case; of one that comes more than once all, with commas between them; null when absent
     * @param local the address that the client is connected to, by which it may call, too
     */
    public Optional<Refusal> refusal(Function<String, @Nullable String> headers, InetAddress local) {
        String host = headers.apply("host");
        if (host == null
                || HostName.ofHeader(host).filter(name -> isOwn(name, local)).isEmpty()) {
            return Optional.of(Refusal.FOREIGN_HOST);
        }
        String origin = headers.apply("origin");
        if (origin != null && !isOf(host, origin)) {
            return Optional.of(Refusal.FOREIGN_ORIGIN);
        }
        String site = headers.apply("sec-fetch-site");
        if (site == null || OWN_SITES.contains(site)) {
            return Optional.empty();
        }
        return Optional.of(
                "navigate".equals(headers.apply("sec-fetch-mode")) ? Refusal.FOREIGN_LINK : Refusal.FOREIGN_SITE);
    }

    private boolean isOwn(HostName host, InetAddress local) {
        return host.isLoopback() || local.equals(host.address()) || listed.contains(host);
    }

    private static boolean isOf(String host, String origin) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
