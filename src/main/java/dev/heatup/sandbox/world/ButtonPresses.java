package dev.heatup.sandbox.world;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.world.WorldState.Press;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pressed buttons that no bot has answered yet, by query id, in the order in which they were pressed. */
final class ButtonPresses {

    private final long seed;
    private final Map<String, Press> presses = new LinkedHashMap<>();
    private long pressed;

    /** @param seed the world's */
    ButtonPresses(long seed) {
        this.seed = seed;
    }

    ButtonPresses(long seed, Map<String, Press> presses, long pressed) {
        this.seed = seed;
        this.presses.putAll(presses);
        this.pressed = pressed;
    }

    /** Those without an answer; changes with this object. */
    Map<String, Press> unanswered() {
        return presses;
    }

    /** How many there ever were. */
    long count() {
        return pressed;
    }

    long nextQueryId() {
        return SeededDraw.of(SeededDraw.of(seed, "query"), pressed) >>> 1;
    }

    Optional<Press> find(String queryId) {
        return Optional.ofNullable(presses.get(queryId));
    }

    /** @param author of the message with the button, null if it no longer exists; a bot answers only for its own */
    void add(Effect.ButtonPressed press, @Nullable Actor author, Actor who, Instant now) {
        pressed++;
        presses.values().removeIf(old -> old.isOld(now));
        if (author instanceof Actor.Bot(long bot)) {
            presses.put(press.queryId(), new Press(press.chat(), press.messageId(), who, bot, now));
        }
    }

    void answer(String queryId) {
        presses.remove(queryId);
    }
}
