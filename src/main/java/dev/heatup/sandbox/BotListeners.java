package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who waits for bots to have a new update or another webhook. Thread-safe. */
final class BotListeners {

    private final BotLiveness botLiveness;
    private final List<Consumer<BotId>> listeners = new CopyOnWriteArrayList<>();

    BotListeners(BotLiveness botLiveness) {
        this.botLiveness = botLiveness;
    }

    Subscription add(Consumer<BotId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Quick, as the sandbox waits for it. */
    void announce(BotId bot) {
        botLiveness.sent(bot);
        listeners.forEach(listener -> CallIsolation.tell(() -> listener.accept(bot)));
    }
}
