package dev.heatup.simulate;

import dev.heatup.sandbox.DeclaredBot;
import dev.heatup.text.EnumNames;
import java.util.Optional;

/**
 * Whether a bot that the world describes was there.
 *
 * @param waiting updates that it did not confirm
 * @param token how to start it as this bot, as a line of a shell
 */
public record BotVerdict(String username, State state, int waiting, String token) implements JUnitReport.Case {

    /** What may become of a bot. */
    public enum State implements EnumNames {
        /** It called, and somebody looked at its updates to the end. */
        HERE,
        /** It never called. */
        MISSING,
        /** It called, and in the end nobody looked at its updates. */
        LOST
    }

    static BotVerdict of(DeclaredBot bot, State state) {
        return new BotVerdict(bot.username(), state, bot.waiting(), bot.token());
    }

    public boolean isHere() {
        return state == State.HERE;
    }

    @Override
    public String title() {
        return "bot " + username;
    }

    @Override
    public Optional<String> failure() {
        return isHere() ? Optional.empty() : Optional.of(sentence());
    }

    /** For people. */
    public String sentence() {
        String updates = waiting + (waiting == 1 ? " update" : " updates") + " waited for it";
        return switch (state) {
            case HERE -> username + " was there to the end";
            case MISSING -> username + " never called; " + updates + ". Start it with " + token;
            case LOST -> username + " stopped asking for updates and did not come back; " + updates;
        };
    }
}
