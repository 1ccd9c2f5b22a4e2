package dev.heatup.sandbox.corpus;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds links that lead to where somebody may live. {@code .example} and {@code .test} are reserved for examples and
 * tests and exist nowhere (<a href="https://www.rfc-editor.org/rfc/rfc2606">RFC 2606</a>). Stateless.
 */
final class Links {

    /** With a scheme, or {@code www.}, it is a link whatever the domain. */
    private static final Pattern MARKED =
            Pattern.compile("(?iu)(?:[a-z][a-z0-9+.-]{1,20}://|\\bwww\\.)(?:[^\\s/?#@]*@)?([^\\s/?#:,;)\\]\"'<>]+)");

    /**
     * Without, it is a link when it ends in a top-level domain that clients and bots make links of. The list has those
     * that spam uses most, and no more, as {@code end.Next} and {@code main.java} are none.
     */
    private static final Pattern BARE = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}_@.-])((?:[\\p{L}\\p{N}-]{1,63}\\.)+"
            + "(?:com|net|org|info|biz|io|me|co|ru|su|рф|ua|by|kz|uk|de|fr|eu|us|cn|in|br|tv|cc|ws|to|ly|gl|gg|xyz|top"
            + "|club|site|online|shop|store|live|link|click|space|website|fun|vip|win|bet|casino|app|dev|pro|icu"
            + "|work|life|world|today|tech|cloud|page|blog))(?![\\p{L}\\p{N}_-])");

    private Links() {}

    /** The host of the first link that leads out. */
    static Optional<String> leadingOut(String text) {
        Matcher marked = MARKED.matcher(text);
        while (marked.find()) {
            if (!isReserved(marked.group(1))) {
                return Optional.of(marked.group(1));
            }
        }
        Matcher bare = BARE.matcher(text);
        return bare.find() ? Optional.of(bare.group(1)) : Optional.empty();
    }

    private static boolean isReserved(String host) {
        String plain = host.toLowerCase(Locale.ROOT).replaceAll("[.!…]+$", "");
        return plain.endsWith(".example") || plain.endsWith(".test");
    }
}
