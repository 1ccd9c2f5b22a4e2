package dev.heatup.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host as a URL or the header {@code Host} names it. Two spellings of one address are equal, and so are those of a name
 * that differ in case or in the dot at its end. Nothing is looked up. Immutable.
 *
 * @param text a name in lower case, or an address in its one form, without brackets
 * @param address null for a name
 */
public record HostName(String text, @Nullable InetAddress address) {

    private static final Pattern HEADER = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::[0-9]{0,5})?");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");

    /** @param written with or without the brackets of IPv6; empty for what is neither a name nor an address */
    public static Optional<HostName> of(String written) {
        boolean bracketed = written.startsWith("[") && written.endsWith("]");
        String bare = bracketed ? written.substring(1, written.length() - 1) : written;
        if (IPV6.matcher(bare).matches() || (!bracketed && IPV4.matcher(bare).matches())) {
            return address(bare);
        }
        String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return !bracketed && NAME.matcher(name).matches()
                ? Optional.of(new HostName(name.toLowerCase(Locale.ROOT), null))
                : Optional.empty();
    }

    /** @param value of the header, with a port or without; IPv6 has its brackets there */
    public static Optional<HostName> ofHeader(String value) {
        Matcher parts = HEADER.matcher(value);
        return parts.matches() ? of(parts.group(1)) : Optional.empty();
    }

    /** Which no name service can point elsewhere, or point here: {@code localhost}, or an address of loopback. */
    public boolean isLoopback() {
        return address == null ? text.equals("localhost") : address.isLoopbackAddress();
    }

    private static Optional<HostName> address(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return Optional.of(new HostName(address.getHostAddress(), address));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
