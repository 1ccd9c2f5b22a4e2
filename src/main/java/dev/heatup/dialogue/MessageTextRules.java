package dev.heatup.dialogue;

import dev.heatup.text.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be written at all, whoever wrote it: 1 to {@value #MAX_LENGTH} characters on one line, without links, addresses
 * and names of others, which are what makes spam. Stateless.
 */
public final class MessageTextRules {

    public static final int MAX_LENGTH = 500;

    /** A scheme, a host with a path or a common ending, a mention, an e-mail address. */
    private static final Pattern LINK = Pattern.compile(
            "(?i)[a-z][a-z0-9+.-]*://|\\bwww\\.|\\b[\\p{L}0-9-]+\\.(?:com|org|net|ru|me|io|app|info|xyz|top|рф|test"
                    + "|example)\\b|@[A-Za-z0-9_]");

    private MessageTextRules() {}

    /** The text as it is sent; empty when it may not be. */
    public static Optional<String> of(String text, WritingPlace.Kind where) {
        String line = text.strip();
        boolean fits = !line.isEmpty()
                && line.codePointCount(0, line.length()) <= MAX_LENGTH
                && OneLine.isOne(line)
                && !LINK.matcher(line).find();
        // In a group a slash would talk to every bot there.
        return fits && !(where == WritingPlace.Kind.GROUP && line.startsWith("/"))
                ? Optional.of(line)
                : Optional.empty();
    }
}
