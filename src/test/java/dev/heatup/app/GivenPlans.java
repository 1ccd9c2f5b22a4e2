package dev.heatup.app;

/** Plans as a caller gives them. */
final class GivenPlans {

    /** Lives for a minute, and sends nothing. */
    static final String LONG = idle(60);

    /** Over within the claim that takes it up. */
    static final String SHORT = "[" + join("hu_city_news") + "]";

    private GivenPlans() {}

    static String idle(int seconds) {
        return "[{\"action\": \"idle\", \"duration_seconds\": " + seconds
                + ", \"reason\": \"Look out of the window\"}]";
    }

    static String join(String channel) {
        return "{\"action\": \"join_channel\", \"channel_username\": \"" + channel
                + "\", \"reason\": \"Follow the city news\"}";
    }

    static String read(String channel) {
        return "{\"action\": \"read_messages\", \"channel_username\": \"" + channel
                + "\", \"duration_seconds\": 3, \"reason\": \"See what is new\"}";
    }
}
