package dev.heatup.gateway;

import java.util.Optional;

/**
 * An IP address as it was written, never looked up. An IPv4 address is kept as the IPv6 address that maps it
 * ({@code ::ffff:a.b.c.d}, RFC 4291, 2.5.5.2), so that every way to write an address gives the same 16 bytes.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
record IpAddress(long high, long low) {

    private static final long MAPPED = 0xffff_0000_0000L;

    private static final int BITS = 128;

    /** An address that is known to be well-formed, such as a constant. */
    static IpAddress of(String literal) {
        return parse(literal).orElseThrow(() -> new IllegalArgumentException("no IP address: " + literal));
    }

    /**
     * Reads four decimal numbers without leading zeros, or any form of RFC 4291, 2.2. Empty for names, brackets, zones,
     * ports and white space, and for the octal, hexadecimal and shortened forms of IPv4 that resolvers understand.
     */
    static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0 ? IpText.v4(text).map(IpAddress::mapped) : IpText.v6(text);
    }

    static IpAddress mapped(long v4) {
        return new IpAddress(0, MAPPED | v4);
    }

    /** Whether the first bits are those of {@code network}. */
    boolean in(Network network) {
        return ((high ^ network.address.high) & mask(network.prefix)) == 0
                && ((low ^ network.address.low) & mask(network.prefix - Long.SIZE)) == 0;
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    /** @param prefix how many bits of {@code address} count, of 128 */
    record Network(IpAddress address, int prefix) {

        /** Reads {@code 10.0.0.0/8} or {@code fc00::/7}. */
        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            String address = cidr.substring(0, slash);
            int prefix = Integer.parseInt(cidr, slash + 1, cidr.length(), 10);
            int skipped = address.indexOf(':') < 0 ? BITS - Integer.SIZE : 0;
            return new Network(IpAddress.of(address), skipped + prefix);
        }
    }
}
