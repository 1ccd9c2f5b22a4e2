package dev.heatup.sandbox.botapi;

import java.util.Optional;

/** The networks of as many worlds as a process has. Thread-safe. */
public interface BotNetworks {

    /** @param world its name; empty for the one that needs none */
    Optional<BotNetwork> bots(String world);

    /** Tells of the worlds with a name that there are, at once, and of all that come and go later. */
    void listen(Listener listener);

    /** Hears of worlds that come and go. Quick, as they wait for it. */
    interface Listener {
        void opened(String world, BotNetwork bots);

        void closed(String world);
    }

    /** A single world, which needs no name. */
    static BotNetworks of(BotNetwork network) {
        return new BotNetworks() {
            @Override
            public Optional<BotNetwork> bots(String world) {
                return world.isEmpty() ? Optional.of(network) : Optional.empty();
            }

            @Override
            public void listen(Listener listener) {
                // No other comes.
            }
        };
    }
}
