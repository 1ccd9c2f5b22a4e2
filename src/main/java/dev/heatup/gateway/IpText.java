package dev.heatup.gateway;

import java.util.Optional;
import java.util.regex.Pattern;

/** The two notations of IP addresses, read strictly. */
final class IpText {

    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    /** The longest form: six groups and a dotted quad. */
    private static final int MAX_LENGTH = 45;

    private static final int GROUPS = 8;

    private IpText() {}

    static Optional<Long> v4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return Optional.empty();
        }
        long bits = 0;
        for (String octet : octets) {
            if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return Optional.of(bits);
    }

    static Optional<IpAddress> v6(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return withoutQuad(text).flatMap(IpText::groups).map(groups -> new IpAddress(bits(groups, 0), bits(groups, 4)));
    }

    /** Writes a dotted quad at the end as the two groups that it stands for. */
    private static Optional<String> withoutQuad(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return Optional.of(text);
        }
        int start = text.lastIndexOf(':') + 1;
        return v4(text.substring(start))
                .map(bits -> text.substring(0, start) + Long.toHexString(bits >> 16) + ":"
                        + Long.toHexString(bits & 0xffff));
    }

    private static Optional<int[]> groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            String[] all = text.split(":", -1);
            return all.length == GROUPS ? values(all, new String[0]) : Optional.empty();
        }
        String[] head = split(text.substring(0, gap));
        String[] tail = split(text.substring(gap + 2));
        // "::" stands for one group of zeros or more.
        return head.length + tail.length < GROUPS ? values(head, tail) : Optional.empty();
    }

    private static String[] split(String groups) {
        return groups.isEmpty() ? new String[0] : groups.split(":", -1);
    }

    private static Optional<int[]> values(String[] head, String[] tail) {
        int[] values = new int[GROUPS];
        return fill(values, 0, head) && fill(values, GROUPS - tail.length, tail)
                ? Optional.of(values)
                : Optional.empty();
    }

    private static boolean fill(int[] values, int from, String[] groups) {
        for (int i = 0; i < groups.length; i++) {
            if (!GROUP.matcher(groups[i]).matches()) {
                return false;
            }
            values[from + i] = Integer.parseInt(groups[i], 16);
        }
        return true;
    }

    private static long bits(int[] groups, int from) {
        long bits = 0;
        for (int i = from; i < from + 4; i++) {
            bits = bits << 16 | groups[i];
        }
        return bits;
    }
}
