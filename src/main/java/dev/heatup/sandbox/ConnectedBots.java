package dev.heatup.sandbox;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.world.WorldState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bots that have come, as plans know them: the same list until another one comes, so that asking costs nothing. One
 * thread looks; any may ask.
 */
final class ConnectedBots {

    private volatile List<Bot> bots = List.of();
    private @Nullable WorldState seen;

    List<Bot> now() {
        return bots;
    }

    /** Within a state bots only ever come, and are called what they are called. */
    void look(WorldState state) {
        if (state != seen || state.bots().size() != bots.size()) {
            seen = state;
            bots = state.bots().stream()
                    .map(bot -> new Bot(new Username(bot.username()), bot.name(), "", List.of()))
                    .toList();
        }
    }
}
