package dev.heatup.channel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A bot that plans may talk to. Its texts come from whoever made it, and go into prompts as data.
 *
 * @param title at most {@value Channel#MAX_TITLE} characters on one line
 * @param about what it says of itself, at most {@value #MAX_ABOUT} characters on one line; empty when it says nothing
 * @param payloads deep links that start it, each 1 to 64 of {@code [A-Za-z0-9_-]}, at most {@value #MAX_PAYLOADS}
 */
public record Bot(Username username, String title, String about, List<String> payloads) {

    /** As Telegram bounds a bot's short description. */
    public static final int MAX_ABOUT = 120;

    public static final int MAX_PAYLOADS = 20;

    private static final Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Bot {
        payloads = List.copyOf(payloads);
        if (!Channel.isLine(title, Channel.MAX_TITLE)
                || !(about.isEmpty() || Channel.isLine(about, MAX_ABOUT))
                || payloads.size() > MAX_PAYLOADS
                || !payloads.stream()
                        .allMatch(payload -> PAYLOAD.matcher(payload).matches())) {
            throw new IllegalArgumentException("bot " + username + " needs a title of 1 to " + Channel.MAX_TITLE
                    + " characters, may say at most " + MAX_ABOUT
                    + " characters about itself, both without control characters, and has at most " + MAX_PAYLOADS
                    + " payloads of 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
    }
}
