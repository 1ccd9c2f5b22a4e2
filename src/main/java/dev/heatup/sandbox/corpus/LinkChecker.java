package dev.heatup.sandbox.corpus;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds links that lead to where somebody may live. {@code .example} and {@code .test} are reserved for examples and
 * tests and exist nowhere (<a href="https://www.rfc-editor.org/rfc/rfc2606">RFC 2606</a>). Stateless.
 */
final class LinkChecker {

    /**
     * With a scheme, or {@code www.}, it is a link whatever the domain. The scheme is looked for from its colon
     * backwards, so that no text makes it be looked for at every letter.
     */
    private static final Pattern MARK = Pattern.compile("(?iu):(?<=[a-z][a-z0-9+.-]{1,20}:)//|\\bwww\\.");

    private static final Pattern AFTER_AUTHORITY = Pattern.compile("[\\s/?#]|\\z");
    private static final Pattern HOST = Pattern.compile("[^\\s/?#:,;)\\]\"'<>]+");

    /**
     * Without, it is a link when it ends in a top-level domain that clients and bots make links of. The list has those
     * that spam uses most, and no more, as {@code end.Next} and {@code main.java} are none. A name of 253 characters
     * (<a href="https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4">RFC 1035</a>) has no more than 126 parts before it.
     */
    private static final Pattern BARE =
            Pattern.compile("(?iu)(?<![\\p{L}\\p{N}_@.-])((?:[\\p{L}\\p{N}-]{1,63}\\.){1,126}"
                    + "(?:com|net|org|info|biz|io|me|co|ru|su|рф|ua|by|kz|uk|de|fr|eu|us|cn|in|br|tv|cc|ws|to|ly|gl|gg|xyz|top"
                    + "|club|site|online|shop|store|live|link|click|space|website|fun|vip|win|bet|casino|app|dev|pro|icu"
                    + "|work|life|world|today|tech|cloud|page|blog))(?![\\p{L}\\p{N}_-])");

    private static final String SENTENCE_ENDS = ".!…";

    private LinkChecker() {}

    /** The host of the first link that leads out; found in a time that grows no faster than the text. */
    static Optional<String> leadingOut(String text) {
        Matcher mark = MARK.matcher(text);
        Matcher afterAuthority = AFTER_AUTHORITY.matcher(text);
        Matcher host = HOST.matcher(text);
        int end = 0;
        int at = -1;
        for (int from = 0; mark.find(from); ) {
            from = mark.end();
            if (from > end) {
                end = afterAuthority.find(from) ? afterAuthority.start() : text.length();
            }
            if (at < from) {
                at = indexOf('@', text, from, end);
            }
            if (host.region(at < end ? at + 1 : from, end).lookingAt()
                    || host.region(from, end).lookingAt()) {
                if (!isReserved(host.group())) {
                    return Optional.of(host.group());
                }
                from = host.end();
            }
        }
        Matcher bare = BARE.matcher(text);
        return bare.find() ? Optional.of(bare.group(1)) : Optional.empty();
    }

    /** {@code end} where there is none. */
    private static int indexOf(char c, String text, int from, int end) {
        int index = text.indexOf(c, from, end);
        return index < 0 ? end : index;
    }

    private static boolean isReserved(String host) {
        int end = host.length();
        while (end > 0 && SENTENCE_ENDS.indexOf(host.charAt(end - 1)) >= 0) {
            end--;
        }
        String plain = host.substring(0, end).toLowerCase(Locale.ROOT);
        return plain.endsWith(".example") || plain.endsWith(".test");
    }
}
