package dev.heatup.channel;

import dev.heatup.text.OneLine;

/**
 * A channel or group that plans may use. Its texts go into prompts and reasons, so they are short and hold on one line.
 *
 * @param title at most {@value #MAX_TITLE} characters, as on Telegram
 * @param topic a category such as {@code news} or {@code cooking}, at most {@value #MAX_TOPIC} characters; a pool's
 *     coherence is judged by it
 * @param language an ISO 639-1 code, {@code ru} or {@code en}
 */
public record Channel(Username username, String title, String topic, String language, Kind kind) {

    public static final int MAX_TITLE = 128;
    public static final int MAX_TOPIC = 32;

    /** Who writes there. */
    public enum Kind {
        /** Its owner, in posts; members read and react. */
        CHANNEL,
        /** Its members. */
        GROUP
    }

    public Channel {
        if (!isLine(title, MAX_TITLE) || !isLine(topic, MAX_TOPIC) || !language.matches("[a-z]{2}")) {
            throw new IllegalArgumentException("channel " + username + " needs a title of 1 to " + MAX_TITLE
                    + " characters and a topic of 1 to " + MAX_TOPIC
                    + ", both without control characters, and a two-letter language");
        }
    }

    /** A channel in the narrower sense. */
    public Channel(Username username, String title, String topic, String language) {
        this(username, title, topic, language, Kind.CHANNEL);
    }

    static boolean isLine(String text, int most) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= most && OneLine.isOne(text);
    }
}
