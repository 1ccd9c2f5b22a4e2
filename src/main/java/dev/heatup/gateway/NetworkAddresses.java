package dev.heatup.gateway;

import dev.heatup.gateway.IpAddress.Network;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses by which networks are told apart. Link-local addresses count as no place at all: a data centre is never
 * reached by one, and {@code 169.254.169.254} is where clouds keep their credentials.
 */
final class NetworkAddresses {

    /** The data centres 1 to 3 for tests, from the API's pages on my.telegram.org, and their IPv6 twins. */
    private static final Set<IpAddress> PUBLISHED_TEST = Stream.of(
                    "149.154.175.10",
                    "149.154.167.40",
                    "149.154.175.117",
                    "2001:b28:f23d:f001::e",
                    "2001:67c:4e8:f002::e",
                    "2001:b28:f23d:f003::e")
            .map(IpAddress::of)
            .collect(Collectors.toUnmodifiableSet());

    /** Loopback; RFC 1918; RFC 4193. */
    private static final List<Network> LOCAL =
            networks("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    /** Telegram's own networks, <a href="https://core.telegram.org/resources/cidr.txt">as it publishes them</a>. */
    private static final List<Network> TELEGRAM = networks(
            "91.105.192.0/23",
            "91.108.4.0/22",
            "91.108.8.0/22",
            "91.108.12.0/22",
            "91.108.16.0/22",
            "91.108.20.0/22",
            "91.108.56.0/22",
            "149.154.160.0/20",
            "185.76.151.0/24",
            "2001:67c:4e8::/48",
            "2001:b28:f23c::/48",
            "2001:b28:f23d::/48",
            "2001:b28:f23f::/48",
            "2a0a:f280::/32");

    enum Place {
        PUBLISHED_TEST,
        /** Loopback, or a network that is nobody's in public. */
        LOCAL
    }

    private NetworkAddresses() {}

    /** Where a test network may be; empty for every other address. */
    static Optional<Place> place(IpAddress address) {
        if (PUBLISHED_TEST.contains(address)) {
            return Optional.of(Place.PUBLISHED_TEST);
        }
        return LOCAL.stream().anyMatch(address::in) ? Optional.of(Place.LOCAL) : Optional.empty();
    }

    static boolean isTelegrams(IpAddress address) {
        return TELEGRAM.stream().anyMatch(address::in);
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::of).toList();
    }
}
