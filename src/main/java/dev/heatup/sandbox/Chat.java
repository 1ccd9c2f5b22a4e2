package dev.heatup.sandbox;

import dev.heatup.channel.Username;

/**
 * A place of the world.
 *
 * @param id as Telegram's channel ids: positive, derived from the world's seed and the username
 * @param seed what its posts are drawn from
 * @param language {@code ru} or any other, which reads as {@code en}
 */
record Chat(long id, long seed, Username username, String title, String topic, String language, Kind kind, Door door) {

    enum Kind {
        /** Only administrators write, and posts come by themselves. */
        BROADCAST,
        /** Members write. */
        GROUP
    }

    enum Door {
        /** Anybody reads, and joins at once. */
        OPEN,
        /** Joining asks for approval, which nobody gives yet; only members read. */
        APPROVAL,
        /** Nobody reads or joins. */
        CLOSED
    }

    /** People who were there before the first account came, 500 to 60,000 in a channel. */
    int audience() {
        return (int)
                switch (kind) {
                    case BROADCAST -> Mix.between(Mix.of(seed, "audience"), 500, 60_000);
                    case GROUP -> Mix.between(Mix.of(seed, "audience"), 20, 400);
                };
    }
}
