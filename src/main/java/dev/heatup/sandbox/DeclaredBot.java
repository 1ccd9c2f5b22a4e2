package dev.heatup.sandbox;

import java.time.Instant;

/**
 * How a bot stands that the world's description names.
 *
 * @param number before the colon of its token: its id, that of the token which took its place, or one that would take it
 * @param waiting updates that it did not confirm
 */
public record DeclaredBot(String username, long number, int waiting, Presence presence) {

    /** Whether somebody looks at its updates. */
    public sealed interface Presence {

        record NeverCalled() implements Presence {}

        record Here() implements Presence {}

        /** @param since in real time */
        record Away(Instant since) implements Presence {}
    }

    /** With which token the bot's program is this bot, as a line of a shell. */
    public String token() {
        return "BOT_TOKEN=" + number + ":anything";
    }
}
