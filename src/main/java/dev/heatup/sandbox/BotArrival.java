package dev.heatup.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A bot's first call.
 *
 * @param id the number before the colon of its token
 * @param username as whom it is in the world
 * @param isDeclared whether the world's description names it
 * @param missing the bots of the description that have not called yet
 */
public record BotArrival(long id, String username, boolean isDeclared, List<DeclaredBot> missing) {

    private static final int MAX_SHOWN = 10;

    public BotArrival {
        missing = List.copyOf(missing);
    }

    /** Who came, and whom a mistyped token may have been meant for. Nothing of the token but its number is in it. */
    public String sentence() {
        String who = "Bot " + id + " called. It is " + username;
        if (isDeclared || missing.isEmpty()) {
            return who;
        }
        return who + ", a stranger to the world file. Not there yet: " + listed(missing);
    }

    /** Bots that did not call, each with its token. */
    public static String listed(List<DeclaredBot> bots) {
        return bots.stream()
                        .limit(MAX_SHOWN)
                        .map(bot -> bot.username() + " (" + bot.token() + ")")
                        .collect(Collectors.joining(", "))
                + (bots.size() > MAX_SHOWN ? " and " + (bots.size() - MAX_SHOWN) + " more" : "");
    }
}
