package dev.heatup.channel;

/**
 * A channel that plans may use.
 *
 * @param topic a category such as {@code news} or {@code cooking}; a pool's coherence is judged by it
 * @param language an ISO 639-1 code, {@code ru} or {@code en}
 */
public record Channel(Username username, String title, String topic, String language) {

    public Channel {
        if (title.isBlank() || topic.isBlank() || !language.matches("[a-z]{2}")) {
            throw new IllegalArgumentException(
                    "channel " + username + " needs a title, a topic and a two-letter language");
        }
    }
}
