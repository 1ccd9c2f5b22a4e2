package dev.heatup.sandbox.score;

import dev.heatup.sandbox.world.ChatKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many messages, and which the first of them are. */
public record MessageSample(long count, List<Sighting> first) {

    /** Enough to look at; the rest is found in the log. */
    public static final int MAX_LISTED = 20;

    public static final MessageSample NONE = new MessageSample(0, List.of());

    public MessageSample {
        first = List.copyOf(first);
    }

    /**
     * @param messageId null for one that was never written
     * @param seq of the event with which it became what its label says, or could not be written
     */
    public record Sighting(ChatKey chat, @Nullable Integer messageId, long seq) {}

    static final class Collector {

        private final List<Sighting> first = new ArrayList<>();
        private long count;

        void add(Sighting sighting) {
            count++;
            if (first.size() < MAX_LISTED) {
                first.add(sighting);
            }
        }

        long count() {
            return count;
        }

        MessageSample collected() {
            return new MessageSample(count, first);
        }
    }
}
