package dev.heatup.sandbox.botapi;

/** The number before the colon of a bot's token; the bot's user ID as well. */
public record BotId(long value) {

    /** Telegram's user IDs of bots are below 2<sup>54</sup>. */
    static final long BOUND = 1L << 54;

    public BotId {
        if (value <= 0 || value >= BOUND) {
            throw new IllegalArgumentException("a bot's number is from 1 to 2^54 - 1, not " + value);
        }
    }
}
